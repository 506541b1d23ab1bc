import { setImmediate as takeTurn, setTimeout as waitFor } from 'node:timers/promises';

/** A timer of Node's counts whole milliseconds, and comes up to two of them late. */
const TIMER_MS = 3;

/**
 * Waits for the end of the step of time in which a refusal is told, to some thousandths of a millisecond on
 * a machine that is not busy: a timer alone would let through, in when it comes, what went before.
 *
 * @param elapsed milliseconds since it was asked, parts of them too
 * @param step in milliseconds; 0 waits for nothing
 */
export async function waitForStep(elapsed: number, step = 0): Promise<void> {
  if (step === 0) return;
  const left = step - (elapsed % step);
  const end = performance.now() + left;
  if (left > TIMER_MS) await waitFor(left - TIMER_MS);
  while (performance.now() < end) await takeTurn();
}
