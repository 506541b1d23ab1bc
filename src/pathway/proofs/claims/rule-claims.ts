import { joinInWords, type Line, type NeverRule, type Rule } from '../../engine/index.ts';
import { describeSituation, nameStrength } from '../in-words.ts';
import { differIn } from '../outcomes.ts';
import { aspects, type Claim } from './claim.ts';
import { gatherFacts, type Part, type Parts, rankRule } from './parts.ts';

/** What each rule is held to: it fires, it matters, its lines are apart, and it agrees with its like. */
export function claimOfRules(parts: Parts): Claim[] {
  const { rules, neverRules } = parts.policy;
  return [
    ...rules.flatMap((rule) => [
      claimAlive(rule, parts.withRules([rule], rule.action)),
      claimMatters(rule, parts.action(rule.action), parts.withRules(others(rules, rule), rule.action)),
      ...claimLines(rule, 'who', rule.who, parts),
      ...claimLines(rule, 'to', rule.to, parts),
      ...claimConsent(rule, parts),
    ]),
    ...neverRules.flatMap((rule) => [
      claimAlive(rule, parts.withNeverRules([rule], rule.never)),
      claimMatters(
        rule,
        parts.never(rule.never),
        parts.withNeverRules(otherNevers(neverRules, rule), rule.never),
      ),
    ]),
    ...pairRules(rules).flatMap(([one, other]) => claimAgreement(one, other, parts)),
  ];
}

function others(rules: readonly Rule[], rule: Rule): Rule[] {
  return rules.filter((other) => other.action === rule.action && other !== rule);
}

function otherNevers(rules: readonly NeverRule[], rule: NeverRule): NeverRule[] {
  return rules.filter((other) => other.never === rule.never && other !== rule);
}

function claimAlive(rule: Rule | NeverRule, alone: Part): Claim {
  return {
    check: 'no rule is dead',
    subject: rule.name,
    holds: 'somewhere',
    facts: alone.facts,
    guide: null,
    symbol: (symbols) => symbols.settle(alone).stands,
    test: (look) => look.settle(alone).standing === 'yes',
    tell: () => `The rule "${rule.name}" is dead: nothing that can be known makes it hold.`,
  };
}

/** Taking the rule away changes presence, strength, who, to, by or consent. Clauses do not count. */
function claimMatters(rule: Rule | NeverRule, whole: Part, without: Part): Claim {
  return {
    check: 'no rule is shadowed',
    subject: rule.name,
    holds: 'somewhere',
    facts: whole.facts,
    guide: rule.when,
    symbol(symbols) {
      const { logic } = symbols;
      const [all, rest] = [symbols.settle(whole), symbols.settle(without)];
      const said = aspects.map((aspect) => differIn(logic, aspect, all, rest));
      const presence = [logic.differ(all.stands, rest.stands), logic.differ(all.possible, rest.possible)];
      return logic.or([...presence, ...said.map((flag) => logic.and([all.stands, rest.stands, flag]))]);
    },
    test: (look) => look.settle(whole) !== look.settle(without),
    tell: () =>
      `The rule "${rule.name}" is shadowed: without it, ${whole.id} is the same in every situation.`,
  };
}

function claimLines(
  rule: Rule,
  key: 'who' | 'to',
  lines: readonly Line<string | readonly string[]>[],
  parts: Parts,
): Claim[] {
  const alone = parts.withRules([rule], rule.action);
  const named = lines.flatMap(({ when, gives }) =>
    when === null ? [] : [{ when, gives: [gives].flat().join(' and ') }],
  );
  const reached = named.map(
    ({ when, gives }, index): Claim => ({
      check: 'no line is dead',
      subject: rule.name,
      holds: 'somewhere',
      facts: alone.facts,
      guide: rule.when,
      symbol: (symbols) => symbols.logic.and([symbols.settle(alone).stands, symbols.condition(when).yes]),
      test: (look) => look.settle(alone).standing === 'yes' && look.truth(when) === 'yes',
      tell: () =>
        `Line ${index + 1} of "${key}" in the rule "${rule.name}" (${gives}) is dead: ` +
        'it is never yes where the rule holds.',
    }),
  );
  const apart = named.flatMap((one, index) =>
    named.slice(index + 1).map(
      (other): Claim => ({
        check: 'lines exclude each other',
        subject: rule.name,
        holds: 'everywhere',
        facts: alone.facts,
        guide: rule.when,
        symbol: (symbols) =>
          symbols.logic.and([
            symbols.settle(alone).stands,
            symbols.condition(one.when).yes,
            symbols.condition(other.when).yes,
          ]),
        test: (look) =>
          look.settle(alone).standing === 'yes' &&
          look.truth(one.when) === 'yes' &&
          look.truth(other.when) === 'yes',
        tell: (evidence) =>
          `Two lines of "${key}" in the rule "${rule.name}" hold at once, ${one.gives} and ${other.gives}, ` +
          `where ${describeSituation(parts.policy, evidence?.facts ?? {})}.`,
      }),
    ),
  );
  return [...reached, ...apart];
}

