import type { Facts, Policy } from './policy.ts';

/** Whether somebody is in danger now: the first of the facts that a policy asks first. */
export function findDangerFact({ askFirst }: Pick<Policy, 'askFirst'>): string | undefined {
  return askFirst[0];
}

/** What the facts say of danger; null is not known, which is not no. */
export function readDanger(policy: Pick<Policy, 'askFirst'>, facts: Facts): boolean | null {
  const said = facts[findDangerFact(policy) ?? ''];
  return said === undefined ? null : said === 'yes';
}
