import {
  type Advice,
  type ConsentRule,
  evaluateCondition,
  joinInWords,
  type Line,
  type Policy,
  type Rule,
  type Terms,
} from '../engine/index.ts';
import { describeCondition, questionOf, type Wording } from './describe-condition.ts';

/** One way in which a rule's who or to is chosen: `when` is null for the only one, or the one otherwise. */
export interface ChoiceLine {
  readonly when: string | null;
  readonly gives: string;
}

export const strengthLabels = {
  must: 'Must',
  offer: 'Offer',
  consider: 'Consider',
  never: 'Never',
} as const;

export function describeWho(rule: Rule, wording: Wording): ChoiceLine[] {
  return describeLines(rule.who, wording, (role) => receiverOf(role, wording.policy));
}

export function describeTo(rule: Rule, wording: Wording): ChoiceLine[] {
  return describeLines(rule.to, wording, (services) =>
    joinInWords(
      services.map((id) => receiverInFull(id, wording.policy)),
      'or',
    ),
  );
}

function describeLines<Gives>(
  lines: readonly Line<Gives>[],
  wording: Wording,
  name: (gives: Gives) => string,
): ChoiceLine[] {
  return lines.map(({ when, gives }) => ({
    when: when === null ? null : describeCondition(when, wording),
    gives: name(gives),
  }));
}

/** Several are a choice of the survivor's, or not decided yet. */
export function describeReceivers(receivers: readonly string[], policy: Policy): string {
  return joinInWords(
    receivers.map((id) => receiverOf(id, policy)),
    'or',
  );
}

export function receiverOf(id: string, policy: Policy): string {
  const service = policy.services.find((one) => one.id === id);
  if (service === undefined) return labelOf(policy.roles, id);
  return service.phone === null ? service.label : `${service.label} (${service.phone})`;
}

/** With every number for staff, and how far the directory's entry was checked. */
function receiverInFull(id: string, policy: Policy): string {
  const service = policy.services.find((one) => one.id === id);
  const { phones = [], checked } = service?.contact ?? {};
  if (service === undefined || phones.length === 0) return receiverOf(id, policy);
  const numbers = phones.map(({ number, label }) =>
    label === null ? number : `${label.toLowerCase()} ${number}`,
  );
  return `${service.label} (${numbers.join(', ')}; ${checked})`;
}

/** The label of a name that the pack reader has looked up already. */
export function labelOf(named: readonly { id: string; label: string }[], id: string): string {
  const found = named.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no label of ${id}: the pack reader lets none through`);
  return found.label;
}

/** What happens when they agree, when they do not, and while nobody has asked: a sentence each. */
export function describeConsent(rule: Rule, policy: Policy): string[] {
  const { consent } = rule;
  if (consent === null) return ['Nobody’s agreement is needed.'];
  const question = questionOf(consent.fact, policy);
  return [
    `Yes: it goes ahead with their agreement.`,
    `No: ${describeRefusal(rule, consent, policy)}`,
    consent.unknown === 'not-needed'
      ? `Not asked yet: it goes ahead${describeBasis(consent.basis, policy)}. It does not wait for an answer.`
      : `Not asked yet: ask first. “${question}”`,
  ];
}

function describeRefusal({ when }: Rule, consent: ConsentRule, policy: Policy): string {
  if (consent.mayBeOverridden) {
    const basis = describeBasis(consent.basis, policy);
    return `it goes ahead all the same${basis}. The decision and its reason are recorded.`;
  }
  const endsIt = evaluateCondition(when, { [consent.fact]: 'no' }) === 'no';
  return endsIt ? 'it is not done.' : 'nothing is done against their wish; they can change their mind.';
}

function describeBasis(basis: string | null, policy: Policy): string {
  return basis === null ? '' : `, because ${labelOf(policy.bases, basis)}`;
}

/** What an action that stands says of itself, in short: who, to whom, by when, and on what agreement. */
export function describeStanding(terms: Terms, policy: Policy): string[] {
  const { strength, who, to, by, consent } = terms;
  return [
    strengthLabels[strength],
    labelOf(policy.roles, who),
    ...(to.length === 0 ? [] : [`to ${describeReceivers(to, policy)}`]),
    ...(by === null ? [] : [labelOf(policy.timings, by)]),
    describeConsentState(consent, policy),
  ];
}

function describeConsentState(
  { state, basis }: Advice['actions'][number]['consent'],
  policy: Policy,
): string {
  switch (state) {
    case 'given':
      return 'with their agreement';
    case 'ask':
      return 'ask for their agreement first';
    case 'override':
      return `against their wish${describeBasis(basis, policy)}`;
    case 'not-needed':
      return basis === null
        ? 'no agreement needed'
        : `without waiting for their agreement${describeBasis(basis, policy)}`;
  }
}
