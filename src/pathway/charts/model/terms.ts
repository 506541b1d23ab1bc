import { describeCondition } from '../../book/index.ts';
import {
  type AdvisedAction,
  type ConsentRule,
  evaluateCondition,
  findFactsOf,
  joinInWords,
  type Line,
  type Named,
  type Policy,
  type Rule,
} from '../../engine/index.ts';
import type { Drawable } from './chart.ts';

/** Who, to whom, by when and on what agreement, as the rule says it for every situation. */
export function describeRuleTerms(rule: Rule, drawable: Drawable): string[] {
  const { policy } = drawable;
  const alsoTo = rule.alsoTo.length === 0 ? null : `as well to ${nameReceivers(rule.alsoTo, policy, 'and')}`;
  return joinTerms([
    describeLines(rule.who, drawable, (role) => labelOf(policy.roles, role)),
    [describeTo(rule.to, drawable), alsoTo].filter((part) => part !== null).join(', ') || null,
    rule.by === null ? null : labelOf(policy.timings, rule.by),
    describeConsentRule(rule),
  ]);
}

/** The same of an action that stands in one situation. */
export function describeStanding({ who, to, by, consent }: AdvisedAction, policy: Policy): string[] {
  const because = consent.basis === null ? '' : `, because ${labelOf(policy.bases, consent.basis)}`;
  const agreement = {
    'not-needed': consent.basis === null ? null : `no agreement needed${because}`,
    given: null,
    ask: 'ask for their agreement first',
    override: `goes ahead although they said no${because}`,
  };
  return joinTerms([
    labelOf(policy.roles, who),
    to.length === 0 ? null : `to ${nameReceivers(to, policy, 'or')}`,
    by === null ? null : labelOf(policy.timings, by),
    agreement[consent.state],
  ]);
}

/** Who, to whom and by when share a line; agreement has one of its own. */
function joinTerms([who, to, by, consent]: (string | null)[]): string[] {
  const main = [who, to, by].filter((part) => part !== null && part !== undefined).join(' · ');
  return consent === null || consent === undefined ? [main] : [main, startLarge(consent)];
}

function describeTo(to: Rule['to'], drawable: Drawable): string | null {
  if (to.length === 0) return null;
  return `to ${describeLines(to, drawable, (names) => nameReceivers(names, drawable.policy, 'or'))}`;
}

function describeLines<Choice>(
  lines: readonly Line<Choice>[],
  drawable: Drawable,
  name: (gives: Choice) => string,
): string {
  return lines
    .map(({ when, gives }, index) => {
      if (when !== null) return `${name(gives)}, where ${describeCondition(when, drawable)}`;
      return index === 0 ? name(gives) : `otherwise ${name(gives)}`;
    })
    .join('; ');
}

function describeConsentRule({ when, consent }: Rule): string | null {
  if (consent === null) return null;
  if (consent.unknown === 'not-needed') return 'No agreement needed';
  if (consent.mayBeOverridden) return 'Ask first; if they say no, it still goes ahead';
  return isAskedAlready(when, consent) ? null : 'Only if they agree';
}

/** The rule itself holds only once they have said yes. */
function isAskedAlready(when: Rule['when'], { fact }: ConsentRule): boolean {
  return findFactsOf(when).includes(fact) && evaluateCondition(when, { [fact]: 'no' }) === 'no';
}

function nameReceivers(receivers: readonly string[], policy: Policy, last: 'and' | 'or'): string {
  return joinInWords(
    receivers.map((id) => policy.services.find((one) => one.id === id)?.label ?? labelOf(policy.roles, id)),
    last,
  );
}

/** The label of a name that the pack reader has looked up already. */
export function labelOf(named: readonly Pick<Named, 'id' | 'label'>[], id: string): string {
  const found = named.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no label of ${id}: the pack reader lets none through`);
  return found.label;
}

export function startLarge(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
