import { sql } from 'kysely';
import { choosePolicy, type LoadedPolicies, listCouncils, readSetting } from '../pathway/index.ts';
import { readLondonTime } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';

export interface DraftJobNeeds {
  /** As the worker. */
  readonly worker: Database;
  readonly policies: LoadedPolicies;
  readonly keys: KeyStore;
  readonly clock: Clock;
}

const MINUTE_MS = 60_000;
const LEFT_ALONE_MS = 60 * MINUTE_MS;
/** A draft that is being begun has its key before its row. */
const BEGUN_LONG_AGO_MS = 60 * MINUTE_MS;

/**
 * A job: a draft in which danger was said, and which was left for an hour, reminds its author; after the
 * pack's time more, it tells whoever answers for the author that there is one, and never what is in it.
 *
 * @returns how many were told of
 */
export async function remindOfDrafts({ worker, policies, clock }: DraftJobNeeds): Promise<number> {
  const now = clock.now();
  const before = (ms: number) => new Date(now.getTime() - ms);
  let reminded = 0;
  for (const council of listCouncils(policies.policies)) {
    const chosen = choosePolicy(policies, council, readLondonTime(now).day);
    if (!chosen.ok) continue;
    const minutes = readSetting(chosen.policy.words, 'draft-left-minutes');
    const { rows } = await worker.withReferenceTx((tx) =>
      sql<{ count: number }>`
        select rowan_private.remind_of_drafts(
          ${council}, ${before(LEFT_ALONE_MS)}, ${before(minutes * MINUTE_MS)}, ${now}
        ) as count
      `.execute(tx),
    );
    reminded += rows[0]?.count ?? 0;
  }
  return reminded;
}

/**
 * A job: destroys the keys of drafts that are closed. Each goes when its draft does; a stop in between leaves
 * it over, and with it the words in the back-ups.
 *
 * @returns how many there were
 */
export async function sweepDraftKeys({ worker, keys, clock }: DraftJobNeeds): Promise<number> {
  const owners = await keys.listOwners('draft', new Date(clock.now().getTime() - BEGUN_LONG_AGO_MS));
  if (owners.length === 0) return 0;
  const { rows } = await worker.withReferenceTx((tx) =>
    sql<{ id: string }>`select rowan_private.drafts_gone(${owners}::uuid[]) as id`.execute(tx),
  );
  for (const { id } of rows) await keys.destroyKey('draft', id);
  return rows.length;
}
