import type { Condition, Facts, Policy } from './policy.ts';
import { judgeRule } from './settle.ts';
import { evaluateCondition, findFactsOf, type Truth } from './truth.ts';

/** One rule in one situation: whether it fired, and on which facts that turned. */
export interface TracedRule {
  readonly rule: string;
  readonly gives: string;
  readonly truth: Truth;
  /** What made it yes, what made it no, or what is still missing. */
  readonly onFacts: readonly string[];
}

/** Every rule of the policy, in the order of its file: kept with saved advice. */
export function traceRules(policy: Policy, facts: Facts): TracedRule[] {
  const rules = policy.rules.map((rule) => ({ ...rule, gives: rule.action }));
  const nevers = policy.neverRules.map((rule) => ({ ...rule, gives: rule.never }));
  return [...rules, ...nevers].map((rule) => {
    const truth = judgeRule(rule, facts);
    const held = rule.unless !== null && evaluateCondition(rule.unless, facts) === 'yes';
    const decisive = held && rule.unless !== null ? rule.unless : rule.when;
    const wanted = held ? 'yes' : truth;
    return { rule: rule.name, gives: rule.gives, truth, onFacts: findDeciding(decisive, wanted, facts) };
  });
}

/** The facts on which a condition turned to be what it is. */
function findDeciding(condition: Condition, truth: Truth, facts: Facts): string[] {
  if (condition.kind === 'not') return findDeciding(condition.of, swap(truth), facts);
  if (condition.kind === 'all' || condition.kind === 'any') {
    const parts = condition.of.filter((part) => evaluateCondition(part, facts) === truth);
    return [...new Set(parts.flatMap((part) => findDeciding(part, truth, facts)))];
  }
  return findFactsOf(condition);
}

function swap(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'yes' ? 'no' : 'yes';
}
