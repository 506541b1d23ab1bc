import type { Condition, Facts, Policy } from './policy.ts';
import type { Settled } from './settle.ts';
import { evaluateCondition } from './truth.ts';

/** A sentence: which facts led to an action, of every rule that gave it. */
export function explainAction(policy: Policy, settled: Settled, facts: Facts): string {
  const led = new Set(settled.fired.flatMap((rule) => findReasons(rule.when, facts)));
  const reasons = policy.facts.flatMap((fact) => {
    const value = led.has(fact.id) ? fact.values.find(({ id }) => id === facts[fact.id]) : undefined;
    return value === undefined ? [] : [value.said];
  });
  const why =
    reasons.length === 0 ? 'The policy asks for this every time.' : `Because ${joinInWords(reasons)}.`;
  return `${why}${explainOverride(policy, settled)}`;
}

function explainOverride(policy: Policy, settled: Settled): string {
  if (settled.terms?.consent.state !== 'override') return '';
  const basis = policy.bases.find(({ id }) => id === settled.terms?.consent.basis);
  return ` They have said no; it goes ahead all the same, because ${basis?.label ?? 'the policy says so'}.`;
}

/** The facts that make a condition yes: all of an *all*, the first true branch of an *any*. */
function findReasons(condition: Condition, facts: Facts): string[] {
  switch (condition.kind) {
    case 'always':
    case 'unknown':
    case 'not-known':
      return [];
    case 'fact':
      return [condition.fact];
    case 'not':
      return findReasonsAgainst(condition.of, facts);
    case 'all':
      return condition.of.flatMap((part) => findReasons(part, facts));
    case 'any': {
      const holds = condition.of.find((part) => evaluateCondition(part, facts) === 'yes');
      return holds === undefined ? [] : findReasons(holds, facts);
    }
  }
}

/** The facts that make a condition no: the first false part of an *all*, all of an *any*. */
function findReasonsAgainst(condition: Condition, facts: Facts): string[] {
  switch (condition.kind) {
    case 'fact':
      return [condition.fact];
    case 'not':
      return findReasons(condition.of, facts);
    case 'all': {
      const fails = condition.of.find((part) => evaluateCondition(part, facts) === 'no');
      return fails === undefined ? [] : findReasonsAgainst(fails, facts);
    }
    case 'any':
      return condition.of.flatMap((part) => findReasonsAgainst(part, facts));
    default:
      return [];
  }
}

/** "a", "a and b", "a, b and c". */
export function joinInWords(parts: readonly string[], last = 'and'): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}
