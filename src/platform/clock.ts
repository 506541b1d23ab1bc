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
