import { sealHeads } from './audit/index.ts';
import { followPacks, shutAccounts } from './councils/index.ts';
import { remindOfDrafts, sweepDraftKeys } from './drafts/index.ts';
import { lookAfterBreaks } from './emergency/index.ts';
import { sendMessages } from './messages/index.ts';
import { findUnusualReading } from './oversight/index.ts';
import type { LoadedPolicies } from './pathway/index.ts';
import type { Clock } from './platform/clock.ts';
import type { KeyStore } from './platform/crypto/index.ts';
import type { Database } from './platform/database/index.ts';
import { type Jobs, prepareJobs } from './platform/jobs.ts';
import type { Log } from './platform/log.ts';
import type { Post } from './platform/post/index.ts';
import { endOldSessions } from './signing-in/index.ts';
import { climbLateTasks, climbOverdue, freeTasksOfLeavers } from './work/index.ts';

export interface WorkerNeeds {
  /** As the worker. */
  readonly worker: Database;
  readonly policies: LoadedPolicies;
  readonly keys: KeyStore;
  readonly post: Post;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataFolder: string;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * Everything that Rowan does of itself. Each job looks in the database for what is due, does it in
 * transactions of its own, and leaves there what it did: a stop at any moment loses nothing, several workers
 * may run at once, and none does twice what another did (docs/decisions/0009-jobs-and-messages.md).
 */
export function prepareWorker(needs: WorkerNeeds): Jobs {
  const every = (everyMs: number, name: string, run: (stopping: AbortSignal) => Promise<unknown>) => ({
    name,
    everyMs,
    run: async (stopping: AbortSignal) => void (await run(stopping)),
  });
  return prepareJobs(
    [
      every(10 * SECOND_MS, 'messages-sent', (stopping) => sendMessages(needs, stopping)),
      every(MINUTE_MS, 'packs-followed', () => followPacks(needs)),
      every(MINUTE_MS, 'leavers-shut', () => shutAccounts(needs)),
      every(MINUTE_MS, 'sessions-ended', () => endOldSessions(needs)),
      every(MINUTE_MS, 'concerns-climb', () => climbOverdue(needs)),
      every(MINUTE_MS, 'tasks-climb', () => climbLateTasks(needs)),
      every(MINUTE_MS, 'tasks-freed', () => freeTasksOfLeavers(needs)),
      every(MINUTE_MS, 'drafts-reminded', () => remindOfDrafts(needs)),
      every(MINUTE_MS, 'breaks-looked-after', () => lookAfterBreaks(needs)),
      every(10 * MINUTE_MS, 'unusual-reading-found', () => findUnusualReading(needs)),
      every(MINUTE_MS, 'audit-sealed', () => sealHeads(needs)),
      every(10 * MINUTE_MS, 'draft-keys-swept', () => sweepDraftKeys(needs)),
    ],
    needs.log,
  );
}
