import type { LoadedPolicies } from './pathway/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database/index.ts';
import { describeDefect, type Log } from './platform/log.ts';
import { climbOverdue } from './work/index.ts';

const EVERY_MS = 60_000;

export interface Climbing {
  /** Looks at once, and then every minute, until it is stopped. */
  run(): void;
  /** Waits for the look that is under way, and begins no other. */
  stop(): Promise<void>;
}

/** The job that tells the manager of what nobody has taken up in time. What goes wrong is tried again. */
export function prepareClimbing(options: {
  readonly policies: LoadedPolicies;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}): Climbing {
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  const look = async () => {
    try {
      await climbOverdue(options);
    } catch (error) {
      options.log.alarm('climbing.failed', describeDefect(error));
    }
  };
  const lookAgain = () => {
    underWay = underWay.then(look);
  };
  return {
    run: () => {
      lookAgain();
      timer = setInterval(lookAgain, EVERY_MS);
    },
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}
