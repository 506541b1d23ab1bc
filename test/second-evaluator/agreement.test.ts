import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../property.ts';
import {
  checkAgreement,
  councilArbitrary,
  type EngineEvaluate,
  type EngineResult,
  type KnownFacts,
  situationArbitrary,
} from './agreement.property.ts';
import { evaluate, listActions, type TabledAction } from './evaluate.ts';
import { decide } from './outcome.ts';
import { FACT_VALUES } from './words.ts';

// What this does not prove: that the tables were read rightly. It proves that the comparison sees a
// difference, and that the shortcuts of the second evaluator's search change nothing.

const helen = { situation: 'disclosure', service: 'general', safeToTalk: 'yes', dash: 'high' };

function spoil(change: (result: EngineResult) => EngineResult): EngineEvaluate {
  return (council, facts) => change(evaluate(council, facts));
}

test('the second evaluator agrees with itself', () => {
  fc.assert(
    fc.property(councilArbitrary(), situationArbitrary(), (council, facts) => {
      assert.deepEqual(checkAgreement(evaluate, council, facts), []);
    }),
    { numRuns: 50 },
  );
});

test('a difference in any part of the result is seen', () => {
  const spoiled: ((result: EngineResult) => EngineResult)[] = [
    (r) => ({ ...r, actions: r.actions.slice(1) }),
    (r) => ({ ...r, actions: r.actions.map((row, i) => (i === 0 ? { ...row, who: 'manager' } : row)) }),
    (r) => ({ ...r, actions: r.actions.map((row) => ({ ...row, by: 'now' })) }),
    (r) => ({ ...r, actions: r.actions.map((row) => ({ ...row, to: [...row.to, 'galop'] })) }),
    (r) => ({ ...r, actions: r.actions.map((row) => ({ ...row, strength: 'consider' })) }),
    (r) => ({ ...r, actions: r.actions.map((row) => ({ ...row, consent: { state: 'ask', basis: null } })) }),
    (r) => ({ ...r, actions: [...r.actions, ...r.actions.slice(0, 1)] }),
    (r) => ({ ...r, possible: r.possible.slice(1) }),
    (r) => ({ ...r, possible: r.possible.map((row) => ({ ...row, dependsOn: [] })) }),
    (r) => ({ ...r, never: [...r.never, 'excuse-abuse'] }),
    (r) => ({ ...r, ask: r.ask.slice(1) }),
    (r) => ({ ...r, ask: r.ask.toReversed() }),
    (r) => ({ ...r, ask: r.ask.map((row) => ({ ...row, decides: ['call-police'] })) }),
  ];
  for (const change of spoiled) {
    assert.notDeepEqual(checkAgreement(spoil(change), 'mansfield', helen), [], String(change));
  }
});

test('an agreement does not turn on the order of what has none, nor on the clauses of a never', () => {
  const shuffled = spoil((r) => ({
    actions: r.actions.map((row) => ({ ...row, to: row.to.toReversed() })).toReversed(),
    possible: r.possible.toReversed(),
    never: r.never.map((id) => ({ never: String(id), clauses: [] })),
    ask: r.ask.map((row) => ({ ...row, decides: row.decides.toReversed() })),
  }));
  assert.deepEqual(checkAgreement(shuffled, 'mansfield', helen), []);
});

function* completeAll(facts: readonly string[]): Generator<Record<string, string>> {
  const [first, ...rest] = facts;
  if (first === undefined) {
    yield {};
    return;
  }
  for (const completion of completeAll(rest)) {
    for (const value of FACT_VALUES[first] ?? []) yield { [first]: value, ...completion };
  }
}

function changesByTryingAll(
  { action, rules, facts }: TabledAction,
  known: KnownFacts,
  fact: string,
): boolean {
  const look = (trial: KnownFacts) => JSON.stringify(decide(action, rules, trial));
  const others = facts.filter((other) => other !== fact && known[other] === undefined);
  for (const completion of completeAll(others)) {
    const trial = { ...known, ...completion };
    const before = look(trial);
    if ((FACT_VALUES[fact] ?? []).some((value) => look({ ...trial, [fact]: value }) !== before)) return true;
  }
  return false;
}

test('the facts to ask are those found by trying every completion, with no shortcut', () => {
  const drawn = fc.sample(fc.tuple(councilArbitrary(), situationArbitrary()), { numRuns: 150, seed: 26 });
  let compared = 0;
  for (const [council, known] of drawn) {
    const { ask } = evaluate(council, known);
    for (const tabled of listActions(council)) {
      const open = tabled.facts.filter((fact) => known[fact] === undefined);
      if (open.length > 7) continue;
      for (const fact of open) {
        const listed = ask.some((row) => row.fact === fact && row.decides.includes(tabled.action));
        const found = changesByTryingAll(tabled, known, fact);
        assert.equal(listed, found, `${council}, ${tabled.action}, ${fact}, ${JSON.stringify(known)}`);
        compared += 1;
      }
    }
  }
  assert.ok(compared > 5000, `only ${compared} were compared`);
});
