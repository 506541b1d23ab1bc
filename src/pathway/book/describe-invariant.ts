import {
  type Assertion,
  type ConsentState,
  type Invariant,
  joinInWords,
  type Policy,
  type WantedTerms,
} from '../engine/index.ts';
import { listParts, type Wording } from './describe-condition.ts';
import { describeReceivers, labelOf, receiverOf, strengthLabels } from './describe-terms.ts';

/** An invariant as it is printed: in which situations, and what is then so in each of them. */
export interface InvariantInWords {
  readonly name: string;
  readonly says: string | null;
  /** The parts that are all so; "always" alone where it is looked at in every situation. */
  readonly where: readonly string[];
  readonly holds: readonly { readonly says: string; readonly list: readonly string[] }[];
}

export function describeInvariant(
  { name, says, where, assertions }: Invariant,
  wording: Wording,
): InvariantInWords {
  return {
    name,
    says,
    where: listParts(where, wording),
    holds: assertions.map((assertion) => describeAssertion(assertion, wording.policy)),
  };
}

function describeAssertion(assertion: Assertion, policy: Policy): InvariantInWords['holds'][number] {
  switch (assertion.kind) {
    case 'stands':
      return {
        says: `It is advised${describeTerms(assertion.terms, policy)}`,
        list: listActions(assertion, policy),
      };
    case 'if-it-stands':
      return {
        says: `Wherever it is advised, it is${describeTerms(assertion.terms, policy)}`,
        list: listActions(assertion, policy),
      };
    case 'absent':
      return { says: 'It is neither advised nor possible', list: listActions(assertion, policy) };
    case 'does-not-stand':
      return {
        says: 'It is not advised yet, though it may be possible',
        list: listActions(assertion, policy),
      };
    case 'stands-or-possible':
      return { says: 'At least one is advised, or possible', list: listActions(assertion, policy) };
    case 'listed':
      return { says: 'It is among the things never done', list: listNevers(assertion, policy) };
    case 'not-listed':
      return { says: 'It is not among the things never done', list: listNevers(assertion, policy) };
    case 'every-override-comes-with':
      return {
        says: 'Whenever anything goes ahead against their wish, this is advised as well',
        list: [labelOf(policy.actions, assertion.action)],
      };
    case 'everyone-sent-is-served':
      return { says: 'Nobody is sent to a service that is known not to serve them', list: [] };
    case 'every-override-has-a-basis':
      return { says: 'Nothing goes ahead against their wish without a stated reason', list: [] };
  }
}

function listActions({ actions }: { readonly actions: readonly string[] }, policy: Policy): string[] {
  return actions.map((id) => labelOf(policy.actions, id));
}

function listNevers({ nevers }: { readonly nevers: readonly string[] }, policy: Policy): string[] {
  return nevers.map((id) => labelOf(policy.nevers, id));
}

const consentStates: Readonly<Record<ConsentState, string>> = {
  'not-needed': 'without waiting for agreement',
  given: 'with agreement',
  ask: 'asking for agreement first',
  override: 'against a refusal',
};

function describeTerms(terms: WantedTerms, policy: Policy): string {
  const { strength, who, by, to, toIncludes, toExcludes, consent, basis } = terms;
  const parts = [
    ...(strength === null ? [] : [`as “${strengthLabels[strength].toLowerCase()}”`]),
    ...(who === null ? [] : [`by the ${receiverOf(who, policy).toLowerCase()}`]),
    ...(to === null ? [] : [to.length === 0 ? 'to nobody outside' : `to ${describeReceivers(to, policy)}`]),
    ...(toIncludes.length === 0 ? [] : [`to ${describeReceivers(toIncludes, policy)} at least`]),
    ...(toExcludes.length === 0 ? [] : [`never to ${describeReceivers(toExcludes, policy)}`]),
    ...(by === null ? [] : [labelOf(policy.timings, by)]),
    ...(consent === null
      ? []
      : [
          joinInWords(
            consent.map((state) => consentStates[state]),
            'or',
          ),
        ]),
    ...(basis === null ? [] : [`because ${labelOf(policy.bases, basis)}`]),
  ];
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}
