import { MOST_HEADS } from '../seals/seal-heads.actions.ts';
import type { OpenKey } from '../seals/seal-key.ts';
import { findRootOf, hashNote, isSignedBy, type NoteWords, readNote, type Seal } from '../seals/seal-note.ts';
import type { Sealed, SealedPlace } from './judge-chain.ts';
import type { Fault } from './stored.ts';

/** What the seals say, and what is wrong with them. */
export interface JudgedSeals {
  readonly sealed: Sealed;
  readonly faults: readonly Fault[];
  readonly count: number;
  readonly newest: NoteWords | undefined;
}

/** Reads every seal: that none is missing, each names the one before it, and each is signed. */
export async function judgeSeals(
  seals: AsyncIterable<Seal> | Iterable<Seal>,
  key: OpenKey,
): Promise<JudgedSeals> {
  const faults: Fault[] = [];
  const places = new Map<string, SealedPlace[]>();
  const whole: { readonly number: number; readonly micros: number }[] = [];
  let count = 0;
  let last: Seal | undefined;
  let newest: NoteWords | undefined;
  for await (const seal of seals) {
    const words = readNote(seal.note);
    const wrong = judgeSeal(seal, words, last, key);
    if (wrong !== undefined) faults.push({ kind: 'seal', at: wrong.at, sentence: wrong.sentence });
    count += 1;
    last = seal;
    const before = newest;
    if (words === undefined || wrong?.isBroken === true) continue;
    newest = words;
    if (words.count < MOST_HEADS) whole.push({ number: seal.number, micros: words.madeAt.getTime() * 1000 });
    const isBehind = words.madeAt.getTime() === before?.madeAt.getTime();
    for (const { chain, seq, hash } of seal.heads)
      addTo(places, chain, { seq, hash, number: seal.number, isBehind });
  }
  for (const each of places.values()) each.sort((one, other) => one.seq - other.seq);
  const findFirstSince = (micros: number) => findFirst(whole, micros);
  return { sealed: { places, findFirstSince }, faults, count, newest };
}

interface Wrong {
  readonly at: number;
  readonly sentence: string;
  /** What it says of the chains cannot be believed. */
  readonly isBroken: boolean;
}

function judgeSeal(
  { number, note, heads }: Seal,
  words: NoteWords | undefined,
  last: Seal | undefined,
  key: OpenKey,
): Wrong | undefined {
  const broken = (sentence: string) => ({ at: number, sentence, isBroken: true });
  const before = last?.number ?? 0;
  if (words === undefined || words.number !== number) return broken(`Seal ${number} was changed.`);
  if (words.signer !== key.name)
    return broken(`Seal ${number} was signed by another key (${words.signer}) than ${key.name}.`);
  if (!isSignedBy(key, note)) return broken(`Seal ${number} was changed: its signature is wrong.`);
  if (words.count !== heads.length || words.root !== findRootOf(heads))
    return broken(`Seal ${number} was changed: its root is not that of the heads under it.`);
  if (number > before + 1) {
    const lacks =
      number === before + 2 ? `Seal ${before + 1} was` : `Seals ${before + 1} to ${number - 1} were`;
    return { at: before + 1, sentence: `${lacks} removed.`, isBroken: false };
  }
  if (words.previous === hashNote(last?.note)) return undefined;
  return { at: number, sentence: `Seal ${number} does not follow seal ${before}.`, isBroken: false };
}

function addTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The first that is not before a moment; they are in the order of their times. */
function findFirst<Row extends { readonly micros: number }>(
  rows: readonly Row[],
  micros: number,
): Row | undefined {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((rows[middle]?.micros ?? 0) < micros) low = middle + 1;
    else high = middle;
  }
  return rows[low];
}
