import { type Facts, joinInWords, type Policy } from '../engine/index.ts';
import type { Outcome } from './claims/claim.ts';

/** "the DASH level is high, and nothing else is known": what follows "where". */
export function describeSituation(policy: Pick<Policy, 'facts'>, facts: Facts): string {
  const said = describeFacts(policy, facts);
  return said.length === 0 ? 'nothing is known' : `${joinInWords(said)}, and nothing else is known`;
}

/** What is known, each in its clause, in the order of the vocabulary. */
export function describeFacts(policy: Pick<Policy, 'facts'>, facts: Facts): string[] {
  return policy.facts.flatMap(({ id, values }) => {
    const value = values.find((one) => one.id === facts[id]);
    return value === undefined ? [] : [value.said];
  });
}

/** "stands as a must by staff-member, to police-999, now; consent not-needed (threat-to-life)". */
export function describeOutcome({ standing, terms }: Outcome): string {
  if (standing === 'no') return 'is not there';
  if (standing === 'unknown') return 'is only possible';
  if (terms === null) return 'is listed';
  const said = (parts: readonly string[]) => joinInWords(parts);
  const to = terms.to.length === 0 ? '' : `, to ${said(terms.to)}`;
  const by = terms.by.length === 0 ? '' : `, ${said(terms.by)}`;
  const basis = terms.basis.length === 0 ? '' : ` (${said(terms.basis)})`;
  const main = `stands as ${nameStrength(said(terms.strength))} by ${said(terms.who)}`;
  return `${main}${to}${by}; consent ${said(terms.consent)}${basis}`;
}

export function nameStrength(strength: string): string {
  return strength === 'offer'
    ? 'an offer'
    : strength === 'consider'
      ? 'something to consider'
      : `a ${strength}`;
}
