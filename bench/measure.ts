/** One thing that was measured, beside a peer that does the least of what it does; in milliseconds. */
export interface Measurement {
  readonly what: string;
  /** What the times are: "median of 5", "p99 of 20,000". */
  readonly figure: string;
  readonly rowan: number;
  readonly peer: { readonly name: string; readonly time: number };
  /** At most this long. */
  readonly goal?: number;
  /** At most so many times the peer's. */
  readonly goalRatio?: number;
}

/** A bench: some measurements of one part of Rowan. */
export type Bench = () => Promise<Measurement[]> | Measurement[];

/** The value below which this share of the times lies: 0.5 is the median. */
export function findPercentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs a thing and its peer in turn, so that a busy moment of the machine falls on both. */
export async function alternate(
  runs: number,
  rowan: () => unknown,
  peer: () => unknown,
): Promise<{ rowan: number[]; peer: number[] }> {
  const times = { rowan: [] as number[], peer: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    times.rowan.push(await time(rowan));
    times.peer.push(await time(peer));
  }
  return times;
}

async function time(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Both times of a peer and of Rowan at some percentiles, as measurements. */
export function compare(
  what: string,
  peer: string,
  times: { readonly rowan: readonly number[]; readonly peer: readonly number[] },
  shares: readonly number[] = [0.5],
): Measurement[] {
  const count = times.rowan.length.toLocaleString('en-GB');
  return shares.map((share) => ({
    what,
    figure: `${share === 0.5 ? 'median' : `p${share * 100}`} of ${count}`,
    rowan: findPercentile(times.rowan, share),
    peer: { name: peer, time: findPercentile(times.peer, share) },
  }));
}
