/** Names that nobody bears, some far more often than others, as names are. */

/** Numbers from 0 to below 1, the same for the same seed (mulberry32, public domain). */
export function makeChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const heads = 'Bar Cal Den Far Gol Har Jas Kel Lor Mar Nor Pel Quin Ros Sel Tam Vel Wen Yar Zan'.split(' ');
const tails = 'a an ek el en ia ina ith o und'.split(' ');
const middles = 'ba do fe ga hi ke lo mi ne pu ra se ti vo wy'.split(' ');
const ends = 'ck ley man ner rick'.split(' ');

const firsts = heads.flatMap((head) => tails.map((tail) => head + tail));
const lasts = heads.flatMap((head) => middles.flatMap((middle) => ends.map((end) => head + middle + end)));
/** Every word that a name may hold. */
export const nameWords: readonly string[] = [...firsts, ...lasts].map((word) => word.toLowerCase());

export interface InventedName {
  readonly full: string;
  /** In lower case, as they are looked for. */
  readonly words: readonly [string, string];
}

export function inventName(chance: () => number): InventedName {
  const first = choose(firsts, chance() ** 1.5);
  const last = choose(lasts, chance() ** 1.8);
  return { full: `${first} ${last}`, words: [first.toLowerCase(), last.toLowerCase()] };
}

export function inventBirth(chance: () => number): string {
  const day = new Date(Date.UTC(1940, 0, 1 + Math.floor(chance() * 27_000)));
  return day.toISOString().slice(0, 10);
}

/** Like no number that is given out: the area 0100 does not exist. */
export function inventPhone(chance: () => number): string {
  return `0100 ${String(Math.floor(chance() * 10_000_000)).padStart(7, '0')}`;
}

/** The area ZZ does not exist. */
export function inventAddress(chance: () => number): string {
  const letters = 'ABDEFGHJLN';
  const two = choose([...letters], chance()) + choose([...letters], chance());
  const postcode = `ZZ${1 + Math.floor(chance() * 40)} ${Math.floor(chance() * 10)}${two}`;
  return `${1 + Math.floor(chance() * 90)} Hollow Lane\n${postcode}`;
}

function choose<Value>(from: readonly Value[], share: number): Value {
  const chosen = from[Math.floor(from.length * share)];
  if (chosen === undefined) throw new Error('There is nothing to choose from.');
  return chosen;
}
