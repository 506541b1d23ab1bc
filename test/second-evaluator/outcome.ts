import { type Condition, type Facts, isOpenIn, type Kleene, listFacts, NO, weigh, YES } from './kleene.ts';
import type { Rule, To, Who } from './rules.ts';
import { ALWAYS_GIVEN, type By, CONSENT_ROWS, type Consent, FACT_NAMES, type Strength } from './words.ts';

export interface Outcome {
  readonly presence: Kleene;
  readonly strength: Strength | null;
  readonly who: string | null;
  readonly to: readonly string[];
  readonly by: By | null;
  readonly consent: Consent | null;
}

const STRENGTHS: readonly Strength[] = ['consider', 'offer', 'must'];
const EARLIEST_FIRST: readonly (By | null)[] = ['now', 'same-day', 'next-marac', 'as-agreed', null];

/** A rule's condition, with what holds it back. */
export function weighRule(rule: Pick<Rule, 'when' | 'unless'>, facts: Facts): Kleene {
  return weigh(rule.unless, facts) === YES ? NO : weigh(rule.when, facts);
}

/** What one action comes to; `rules` are its own, the council's before the baseline's. */
export function decide(action: string, rules: readonly Rule[], facts: Facts): Outcome {
  let presence: Kleene = NO;
  const firing: Rule[] = [];
  for (const rule of rules) {
    const weight = weighRule(rule, facts);
    if (weight > presence) presence = weight;
    if (weight === YES) firing.push(rule);
  }
  const winner = pickStrongest(firing);
  if (winner === undefined) {
    return { presence, strength: null, who: null, to: [], by: null, consent: null };
  }
  const added = firing
    .filter((rule) => rule.adds && rule !== winner)
    .flatMap((rule) => readTo(rule.to, facts));
  return {
    presence,
    strength: winner.strength,
    who: readWho(winner.who, facts),
    to: [...new Set([...readTo(winner.to, facts), ...added])].sort(),
    by: EARLIEST_FIRST.find((by) => firing.some((rule) => rule.by === by)) ?? null,
    consent: readConsent(action, facts),
  };
}

function pickStrongest(firing: readonly Rule[]): Rule | undefined {
  let winner: Rule | undefined;
  for (const rule of firing) {
    if (!winner || STRENGTHS.indexOf(rule.strength) > STRENGTHS.indexOf(winner.strength)) winner = rule;
  }
  return winner;
}

function readWho(who: Who, facts: Facts): string {
  if (typeof who === 'string') return who;
  return who.lines.find(([when]) => weigh(when, facts) === YES)?.[1] ?? who.otherwise;
}

function readTo(to: To, facts: Facts): readonly string[] {
  if (!('lines' in to)) return to;
  return to.lines.filter(([when]) => weigh(when, facts) !== NO).flatMap(([, services]) => services);
}

function readConsent(action: string, facts: Facts): Consent {
  if (ALWAYS_GIVEN.includes(action)) return { state: 'given', basis: null };
  const row = CONSENT_ROWS[action];
  if (!row) return { state: 'not-needed', basis: null };
  const said = facts[row.fact];
  if (said === 'yes') return { state: 'given', basis: null };
  if (said === 'no') return { state: 'override', basis: row.basis };
  return { state: row.whenUnknown, basis: row.whenUnknown === 'ask' ? null : row.basis };
}

/** The facts that an action's rules and its consent name, in the vocabulary's order. */
export function listActionFacts(action: string, rules: readonly Rule[]): string[] {
  const named = new Set<string>();
  const consentFact = CONSENT_ROWS[action]?.fact;
  if (consentFact) named.add(consentFact);
  for (const rule of rules) {
    for (const fact of listRuleFacts(rule)) named.add(fact);
  }
  return FACT_NAMES.filter((fact) => named.has(fact));
}

export function listRuleFacts(rule: Rule): string[] {
  return listConditions(rule).flatMap(listFacts);
}

function listConditions(rule: Rule): Condition[] {
  return [rule.when, rule.unless, ...listGiftConditions(rule)];
}

function listGiftConditions(rule: Rule): Condition[] {
  const who = typeof rule.who === 'string' ? [] : rule.who.lines.map(([when]) => when);
  const to = 'lines' in rule.to ? rule.to.lines.map(([when]) => when) : [];
  return [...who, ...to];
}

/** Whether an unknown fact can still matter to the action; where not, no completion needs to be tried. */
export function isOpenFor(action: string, rules: readonly Rule[], fact: string, facts: Facts): boolean {
  const standing = rules.filter((rule) => weighRule(rule, facts) !== NO);
  if (standing.length > 0 && CONSENT_ROWS[action]?.fact === fact) return true;
  const settled = new Set(standing.filter((rule) => standsForGood(rule, facts)).map(describeGift));
  return standing.some((rule) => {
    // A rule that can only repeat what already stands for good changes nothing.
    const conditions = settled.has(describeGift(rule)) ? listGiftConditions(rule) : listConditions(rule);
    return conditions.some((condition) => isOpenIn(condition, fact, facts));
  });
}

function standsForGood(rule: Rule, facts: Facts): boolean {
  return weigh(rule.when, facts) === YES && weigh(rule.unless, facts) === NO;
}

const gifts = new WeakMap<Rule, string>();

function describeGift(rule: Rule): string {
  const before = gifts.get(rule);
  if (before !== undefined) return before;
  const gift = JSON.stringify([rule.strength, rule.who, rule.to, rule.by, rule.adds]);
  gifts.set(rule, gift);
  return gift;
}
