import type { Line, NeverRule, Rule, Strength } from '../../src/pathway/engine/index.ts';
import type { Policy } from '../../src/pathway/index.ts';
import { type Change, changeCondition, type ValuesOf } from './change-condition.ts';

/** A policy in which one thing of one rule is not as the council wrote it. */
export interface Mutant {
  readonly kind: 'action' | 'never';
  /** The action or never that the rule gives. */
  readonly gives: string;
  readonly of: Rule | NeverRule;
  readonly what: string;
  /** The rule as it is now; null where it is gone. */
  readonly changed: Rule | NeverRule | null;
}

const strengths: readonly Strength[] = ['must', 'offer', 'consider'];

/** Every mutant of every rule of a policy, each different one once. */
export function makeMutants(policy: Policy): Mutant[] {
  const values = new Map(policy.facts.map(({ id, values }) => [id, values.map((value) => value.id)]));
  const valuesOf: ValuesOf = (fact) => values.get(fact) ?? [];
  return [
    ...policy.rules.flatMap((rule) =>
      name('action', rule.action, rule, [
        ...changePresence(rule, valuesOf),
        ...changeTerms(rule, policy, valuesOf),
      ]),
    ),
    ...policy.neverRules.flatMap((rule) => name('never', rule.never, rule, changePresence(rule, valuesOf))),
  ];
}

function name(
  kind: Mutant['kind'],
  gives: string,
  rule: Rule | NeverRule,
  changes: readonly Change<Rule | NeverRule>[],
): Mutant[] {
  const different = new Map(changes.map((change) => [JSON.stringify(change.to), change]));
  different.delete(JSON.stringify(rule));
  return [
    ...[...different.values()].map(({ what, to }) => ({ kind, gives, of: rule, what, changed: to })),
    { kind, gives, of: rule, what: 'the rule is gone', changed: null },
  ];
}

function changePresence<Either extends Rule | NeverRule>(rule: Either, valuesOf: ValuesOf): Change<Either>[] {
  const { when, unless } = rule;
  const changed = changeCondition(when, valuesOf).map(({ what, to }) => ({
    what,
    to: { ...rule, when: to },
  }));
  if (unless === null) return changed;
  return [
    ...changed,
    { what: 'the unless is gone', to: { ...rule, unless: null } },
    ...changeCondition(unless, valuesOf).map(({ what, to }) => ({
      what: `unless: ${what}`,
      to: { ...rule, unless: to },
    })),
  ];
}

function changeTerms(rule: Rule, policy: Policy, valuesOf: ValuesOf): Change<Rule>[] {
  const roles = policy.roles.map(({ id }) => id);
  const timings = [...policy.timings.map(({ id }) => id), null];
  return [
    ...others(strengths, rule.strength).map((strength) => say(rule, 'strength', { strength })),
    ...others(timings, rule.by).map((by) => say(rule, 'by', { by })),
    ...changeLines(rule.who, valuesOf, (gives) => others(roles, gives), true).map(({ what, to }) => ({
      what: `who: ${what}`,
      to: { ...rule, who: to },
    })),
    ...changeLines(rule.to, valuesOf, (gives) => changeServices(gives, policy), false).map(
      ({ what, to }) => ({
        what: `to: ${what}`,
        to: { ...rule, to },
      }),
    ),
    ...rule.alsoTo.map((service) =>
      say(rule, 'alsoTo', { alsoTo: rule.alsoTo.filter((one) => one !== service) }),
    ),
    ...changeConsent(rule, policy),
  ];
}

const others = <Word>(words: readonly Word[], word: Word): Word[] => words.filter((other) => other !== word);

function say(rule: Rule, what: string, more: Partial<Rule>): Change<Rule> {
  return { what: `${what} is ${JSON.stringify(Object.values(more)[0])}`, to: { ...rule, ...more } };
}

/** One service less, one more, and another in the place of all. */
function changeServices(gives: readonly string[], policy: Policy): string[][] {
  const more = policy.services.find(({ id }) => !gives.includes(id))?.id;
  const fewer = gives.map((service) => others(gives, service));
  return more === undefined ? fewer : [...fewer, [...gives, more], [more]];
}

/**
 * A line's gift is changed, or swapped with the next one's; its condition is changed; the line is dropped.
 */
function changeLines<Gift>(
  lines: readonly Line<Gift>[],
  valuesOf: ValuesOf,
  changeGift: (gives: Gift) => readonly Gift[],
  needsOtherwise: boolean,
): Change<Line<Gift>[]>[] {
  const put = (at: number, ...instead: Line<Gift>[]) => lines.toSpliced(at, 1, ...instead);
  return lines.flatMap(({ when, gives }, at) => {
    const next = lines[at + 1];
    const told = `line ${at + 1}`;
    const changed = changeGift(gives).map((gift) => ({
      what: `${told} gives ${JSON.stringify(gift)}`,
      to: put(at, { when, gives: gift }),
    }));
    const swapped =
      next === undefined
        ? []
        : [
            {
              what: `${told} swaps what it gives with the next`,
              to: lines.toSpliced(at, 2, { when, gives: next.gives }, { when: next.when, gives }),
            },
          ];
    const conditions = when === null ? [] : changeCondition(when, valuesOf);
    const dropped = when === null && needsOtherwise ? [] : [{ what: `${told} is gone`, to: put(at) }];
    return [
      ...changed,
      ...swapped,
      ...conditions.map(({ what, to }) => ({ what: `${told}: ${what}`, to: put(at, { when: to, gives }) })),
      ...dropped,
    ];
  });
}

function changeConsent(rule: Rule, { bases }: Policy): Change<Rule>[] {
  const { consent } = rule;
  if (consent === null) return [];
  const unknown = consent.unknown === 'ask' ? 'not-needed' : 'ask';
  const bound = consent.basis === null ? [] : others([...bases.map(({ id }) => id), null], consent.basis);
  return [
    null,
    { ...consent, unknown } as const,
    { ...consent, mayBeOverridden: !consent.mayBeOverridden },
    ...bound.map((basis) => ({ ...consent, basis })),
  ].map((changed) => say(rule, 'consent', { consent: changed }));
}
