import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseAway } from './database/index.ts';
import { describeDefect, type Log } from './log.ts';

/** Work that nobody asks for. What it has to do stands in the database, so a stop loses nothing of it. */
export interface Job {
  /** For the log and for whoever looks after Rowan. */
  readonly name: string;
  readonly everyMs: number;
  /** @param stopping once it is aborted, nothing more is begun */
  run(stopping: AbortSignal): Promise<void>;
}

export interface Jobs {
  /** Each at once, and then again and again, beside the others. What goes wrong is tried again. */
  run(): void;
  /** The names of those whose last run failed. */
  listFailing(): readonly string[];
  /** Waits for what is under way, and begins no other. */
  stop(): Promise<void>;
}

/** Prepares jobs. Nothing runs yet. */
export function prepareJobs(jobs: readonly Job[], log: Log): Jobs {
  const stopping = new AbortController();
  const failing = new Set<string>();
  const look = async ({ name, run }: Job) => {
    try {
      await run(stopping.signal);
      if (failing.delete(name)) log.info('job.works-again', { job: name });
    } catch (error) {
      // Said when it begins, and not at every look.
      if (failing.has(name)) return;
      failing.add(name);
      const level = error instanceof DatabaseAway ? 'info' : 'alarm';
      log[level]('job.failed', { job: name, ...describeDefect(error) });
    }
  };
  const repeat = async (job: Job) => {
    while (!stopping.signal.aborted) {
      await look(job);
      await rest(job.everyMs, stopping.signal);
    }
  };
  let running: Promise<unknown> = Promise.resolve();
  return {
    run: () => {
      running = Promise.all(jobs.map(repeat));
    },
    listFailing: () => [...failing],
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Waits, and no longer than until it is to stop. */
function rest(ms: number, stopping: AbortSignal): Promise<void> {
  return pause(ms, undefined, { signal: stopping, ref: false }).catch(() => undefined);
}
