import { type Condition, findFactsOf, type NeverRule, type Policy, type Rule } from '../../engine/index.ts';

/** One action or never, with only the rules that speak of it: what both proofs look at one by one. */
export interface Part {
  readonly gives: 'action' | 'never';
  readonly id: string;
  readonly policy: Policy;
  /** Every fact that can change what the policy says of it. */
  readonly facts: readonly string[];
}

/** The parts of one policy. The same question gives the same object, so that what is found out is kept. */
export interface Parts {
  readonly policy: Policy;
  readonly timings: readonly string[];
  action(id: string): Part;
  never(id: string): Part;
  /** The part with some of its rules only. */
  withRules(rules: readonly Rule[], action: string): Part;
  withNeverRules(rules: readonly NeverRule[], never: string): Part;
}

/** Cuts a policy into parts. */
export function makeParts(policy: Policy): Parts {
  const kept = new Map<string, Part>();
  const keep = (part: Part, rules: readonly { name: string }[]): Part => {
    const key = JSON.stringify([part.gives, part.id, rules.map(({ name }) => name)]);
    const known = kept.get(key) ?? part;
    kept.set(key, known);
    return known;
  };
  const withRules: Parts['withRules'] = (rules, action) => {
    const facts = [...new Set(rules.flatMap(findFactsOfRule))];
    return keep({ gives: 'action', id: action, policy: { ...policy, rules, neverRules: [] }, facts }, rules);
  };
  const withNeverRules: Parts['withNeverRules'] = (neverRules, never) => {
    const facts = [...new Set(neverRules.flatMap(findFactsOfPresence))];
    return keep(
      { gives: 'never', id: never, policy: { ...policy, rules: [], neverRules }, facts },
      neverRules,
    );
  };
  return {
    policy,
    timings: policy.timings.map(({ id }) => id),
    withRules,
    withNeverRules,
    action: (id) =>
      withRules(
        policy.rules.filter((rule) => rule.action === id),
        id,
      ),
    never: (id) =>
      withNeverRules(
        policy.neverRules.filter((rule) => rule.never === id),
        id,
      ),
  };
}

function findFactsOfPresence({ when, unless }: Rule | NeverRule): string[] {
  return [...findFactsOf(when), ...findFactsOf(unless)];
}

function findFactsOfRule(rule: Rule): string[] {
  const lines = [...rule.who, ...rule.to].flatMap(({ when }) => findFactsOf(when));
  return [...findFactsOfPresence(rule), ...lines, ...(rule.consent === null ? [] : [rule.consent.fact])];
}

/** Each fact once, over parts and conditions. */
export function gatherFacts(...sources: readonly (Part | Condition | null)[]): string[] {
  const facts = sources.flatMap((source) =>
    source !== null && 'policy' in source ? source.facts : findFactsOf(source),
  );
  return [...new Set(facts)];
}

/** Best first: the strongest, then the council's own before the baseline's, as the policy's words have it. */
export function rankRule({ strength, layer }: Pick<Rule, 'strength' | 'layer'>): number {
  return strongestFirst.indexOf(strength) * 2 + (layer === 'council' ? 0 : 1);
}

export const strongestFirst = ['must', 'offer', 'consider'] as const;
