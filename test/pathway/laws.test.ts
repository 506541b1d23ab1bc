import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Advice,
  type AdvisedAction,
  type Condition,
  loadPolicies,
  makeAdvisor,
  type Policy,
} from '../../src/pathway/index.ts';
import { fc } from '../property.ts';
import { situationArbitrary } from '../second-evaluator/agreement.property.ts';

const { policies } = loadPolicies();

/** Laws of the evaluation itself, whatever a policy says. */
for (const { policy, advisor } of policies) {
  describe(`advice under the policy of ${policy.name}`, () => {
    it('is the same in whatever order the rules are written', () => {
      fc.assert(
        fc.property(situationArbitrary(), fc.nat(), (facts, turn) => {
          const turned = makeAdvisor(turnRules(policy, turn));
          assert.deepEqual(turned.advise(facts), advisor.advise(facts));
        }),
        { numRuns: 60 },
      );
    });

    it('never loses an action by learning a fact, but where a rule says unless', () => {
      const monotone = makeAdvisor(withoutUnless(policy));
      fc.assert(
        fc.property(situationArbitrary(), learnArbitrary(policy), (facts, [fact, value]) => {
          fc.pre(facts[fact] === undefined);
          const before = listActions(monotone.advise(facts));
          const after = listActions(monotone.advise({ ...facts, [fact]: value }));
          assert.deepEqual(
            before.filter((action) => !after.includes(action)),
            [],
          );
        }),
        { numRuns: 400 },
      );
    });

    it('asks only what is unknown, and asks whatever decides a possible action', () => {
      fc.assert(
        fc.property(situationArbitrary(), (facts) => {
          const advice = advisor.advise(facts);
          const asked = advice.ask.map(({ fact }) => fact);
          for (const fact of asked) assert.equal(facts[fact], undefined);
          for (const { action, dependsOn } of advice.possible) {
            const missing = dependsOn.filter((fact) => !asked.includes(fact));
            assert.deepEqual(missing, [], `${action} depends on what is not asked`);
          }
        }),
        { numRuns: 400 },
      );
    });

    it('does not change by the answer to a fact that is not asked', () => {
      fc.assert(
        fc.property(situationArbitrary(), learnArbitrary(policy), (facts, [fact, value]) => {
          const before = advisor.advise(facts);
          fc.pre(facts[fact] === undefined && !before.ask.some((question) => question.fact === fact));
          const after = advisor.advise({ ...facts, [fact]: value });
          assert.deepEqual(listTerms(after), listTerms(before));
        }),
        { numRuns: 400 },
      );
    });

    it('gives each action once, with at least one clause and a sentence that says why', () => {
      fc.assert(
        fc.property(situationArbitrary(), (facts) => {
          const { actions, possible } = advisor.advise(facts);
          const all = [...actions, ...possible].map(({ action }) => action);
          assert.equal(new Set(all).size, all.length);
          for (const { action, clauses, because } of actions) {
            assert.ok(clauses.length > 0, `${action} cites nothing`);
            assert.match(because, /^(Because .+\.|The policy asks for this every time\.)/);
          }
        }),
        { numRuns: 300 },
      );
    });
  });
}

function turnRules(policy: Policy, turn: number): Policy {
  const turned = <Rule>(rules: readonly Rule[]) => {
    const at = turn % rules.length;
    return [...rules.slice(at), ...rules.slice(0, at)].toReversed();
  };
  return { ...policy, rules: turned(policy.rules), neverRules: turned(policy.neverRules) };
}

/** Each unless, also where it is built into another rule: a refusal is overridden by a rule that stands. */
function withoutUnless(policy: Policy): Policy {
  const rules = policy.rules.map((rule) => ({ ...rule, when: forgetUnless(rule.when), unless: null }));
  return { ...policy, rules };
}

function forgetUnless(condition: Condition): Condition {
  switch (condition.kind) {
    case 'not-known':
      return { kind: 'always' };
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map(forgetUnless) };
    default:
      return condition;
  }
}

function learnArbitrary(policy: Policy): fc.Arbitrary<[string, string]> {
  const answers = policy.facts.flatMap(({ id, values }) =>
    values.map((value): [string, string] => [id, value.id]),
  );
  return fc.constantFrom(...answers);
}

function listActions(advice: Advice): string[] {
  return advice.actions.map(({ action }) => action);
}

/** Everything about an action that a fact could change, without the words that explain it. */
function listTerms({ actions }: Advice): Omit<AdvisedAction, 'because' | 'clauses'>[] {
  return actions.map(({ because: _because, clauses: _clauses, ...terms }) => terms);
}
