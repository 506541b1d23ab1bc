import { setImmediate as takeTurn, setTimeout as waitFor } from 'node:timers/promises';

/** A timer of Node's counts whole milliseconds, and comes up to two of them late. */
const TIMER_MS = 3;

/**
 * Waits so long, to some thousandths of a millisecond on a machine that is not busy: a timer alone would let
 * through, in when it comes, what went before.
 *
 * @param forMs milliseconds, parts of them too
 */
export async function waitExactly(forMs: number): Promise<void> {
  const end = performance.now() + forMs;
  if (forMs > TIMER_MS) await waitFor(forMs - TIMER_MS);
  while (performance.now() < end) await takeTurn();
}
