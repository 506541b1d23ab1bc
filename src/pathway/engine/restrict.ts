import type { Condition, ConsentRule, Facts, Line, Rule } from './policy.ts';
import type { ActionRules } from './settle.ts';
import { findFactsOf } from './truth.ts';

const always: Condition = { kind: 'always' };
const neverHolds: Condition = { kind: 'not', of: always };

/**
 * What is left of a condition once some facts are known, where every other fact will come to be known as
 * well.
 */
function restrictCondition(condition: Condition, facts: Facts): Condition {
  switch (condition.kind) {
    case 'always':
      return always;
    case 'unknown':
      return neverHolds;
    case 'fact': {
      const value = facts[condition.fact];
      if (value === undefined) return condition;
      return condition.values.includes(value) ? always : neverHolds;
    }
    case 'not':
    case 'not-known':
      return negateRest(restrictCondition(condition.of, facts));
    case 'all':
      return joinRest('all', condition.of, facts, neverHolds, always);
    case 'any':
      return joinRest('any', condition.of, facts, always, neverHolds);
  }
}

function negateRest(rest: Condition): Condition {
  if (rest === always) return neverHolds;
  return rest === neverHolds ? always : { kind: 'not', of: rest };
}

function joinRest(
  kind: 'all' | 'any',
  conditions: readonly Condition[],
  facts: Facts,
  decides: Condition,
  adds: Condition,
): Condition {
  const rest: Condition[] = [];
  for (const condition of conditions) {
    const left = restrictCondition(condition, facts);
    if (left === decides) return decides;
    if (left !== adds) rest.push(left);
  }
  const [only] = rest;
  if (only === undefined) return adds;
  return rest.length === 1 ? only : { kind, of: rest };
}

/** What is left of an action's rules: the same rest means the same outcomes from here on. */
export interface Rest {
  readonly key: string;
  /** The facts that the rest still looks at. */
  readonly facts: ReadonlySet<string>;
}

/** `terms` takes in who, to and consent; without it, only whether the action stands. */
export function restrictRules({ rules }: ActionRules, facts: Facts, terms: boolean): Rest {
  const mentioned = new Set<string>();
  const parts: unknown[] = [];
  for (const rule of rules) {
    const when = restrictCondition(rule.when, facts);
    const unless = rule.unless === null ? neverHolds : restrictCondition(rule.unless, facts);
    if (when === neverHolds || unless === always) continue;
    const own = terms ? restrictTerms(rule, facts) : { key: null, facts: [] };
    parts.push([terms ? rule.name : null, when, unless, own.key]);
    for (const fact of [...findFactsOf(when), ...findFactsOf(unless), ...own.facts]) mentioned.add(fact);
  }
  return { key: JSON.stringify(parts), facts: mentioned };
}

function restrictTerms(rule: Rule, facts: Facts): { key: unknown; facts: string[] } {
  const lines = [...restrictLines(rule.who, facts), ...restrictLines(rule.to, facts)];
  const consent = rule.consent === null ? null : (facts[rule.consent.fact] ?? null);
  return {
    key: [lines, consent],
    facts: [...lines.flatMap(findFactsOf), ...findConsentFact(rule.consent, facts)],
  };
}

function restrictLines(lines: readonly Line<unknown>[], facts: Facts): Condition[] {
  return lines.flatMap(({ when }) => (when === null ? [] : [restrictCondition(when, facts)]));
}

function findConsentFact(consent: ConsentRule | null, facts: Facts): string[] {
  return consent === null || facts[consent.fact] !== undefined ? [] : [consent.fact];
}
