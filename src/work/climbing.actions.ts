import { sql } from 'kysely';
import { choosePolicy, type LoadedPolicies, listCouncils } from '../pathway/index.ts';
import { addDays, findMoment, readLondonTime } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { findTakeUpDeadline } from './owed/taking-up.ts';

/** Longer than any take-up time with its holidays: what is older is overdue all the same. */
const LOOK_BACK_DAYS = 90;

/**
 * A job: every concern that nobody has taken up within the pack's time climbs to the manager of whoever
 * recorded it, by a neutral message; danger climbs at once. Each climbs once, however often the job runs.
 *
 * @returns how many climbed
 */
export async function climbOverdue({
  database,
  policies,
  clock,
}: {
  readonly database: Database;
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
}): Promise<number> {
  const now = clock.now();
  let climbed = 0;
  for (const council of listCouncils(policies.policies)) {
    const chosen = choosePolicy(policies, council, readLondonTime(now).day);
    if (!chosen.ok) continue;
    const before = findOverdueBefore(chosen.policy, now);
    const { rows } = await database.withReferenceTx((tx) =>
      sql<{ count: number }>`
        select rowan_private.climb_overdue(${council}, ${before}, ${now}) as count
      `.execute(tx),
    );
    climbed += rows[0]?.count ?? 0;
  }
  return climbed;
}

/** The moment before which everything recorded is overdue now: the end of the last such day. */
function findOverdueBefore(policy: Parameters<typeof findTakeUpDeadline>[0], now: Date): Date {
  const today = readLondonTime(now).day;
  for (let back = 0; back < LOOK_BACK_DAYS; back += 1) {
    const day = addDays(today, -back);
    const deadline = findTakeUpDeadline(policy, { recordedAt: findMoment(day, '12:00'), danger: null });
    if (deadline < now) return findMoment(addDays(day, 1), '00:00');
  }
  return findMoment(addDays(today, -LOOK_BACK_DAYS), '00:00');
}
