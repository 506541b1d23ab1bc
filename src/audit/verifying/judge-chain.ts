import { classify, sayRows, WINDOW } from './classify.ts';
import { beginChain, hashEvent } from './hash-event.ts';
import type { Fault, StoredEvent, StoredRow } from './stored.ts';

/** How far a seal saw a chain. */
export interface SealedPlace {
  readonly seq: number;
  readonly hash: Buffer;
  /** Of the seal. */
  readonly number: number;
  /** The clock was behind the seal before it: what was written then says an earlier time than it might. */
  readonly isBehind: boolean;
}

/** What the seals say, gathered before the rows are read. */
export interface Sealed {
  readonly places: ReadonlyMap<string, readonly SealedPlace[]>;
  /** The first seal from a moment on that had room for every chain; undefined where there is none yet. */
  findFirstSince(micros: number): { readonly number: number } | undefined;
}

/** A row is sealed within this time, whatever the transaction was that wrote it. */
const SEALED_WITHIN_MICROS = 10 * 60_000_000;

/** Takes the rows of one chain, one after another, and says at the end what is the first that is wrong. */
export class ChainJudge {
  readonly #chain: string;
  readonly #sealed: Sealed;
  readonly #places: readonly SealedPlace[];
  #name: string;
  #head: StoredRow['head'] = null;
  /** The last row that was in order. */
  #last: { readonly seq: number; readonly hash: Buffer };
  /** How many of the sealed places have been met. */
  #met = 0;
  #fault: Fault | undefined;
  /** What it was can be said once those after it are known. */
  #broken: StoredEvent | undefined;
  readonly #after: StoredEvent[] = [];

  constructor(chain: string, sealed: Sealed) {
    this.#chain = chain;
    this.#name = `The chain ${chain}`;
    this.#sealed = sealed;
    this.#places = sealed.places.get(chain) ?? [];
    this.#last = { seq: 0, hash: beginChain(chain) };
  }

  take({ event, caseReference, head }: StoredRow): void {
    this.#head = head;
    if (caseReference !== null) this.#name = `Case ${caseReference}`;
    if (event === null || this.#fault !== undefined) return;
    if (this.#broken !== undefined) {
      if (this.#after.length < WINDOW) this.#after.push(event);
      return;
    }
    const expected = this.#last.seq + 1;
    if (event.seq > expected || (event.seq === expected && !hashEvent(this.#chain, event).equals(event.hash)))
      this.#broken = event;
    else {
      this.#fault = this.#judgeLinks(event) ?? this.#judgeSeals(event);
      this.#last = event;
    }
  }

  end(): Fault | undefined {
    if (this.#broken === undefined) return this.#fault ?? this.#judgeEnd();
    const found = { expected: this.#last.seq + 1, broken: this.#broken, after: this.#after };
    const { kind, at, words } = classify(this.#chain, found);
    return this.#say(kind, at, words);
  }

  #judgeLinks({ seq, previousHash }: StoredEvent): Fault | undefined {
    if (seq <= this.#last.seq) return this.#say('put in', seq, `row ${seq} stands there twice`);
    if (previousHash.equals(this.#last.hash)) return undefined;
    return this.#say('written anew', Math.max(1, this.#last.seq), sayBreak(seq));
  }

  #judgeSeals({ seq, hash, micros }: StoredEvent): Fault | undefined {
    const next = this.#places[this.#met];
    if (next?.seq === seq) {
      const first = (this.#places[this.#met - 1]?.seq ?? 0) + 1;
      this.#met += 1;
      if (!next.hash.equals(hash))
        return { ...this.#say('written anew', first, sayAnew(first, seq, next.number)), to: seq };
    }
    if (next?.isBehind) return undefined;
    const due = this.#sealed.findFirstSince(micros + SEALED_WITHIN_MICROS);
    if (due === undefined || due.number >= (next?.number ?? Number.POSITIVE_INFINITY)) return undefined;
    return this.#say('put in', seq, sayLate(seq, due.number));
  }

  #judgeEnd(): Fault | undefined {
    const head = this.#head;
    const { seq: last, hash } = this.#last;
    const seen = this.#places.at(-1)?.seq ?? 0;
    if (head === null) return this.#say('head', last, 'the head of its chain was removed');
    const wanted = Math.max(head.seq, seen);
    if (last === 0) return this.#say('truncated', 1, `all its rows, ${wanted} of them, were removed`);
    if (wanted > last)
      return this.#say('truncated', last + 1, `${sayRows(last + 1, wanted)} removed from the end`);
    if (head.seq < last && seen >= last)
      return this.#say('head', head.seq, `its head was set back to row ${head.seq}`);
    if (head.seq < last)
      return this.#say('put in', head.seq + 1, `${sayRows(head.seq + 1, last)} put in after the end`);
    if (!head.hash.equals(hash)) return this.#say('head', last, 'the head of its chain was changed');
    return undefined;
  }

  #say(kind: Fault['kind'], at: number, words: string): Fault {
    return { kind, chain: this.#chain, at, sentence: `${this.#name}: ${words}.` };
  }
}

const sayLate = (seq: number, seal: number): string =>
  `row ${seq} was put in later than it says (seal ${seal} was made after that, and has not seen it), ` +
  'or the clock was set back';

const sayAnew = (first: number, last: number, seal: number): string =>
  first === last
    ? `row ${last} was written anew after seal ${seal} was made`
    : `of rows ${first} to ${last} one or more were written anew after seal ${seal} was made`;

const sayBreak = (seq: number): string =>
  seq === 1
    ? 'row 1 is not the beginning of this chain'
    : `row ${seq - 1} was written anew, or a row between it and row ${seq} was removed`;
