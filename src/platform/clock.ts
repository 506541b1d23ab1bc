/** The time, handed to whoever needs it, so that a test can say what time it is. */
export interface Clock {
  /** Now, in UTC. */
  now(): Date;
  /** Milliseconds that only ever grow, for measuring how long something took. */
  readMilliseconds(): number;
}

/** The machine's own clock: the only place that reads it. */
export const systemClock: Clock = {
  now: () => new Date(),
  readMilliseconds: () => performance.now(),
};

/** A clock that stands still until it is moved, for tests. */
export function stopClockAt(instant: string): Clock & { moveOn(milliseconds: number): void } {
  let moved = 0;
  const start = new Date(instant).getTime();
  return {
    now: () => new Date(start + moved),
    readMilliseconds: () => moved,
    moveOn: (milliseconds) => {
      moved += milliseconds;
    },
  };
}
