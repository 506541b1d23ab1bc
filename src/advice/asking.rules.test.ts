import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadFictionalCouncils } from '../../test/fictional-councils.ts';
import { fc } from '../../test/property.ts';
import { findFactsOf } from '../pathway/index.ts';
import { adviseEach, chooseNext, planQuestions } from './asking.rules.ts';
import { describeCouncil } from './councils.ts';
import {
  beginSituation,
  listKnown,
  notKnown,
  putOff,
  readForCouncil,
  type Situation,
  sayOf,
} from './situation.rules.ts';

const [exampleshire, oddborough] = loadFictionalCouncils().policies.map(describeCouncil);
assert.ok(exampleshire && oddborough);
const [gate = ''] = findFactsOf(exampleshire.policy.safeToAsk);
const chosen = fc.constantFrom([exampleshire], [oddborough], [exampleshire, oddborough]);

const plan = (situation: Situation) => planQuestions(situation, adviseEach(situation));
const next = (situation: Situation) => chooseNext(situation, plan(situation))?.fact;
const put = (situation: Situation) => plan(situation).questions.map(({ fact }) => fact);

/** Answers each question as it is put: the nth answer that it has, or passes it over. */
function walk(from: Situation, answers: readonly number[], see: (before: Situation) => void): Situation {
  let situation = from;
  for (const answer of answers) {
    const fact = next(situation);
    if (fact === undefined) break;
    see(situation);
    const choices = [notKnown, putOff, ...fact.values.map(({ id }) => id)];
    situation = sayOf(situation, fact.id, choices[answer % choices.length] ?? notKnown);
  }
  return situation;
}

const walks = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });

describe('which question comes next', () => {
  test('the safety questions come first', () => {
    const begun = beginSituation([exampleshire]);
    const first = exampleshire.policy.askFirst.filter((id) => put(begun).some((fact) => fact.id === id));
    assert.ok(first.length > 0);
    assert.deepEqual(
      put(begun)
        .slice(0, first.length)
        .map(({ id }) => id),
      first,
    );
  });

  test('what only the survivor can say is not put until it is safe to talk', () => {
    fc.assert(
      fc.property(chosen, walks, (councils, answers) => {
        walk(beginSituation(councils), answers, (situation) => {
          const isSafe = listKnown(situation)[gate] === 'yes';
          if (!isSafe) assert.ok(put(situation).every(({ from }) => from !== 'survivor'));
        });
      }),
      { numRuns: 40 },
    );
  });

  test('what is only volunteered is never put', () => {
    fc.assert(
      fc.property(chosen, walks, (councils, answers) => {
        walk(beginSituation(councils), answers, (situation) => {
          assert.ok(put(situation).every(({ asked }) => asked !== 'volunteered'));
        });
      }),
      { numRuns: 40 },
    );
  });

  test('whether they agree is asked only where some step wants their agreement', () => {
    const sought = exampleshire.policy.facts.find(({ asked }) => asked === 'where-consent-is-sought');
    const safe = sayOf(beginSituation([exampleshire]), gate, 'yes');
    const told = sayOf(safe, 'situation', 'disclosure');
    const isPut = (situation: Situation) => put(situation).some(({ id }) => id === sought?.id);
    assert.ok(isPut(sayOf(sayOf(told, 'dash', 'medium'), 'daysSinceIncident', 'this-week')));
    assert.ok(isPut(told), 'it may yet be wanted');
    assert.ok(!isPut(sayOf(told, 'daysSinceIncident', 'longer-ago')), 'nobody asks for it any more');
  });

  test('it asks if it is safe before it leaves the survivor’s questions waiting', () => {
    fc.assert(
      fc.property(chosen, walks, (councils, answers) => {
        walk(beginSituation(councils), answers, (situation) => {
          const { waiting, questions } = plan(situation);
          if (waiting.length === 0 || listKnown(situation)[gate] !== undefined) return;
          assert.ok(questions.some(({ fact }) => fact.id === gate));
        });
      }),
      { numRuns: 40 },
    );
  });

  test('no question comes twice, and every walk comes to an end with everything that was said', () => {
    fc.assert(
      fc.property(chosen, walks, fc.nat(), (councils, answers, last) => {
        const many = [...answers, ...Array.from({ length: 80 }, () => last)];
        const end = walk(beginSituation(councils), many, (situation) => {
          assert.ok(!situation.said.has(next(situation)?.id ?? ''));
        });
        assert.equal(next(end), undefined);
        for (const council of councils) {
          const facts = readForCouncil(end, council);
          for (const [id, answer] of end.said) {
            const value = council.policy.facts
              .find((fact) => fact.id === id)
              ?.values.find((each) => each.id === answer);
            assert.equal(facts[id], value?.id);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('two councils have their questions between them', () => {
    const together = beginSituation([exampleshire, oddborough]).facts.map(({ id }) => id);
    assert.ok(together.includes('fearsForAnimal') && together.includes('livesOnBoat'));
    const teams = beginSituation([exampleshire, oddborough]).facts.find(({ id }) => id === 'service')?.values;
    assert.deepEqual(
      ['rural-estates', 'wharf-team'].map((id) => teams?.some((value) => value.id === id)),
      [true, true],
    );
  });

  test('a team that the other council does not have is unknown to it', () => {
    const situation = sayOf(beginSituation([exampleshire, oddborough]), 'service', 'wharf-team');
    assert.deepEqual(readForCouncil(situation, oddborough), { service: 'wharf-team' });
    assert.deepEqual(readForCouncil(situation, exampleshire), {});
  });
});
