import { makeChance } from '../../bench/stock/invent.ts';

/** Chance that is the same for the same seed. */
export interface Dice {
  /** A whole number from 0 to below this. */
  below(end: number): number;
  isOneIn(times: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
}

export function makeDice(seed: number): Dice {
  const chance = makeChance(seed);
  const below = (end: number) => Math.floor(chance() * end);
  return {
    below,
    isOneIn: (times) => below(times) === 0,
    pick: (values) => {
      if (values.length === 0) throw new Error('There is nothing to pick from.');
      return values[below(values.length)] as (typeof values)[number];
    },
  };
}
