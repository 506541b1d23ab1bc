/** Chance that comes out the same for the same seed, so that two people can talk of one demonstration. */
export interface Draw {
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  /** @throws Error where there is nothing to choose from */
  oneOf<Value>(values: readonly Value[]): Value;
  /** Yes so many times out of a hundred. */
  isSo(percent: number): boolean;
}

/** @param seed a whole number (mulberry32, public domain) */
export function makeDraw(seed: number): Draw {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    oneOf: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('There is nothing to choose from.');
      return value;
    },
    isSo: (percent) => next() * 100 < percent,
  };
}
