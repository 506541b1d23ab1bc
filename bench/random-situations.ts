import type { Facts, Policy } from '../src/pathway/index.ts';

/** In a quarter of the situations each: how likely it is that a fact is known. */
const chances = [0.1, 0.35, 0.6, 0.9];

/** Situations of a policy, the same in every run. */
export function drawSituations(policy: Policy, count: number, seed: number): Facts[] {
  const draw = makeDraw(seed);
  return Array.from({ length: count }, (_, index) => {
    const chance = chances[index % chances.length] ?? 1;
    const known = policy.facts.filter(() => draw() < chance);
    return Object.fromEntries(
      known.map(({ id, values }) => [id, values[Math.floor(draw() * values.length)]?.id ?? '']),
    );
  });
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32, public domain). */
function makeDraw(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
