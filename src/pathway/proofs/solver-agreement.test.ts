import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makePolicy } from '../../../test/small-council.ts';
import type { Facts, Policy } from '../engine/index.ts';
import { loadPolicies } from '../packs/index.ts';
import { type Aspect, aspects, type Outcome } from './claims/claim.ts';
import { makeParts } from './claims/parts.ts';
import { gatherParts } from './claims/policy-claims.ts';
import { evaluateWithEngine, makeDraw, makeEnumerator, usualLimits } from './enumerate.ts';
import type { SymbolicOutcome } from './outcomes.ts';
import { makeSymbols, type Symbols } from './symbols.ts';
import { type Flag, makeLogic, withSolver } from './z3.ts';

// What this does not prove: that they agree everywhere. `rowan policy check` holds each proof to both.

/** Everything that the policy says in these situations, read by the solver and by the engine. */
function compareReadings(policy: Policy, situations: readonly Facts[]): Promise<void> {
  return withSolver((z3) => {
    const facts = policy.facts.map(({ id, values }) => ({ id, values: values.map((value) => value.id) }));
    const logic = makeLogic(z3);
    const symbols = makeSymbols(logic, facts, 'now');
    const solver = logic.makeSolver();
    for (const flag of symbols.wellFormed) solver.add(flag);
    const parts = gatherParts(makeParts(policy));
    const { settle } = makeEnumerator(policy, evaluateWithEngine, usualLimits);
    for (const situation of situations) {
      const read = solver.meet(pinFacts(symbols, policy, situation));
      assert.ok(read !== null, `the solver knows no situation ${JSON.stringify(situation)}`);
      for (const part of parts) {
        const said = readOutcome(symbols.settle(part), read);
        assert.deepEqual(said, settle(part, situation), `${part.id} where ${JSON.stringify(situation)}`);
      }
    }
  });
}

function pinFacts(symbols: Symbols, policy: Policy, situation: Facts): Flag[] {
  return policy.facts.map(({ id }) => {
    const value = situation[id];
    return value === undefined ? symbols.logic.not(symbols.known(id)) : symbols.is(id, value);
  });
}

function readOutcome(outcome: SymbolicOutcome, read: (flag: Flag) => boolean): Outcome {
  if (!read(outcome.stands)) return { standing: read(outcome.possible) ? 'unknown' : 'no', terms: null };
  const isAction = outcome.terms.strength.size > 0;
  const list = (aspect: Aspect) => {
    const said = [...outcome.terms[aspect]].filter(([, flag]) => read(flag));
    return [aspect, said.map(([word]) => word).toSorted()];
  };
  return { standing: 'yes', terms: isAction ? Object.fromEntries(aspects.map(list)) : null };
}

function drawSituations(policy: Policy, count: number, seed: number): Facts[] {
  const draw = makeDraw(seed);
  return Array.from({ length: count }, () =>
    Object.fromEntries(
      policy.facts.flatMap(({ id, values }) => {
        const value = values[draw(values.length + 1)];
        return value === undefined ? [] : [[id, value.id]];
      }),
    ),
  );
}

describe('the solver reads every rule as the engine does', () => {
  test('in the small council', () => compareReadings(makePolicy(), drawSituations(makePolicy(), 200, 1)));

  for (const { policy } of loadPolicies().policies) {
    test(`in ${policy.name}`, () => compareReadings(policy, [{}, ...drawSituations(policy, 60, 2)]));
  }
});
