import type { Condition, Facts } from './policy.ts';

/** Kleene's three values. Unknown is never read as no. */
export type Truth = 'yes' | 'no' | 'unknown';

/**
 * Yes or no once the fact is known, unknown until then; *and* is the least, *or* the greatest, *not* swaps.
 */
export function evaluateCondition(condition: Condition, facts: Facts): Truth {
  switch (condition.kind) {
    case 'always':
      return 'yes';
    case 'fact': {
      const value = facts[condition.fact];
      if (value === undefined) return 'unknown';
      return condition.values.includes(value) ? 'yes' : 'no';
    }
    case 'unknown':
      return facts[condition.fact] === undefined ? 'yes' : 'no';
    case 'not':
      return negate(evaluateCondition(condition.of, facts));
    case 'not-known':
      return evaluateCondition(condition.of, facts) === 'yes' ? 'no' : 'yes';
    case 'all':
      return evaluateEach(condition.of, facts, 'no', 'yes');
    case 'any':
      return evaluateEach(condition.of, facts, 'yes', 'no');
  }
}

function negate(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown';
  return truth === 'yes' ? 'no' : 'yes';
}

function evaluateEach(conditions: readonly Condition[], facts: Facts, decides: Truth, rest: Truth): Truth {
  let result = rest;
  for (const condition of conditions) {
    const truth = evaluateCondition(condition, facts);
    if (truth === decides) return decides;
    if (truth === 'unknown') result = 'unknown';
  }
  return result;
}

/** The ids of the facts that a condition looks at, each once, in the order of their first mention. */
export function findFactsOf(condition: Condition | null): string[] {
  if (condition === null) return [];
  switch (condition.kind) {
    case 'always':
      return [];
    case 'fact':
    case 'unknown':
      return [condition.fact];
    case 'not':
    case 'not-known':
      return findFactsOf(condition.of);
    case 'all':
    case 'any':
      return [...new Set(condition.of.flatMap(findFactsOf))];
  }
}
