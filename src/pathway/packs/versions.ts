import type { LoadedPolicies, LoadedPolicy } from './load.ts';

export type ChosenPolicy =
  | { readonly ok: true; readonly policy: LoadedPolicy }
  | { readonly ok: false; readonly message: string };

/**
 * The version of a council's policy that is in force on a day (YYYY-MM-DD); outside every version, a
 * sentence.
 */
export function choosePolicy({ policies }: LoadedPolicies, council: string, date: string): ChosenPolicy {
  const versions = policies.filter((policy) => policy.council === council);
  if (versions.length === 0) {
    const known = listCouncils(policies).join(', ');
    return { ok: false, message: `there is no council "${council}"; there is: ${known}` };
  }
  const inForce = versions.find(({ words }) => isInForce(words['in-force'], date));
  if (inForce !== undefined) return { ok: true, policy: inForce };
  const spans = versions
    .map(({ version, words }) => `${version} ${describeSpan(words['in-force'])}`)
    .join('; ');
  return {
    ok: false,
    message: `no version of ${council}'s policy is in force on ${date}; there is: ${spans}`,
  };
}

/** The councils that have a policy, in the order of their names. */
export function listCouncils(policies: readonly LoadedPolicy[]): string[] {
  return [...new Set(policies.map(({ council }) => council))].toSorted();
}

function isInForce({ from, to }: LoadedPolicy['words']['in-force'], date: string): boolean {
  return from <= date && (to === undefined || date <= to);
}

function describeSpan({ from, to }: LoadedPolicy['words']['in-force']): string {
  return to === undefined ? `from ${from}` : `from ${from} to ${to}`;
}

/** Whether text is a day that there is, written as 2026-11-22. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}
