import type { Consent, Policy, Strength } from '../pathway/engine/index.ts';

/** How strongly the policy says it, as one would say it at the counter. */
export const strengths: Readonly<Record<Strength, string>> = {
  must: 'Do this',
  offer: 'Offer',
  consider: 'Consider',
};

/** In Britain, whatever the council. A step that rings this number is the only one that is red. */
export const emergencyNumber = '999';

/** A sentence on agreement, or nothing where no agreement is in question. */
export function describeConsent(policy: Policy, { state, basis }: Consent): string | null {
  const reason = policy.bases.find(({ id }) => id === basis)?.label ?? 'the policy says so';
  switch (state) {
    case 'given':
      return 'They have agreed.';
    case 'ask':
      return 'Ask if they agree, first.';
    case 'override':
      return `It goes ahead without their agreement: ${reason}.`;
    case 'not-needed':
      return basis === null ? null : `Their agreement is not needed: ${reason}.`;
  }
}

/** "Today": a timing's label as a heading. */
export function startSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "1 step", "3 steps". */
export function countInWords(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
