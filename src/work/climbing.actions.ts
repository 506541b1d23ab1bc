import { sql } from 'kysely';
import { choosePolicy, type LoadedPolicies, type LoadedPolicy, listCouncils } from '../pathway/index.ts';
import { addDays, findMoment, readLondonTime } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, ReferenceTx } from '../platform/database/index.ts';
import { findClimbing, findTakeUpDeadline } from './owed/taking-up.ts';

/** Longer than any time to climb with its holidays: what is older is overdue all the same. */
const LOOK_BACK_DAYS = 90;

export interface ClimbingNeeds {
  /** As the worker. */
  readonly worker: Database;
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
}

/**
 * A job: every concern that nobody has taken up within the pack's time climbs to the manager of whoever
 * recorded it, by a neutral message; danger climbs at once. Each climbs once, however often the job runs.
 *
 * @returns how many climbed
 */
export function climbOverdue(needs: ClimbingNeeds): Promise<number> {
  return climb(needs, async (tx, policy, now) => {
    const before = findPassedBefore(now, (recordedAt) =>
      findTakeUpDeadline(policy, { recordedAt, danger: null }),
    );
    const { rows } = await sql<{ count: number }>`
      select rowan_private.climb_overdue(${policy.council}, ${before}, ${now}) as count
    `.execute(tx);
    return rows[0]?.count ?? 0;
  });
}

/**
 * A job: every task that is not done within the pack's time after its day climbs to the manager of whoever
 * leads the case, or recorded the concern; what was wanted today climbs as soon as it is late, where somebody
 * is in danger.
 *
 * @returns how many climbed
 */
export function climbLateTasks(needs: ClimbingNeeds): Promise<number> {
  return climb(needs, async (tx, policy, now) => {
    const before = findPassedBefore(now, (dueAt) => findClimbing(policy, dueAt));
    const { rows } = await sql<{ count: number }>`
      select rowan_private.climb_late_tasks(${policy.council}, ${before}, ${now}) as count
    `.execute(tx);
    return rows[0]?.count ?? 0;
  });
}

/** A job: what belonged to somebody who has left is nobody's, and stands on the list of those who receive. */
export async function freeTasksOfLeavers({ worker }: Pick<ClimbingNeeds, 'worker'>): Promise<void> {
  await worker.withReferenceTx((tx) => sql`select rowan_private.free_tasks_of_leavers()`.execute(tx));
}

/** For each council whose policy is in force, until there is no more: one transaction takes some. */
async function climb(
  { worker, policies, clock }: ClimbingNeeds,
  climbSome: (tx: ReferenceTx, policy: LoadedPolicy, now: Date) => Promise<number>,
): Promise<number> {
  const now = clock.now();
  let climbed = 0;
  for (const council of listCouncils(policies.policies)) {
    const chosen = choosePolicy(policies, council, readLondonTime(now).day);
    if (!chosen.ok) continue;
    for (;;) {
      const some = await worker.withReferenceTx((tx) => climbSome(tx, chosen.policy, now));
      climbed += some;
      if (some === 0) break;
    }
  }
  return climbed;
}

/** The moment before which everything has passed its deadline by now: the end of the last such day. */
function findPassedBefore(now: Date, deadlineOf: (moment: Date) => Date): Date {
  const today = readLondonTime(now).day;
  for (let back = 0; back < LOOK_BACK_DAYS; back += 1) {
    const day = addDays(today, -back);
    if (deadlineOf(findMoment(day, '12:00')) < now) return findMoment(addDays(day, 1), '00:00');
  }
  return findMoment(addDays(today, -LOOK_BACK_DAYS), '00:00');
}
