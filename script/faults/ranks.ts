/** What the ranks of two series tell (Mann–Whitney). */
interface Ranks {
  /** How often a guess from one value of each series is right: 0.5 is chance, 1 is certainty. */
  readonly guessed: number;
  /** How many standard deviations it is from chance. */
  readonly z: number;
}

export function compareRanks(one: readonly number[], other: readonly number[]): Ranks {
  const all = [...one.map((value) => [value, 1] as const), ...other.map((value) => [value, 0] as const)];
  all.sort(([a], [b]) => a - b);
  let sum = 0;
  for (const [place, [value, isOne]] of all.entries()) if (isOne) sum += rankOf(all, place, value);
  const pairs = one.length * other.length;
  const wins = sum - (one.length * (one.length + 1)) / 2;
  const deviation = Math.sqrt((pairs * (all.length + 1)) / 12);
  const share = wins / pairs;
  return { guessed: Math.max(share, 1 - share), z: Math.abs(wins - pairs / 2) / deviation };
}

/** Of equal values each has the middle of their ranks. */
function rankOf(sorted: readonly (readonly [number, number])[], place: number, value: number): number {
  let [first, last] = [place, place];
  while (sorted[first - 1]?.[0] === value) first -= 1;
  while (sorted[last + 1]?.[0] === value) last += 1;
  return (first + last) / 2 + 1;
}

export function findMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
