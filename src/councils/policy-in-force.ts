import { choosePolicy, type LoadedPolicies, type LoadedPolicy } from '../pathway/index.ts';
import { readLondonTime } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Viewer } from '../platform/http/index.ts';

/**
 * The policy that is in force at the viewer's council today.
 *
 * @throws Error where there is none: no other version stands in for it
 */
export function findPolicyInForce(
  { policies, clock }: { readonly policies: LoadedPolicies; readonly clock: Clock },
  { council }: Pick<Viewer, 'council'>,
): LoadedPolicy {
  const chosen = choosePolicy(policies, council, readLondonTime(clock.now()).day);
  if (!chosen.ok) throw new Error(chosen.message);
  return chosen.policy;
}
