import { sql } from 'kysely';
import { choosePolicy, type LoadedPolicies, listCouncils, readSetting } from '../../pathway/index.ts';
import { readLondonTime } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';

export interface BreakJobNeeds {
  /** As the worker. */
  readonly worker: Database;
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
}

const HOUR_MS = 60 * 60_000;

/**
 * A job: takes note of emergencies that are over, and chases those that nobody has reviewed: information
 * governance first, and later the manager of the case's lead and those who receive concerns too.
 *
 * @returns how many were ended or chased
 */
export async function lookAfterBreaks({ worker, policies, clock }: BreakJobNeeds): Promise<number> {
  const now = clock.now();
  let count = 0;
  for (const council of listCouncils(policies.policies)) {
    const chosen = choosePolicy(policies, council, readLondonTime(now).day);
    if (!chosen.ok) continue;
    const before = (name: string) =>
      new Date(now.getTime() - readSetting(chosen.policy.words, name) * HOUR_MS);
    const { rows } = await worker.withReferenceTx((tx) =>
      sql<{ count: number }>`
        select rowan_private.look_after_breaks(
          ${council}, ${before('break-reviewed-hours')}, ${before('break-climbs-hours')}, ${now}
        ) as count
      `.execute(tx),
    );
    count += rows[0]?.count ?? 0;
  }
  return count;
}