/** A consent that may not be overridden only repeats what the rule's condition asks for. */
function claimConsent(rule: Rule, parts: Parts): Claim[] {
  const { consent } = rule;
  if (consent === null || consent.mayBeOverridden) return [];
  const alone = parts.withRules([rule], rule.action);
  return [
    {
      check: 'consent is as the condition has it',
      subject: rule.name,
      holds: 'everywhere',
      facts: alone.facts,
      guide: rule.when,
      symbol: (symbols) =>
        symbols.logic.and([symbols.settle(alone).stands, symbols.logic.not(symbols.is(consent.fact, 'yes'))]),
      test(look) {
        const { standing, terms } = look.settle(alone);
        return standing === 'yes' && !terms?.consent.includes('given');
      },
      tell: (evidence) =>
        `The rule "${rule.name}" takes ${consent.fact} as agreed, and yet holds ` +
        `where ${describeSituation(parts.policy, evidence?.facts ?? {})}.`,
    },
  ];
}

function pairRules(rules: readonly Rule[]): [Rule, Rule][] {
  return rules.flatMap((one, index) =>
    rules
      .slice(index + 1)
      .filter((other) => other.action === one.action && rankRule(other) === rankRule(one))
      .map((other): [Rule, Rule] => [one, other]),
  );
}

/** Where both give the action's terms, neither may be first by chance. What `also-to` adds is no matter. */
function claimAgreement(one: Rule, other: Rule, parts: Parts): Claim[] {
  const better = parts.policy.rules.filter(
    (rule) => rule.action === one.action && rankRule(rule) < rankRule(one),
  );
  const alone = (rule: Rule) =>
    parts.withRules([{ ...rule, name: `${rule.name} (its own to)`, alsoTo: [] }], rule.action);
  const [a, b] = [alone(one), alone(other)];
  const claim = (said: 'who' | 'to' | 'consent', outranking: readonly Rule[]): Claim => {
    const above = parts.withRules(outranking, one.action);
    return {
      check: 'no two rules disagree',
      subject: one.name,
      holds: 'everywhere',
      facts: gatherFacts(a, b, above),
      guide: { kind: 'all', of: [one.when, other.when] },
      symbol(symbols) {
        const { logic } = symbols;
        const [first, second] = [symbols.settle(a), symbols.settle(b)];
        const free = logic.not(symbols.settle(above).stands);
        return logic.and([first.stands, second.stands, free, differIn(logic, said, first, second)]);
      },
      test(look) {
        const [first, second] = [look.settle(a).terms, look.settle(b).terms];
        if (first === null || second === null || look.settle(above).standing === 'yes') return false;
        return first[said].join() !== second[said].join();
      },
      tell(evidence) {
        const read = (part: Part) => evidence?.settle(part, evidence.facts).terms?.[said] ?? [];
        const [first, second] = [a, b].map((part) => joinInWords(read(part)) || 'nobody');
        return (
          `The rules "${one.name}" and "${other.name}" both give ${one.action} as ` +
          `${nameStrength(one.strength)} and disagree on ${said} (${first}; ${second}), ` +
          `where ${describeSituation(parts.policy, evidence?.facts ?? {})}.`
        );
      },
    };
  };
  const consenting = better.filter((rule) => rule.consent !== null);
  const bothConsent = one.consent !== null && other.consent !== null;
  return [claim('who', better), claim('to', better), ...(bothConsent ? [claim('consent', consenting)] : [])];
}
