import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadPolicies } from '../../src/pathway/index.ts';
import { fc } from '../property.ts';
import {
  checkAgreement,
  councilArbitrary,
  situationArbitrary,
} from '../second-evaluator/agreement.property.ts';
import { checkExpectation } from '../situations/expectation.ts';
import { readSituations } from '../situations/read-situations.ts';

const { policies, problems } = loadPolicies();

function advise(council: string, facts: Record<string, string>) {
  const policy = policies.find((one) => one.council === council);
  if (policy === undefined) throw new Error(`no policy of ${council} is loaded`);
  return policy.advisor.advise(facts);
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
      { numRuns: 1500 },
    );
  });
});
