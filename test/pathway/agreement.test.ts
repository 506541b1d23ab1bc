import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeRule } from '../../src/pathway/engine/index.ts';
import { type LoadedPolicy, loadPolicies } from '../../src/pathway/index.ts';
import { fc } from '../property.ts';
import {
  agreementRuns,
  checkAgreement,
  councilArbitrary,
  situationArbitrary,
} from '../second-evaluator/agreement.property.ts';
import { checkExpectation } from '../situations/expectation.ts';
import { readSituations } from '../situations/read-situations.ts';
import { saysTheSame, type Tabled, tabulate } from './systematic.ts';

const { policies, problems } = loadPolicies();

function advise(council: string, facts: Record<string, string>) {
  const policy = policies.find((one) => one.council === council);
  if (policy === undefined) throw new Error(`no policy of ${council} is loaded`);
  return policy.advisor.advise(facts);
}

function compareEverywhere({ policy, advisor }: LoadedPolicy, { kind, id, situations, say }: Tabled): void {
  const nevers = policy.neverRules.filter(({ never }) => never === id);
  for (const facts of situations) {
    const listed = nevers.some((rule) => judgeRule(rule, facts) === 'yes');
    const said =
      kind === 'action'
        ? advisor.adviseOnAction(id, facts)
        : { standing: listed ? ('yes' as const) : ('no' as const), terms: null };
    if (!saysTheSame(said, say(facts)))
      assert.deepEqual(said, say(facts), `${id} in ${JSON.stringify(facts)}`);
  }
}

describe('the engine, with the packs of both councils', () => {
  it('loads them without a problem', () => {
    assert.deepEqual(problems, []);
  });

  for (const { id, title, council, facts, expect } of readSituations()) {
    it(`gives what is asked for in ${id}: ${title}`, () => {
      assert.deepEqual(checkExpectation(advise(council, facts), expect), []);
    });
  }

  it('says what the second evaluator says, which was written from the tables alone', () => {
    fc.assert(
      fc.property(councilArbitrary(), situationArbitrary(), (council, facts) => {
        assert.deepEqual(checkAgreement(advise, council, facts), []);
      }),
      { numRuns: agreementRuns },
    );
  });

  for (const council of ['mansfield', 'ashfield'] as const) {
    it(`says the same of each action and never of ${council} everywhere, or round every edge`, (t) => {
      const policy = policies.find((one) => one.council === council);
      assert.ok(policy !== undefined, `no policy of ${council} is loaded`);
      const tabled = tabulate(council);
      const named = [
        ...policy.policy.rules.map(({ action }) => action),
        ...policy.policy.neverRules.map(({ never }) => never),
      ];
      assert.deepEqual([...new Set(named)].toSorted(), tabled.map(({ id }) => id).toSorted());
      for (const one of tabled) compareEverywhere(policy, one);
      const whole = tabled.filter(({ isWhole }) => isWhole).length;
      const situations = tabled.reduce((sum, one) => sum + one.situations.length, 0);
      t.diagnostic(
        `${council}: ${whole} of ${tabled.length} actions and nevers in all their situations, ` +
          `${situations.toLocaleString('en-GB')} situations`,
      );
    });
  }
});
