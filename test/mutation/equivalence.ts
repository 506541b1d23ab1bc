import { judgeRule } from '../../src/pathway/engine/index.ts';
import type { LoadedPolicy, Policy } from '../../src/pathway/index.ts';
import { diffPolicies, evaluateWithEngine } from '../../src/pathway/proofs/index.ts';
import type { Z3 } from '../../src/pathway/proofs/z3.ts';
import { saysTheSame, type Tabled } from '../pathway/systematic.ts';
import type { Mutant } from './change-rule.ts';
import { mutate } from './mutated.ts';

/** What was found of a mutant that no check noticed. */
export type Finding =
  /** In every situation the advice is the same. */
  | { readonly kind: 'equivalent' }
  /**
   * The advice is the same, but that an action or never which is there anyway names one clause more or
   * less.
   */
  | { readonly kind: 'equivalent but for its clauses' }
  /** There is a situation that shows it: a test is missing. */
  | { readonly kind: 'missed'; readonly shown: string };

/** Goes through every situation; where there are too many, the solver does. */
export async function weighMutant(
  loaded: LoadedPolicy,
  mutant: Mutant,
  tabled: Tabled,
  z3: Z3,
): Promise<Finding> {
  if (!tabled.isWhole) return await weighWithSolver(loaded, mutant, z3);
  const before = mutate(loaded, { ...mutant, changed: mutant.of });
  const after = mutate(loaded, mutant);
  let sameClauses = true;
  for (const facts of tabled.situations) {
    if (!saysTheSame(before.say(facts), after.say(facts)))
      return { kind: 'missed', shown: JSON.stringify(facts) };
    const [held, holds] = [mutant.of, mutant.changed].map(
      (rule) => rule !== null && judgeRule(rule, facts) === 'yes',
    );
    if (held !== holds) sameClauses = false;
  }
  return { kind: sameClauses ? 'equivalent' : 'equivalent but for its clauses' };
}

/** An action that is given by one rule alone names other clauses only where it is there or not. */
async function weighWithSolver({ policy }: LoadedPolicy, mutant: Mutant, z3: Z3): Promise<Finding> {
  const alone = (whole: Policy): Policy => ({
    ...whole,
    rules: whole.rules.filter(({ action }) => action === mutant.gives),
    neverRules: [],
  });
  if (alone(policy).rules.length !== 1)
    return { kind: 'missed', shown: 'nothing: more than one rule gives it' };
  const changed = policy.rules.flatMap((rule) => (rule === mutant.of ? (mutant.changed ?? []) : rule));
  const after = { ...policy, rules: changed as Policy['rules'] };
  const { differ } = await diffPolicies(alone(policy), alone(after), { z3, evaluate: evaluateWithEngine });
  const [showing] = differ.flatMap(({ showings }) => showings);
  if (showing === undefined) return { kind: 'equivalent' };
  return { kind: 'missed', shown: JSON.stringify(showing.facts) };
}
