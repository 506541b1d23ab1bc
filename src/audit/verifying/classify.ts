import { hashEvent } from './hash-event.ts';
import type { Fault, StoredEvent } from './stored.ts';

/** How far round a broken row it is asked what became of it. */
export const WINDOW = 300;

interface Neighbourhood {
  /** The number that ought to stand there. */
  readonly expected: number;
  /** What stands there. */
  readonly broken: StoredEvent;
  readonly after: readonly StoredEvent[];
}

interface Named {
  readonly kind: Fault['kind'];
  readonly at: number;
  readonly words: string;
}

/** What became of a row that is not there, or whose hash is not that of what it says. */
export function classify(chain: string, { expected, broken, after }: Neighbourhood): Named {
  const { seq } = broken;
  if (seq > expected)
    return after.some((later) => later.seq === expected)
      ? { kind: 'reordered', at: expected, words: `row ${expected} is out of its order` }
      : { kind: 'removed', at: expected, words: `${sayRows(expected, seq - 1)} removed between others` };
  const shift = findShift(chain, broken);
  const next = after[0] === undefined ? undefined : findShift(chain, after[0]);
  const isWholeTail = after.length === 0 || next === shift;
  if (shift === undefined)
    return next === -1
      ? { kind: 'put in', at: seq, words: `row ${seq} was put in` }
      : { kind: 'changed', at: seq, words: `row ${seq} was changed after it was written` };
  if (isWholeTail && shift < 0)
    return { kind: 'put in', at: seq + shift, words: `row ${seq + shift} was put in` };
  if (isWholeTail) {
    const words = `the row that stood at ${seq} was removed, and those after it were numbered anew`;
    return { kind: 'removed', at: seq, words };
  }
  const words = `row ${seq} is out of its order: it was written as row ${seq + shift}`;
  return { kind: 'reordered', at: seq, words };
}

export const sayRows = (first: number, last: number): string =>
  first === last ? `row ${first} was` : `rows ${first} to ${last} were`;

/** How far from its place a row was written: its hash is right with another number. */
function findShift(chain: string, event: StoredEvent): number | undefined {
  for (let far = 1; far <= WINDOW; far += 1) {
    for (const shift of [far, -far]) {
      const moved = { ...event, seq: event.seq + shift };
      if (moved.seq > 0 && hashEvent(chain, moved).equals(event.hash)) return shift;
    }
  }
  return undefined;
}
