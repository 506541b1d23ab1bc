import { choosePolicy, type LoadedPolicies, listCouncils } from '../pathway/index.ts';
import { readLondonTime } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { followPack } from './organisation.store.ts';

/**
 * A job: who receives concerns, who opens cases and who never leads one is as the pack in force says, from
 * the
 * first day of a new version on. What changes is recorded.
 *
 * @returns how many organisations changed
 */
export async function followPacks({
  worker,
  policies,
  clock,
}: {
  /** As the worker. */
  readonly worker: Database;
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
}): Promise<number> {
  const { day } = readLondonTime(clock.now());
  let changed = 0;
  for (const council of listCouncils(policies.policies)) {
    const chosen = choosePolicy(policies, council, day);
    if (!chosen.ok) continue;
    const { words } = chosen.policy;
    const pack = {
      council,
      receivesRole: words['receives-concerns'],
      opensServices: words['opens-services'],
      neverLeadsServices: words['never-leads-services'],
    };
    if (await worker.withReferenceTx((tx) => followPack(tx, pack))) changed += 1;
  }
  return changed;
}
