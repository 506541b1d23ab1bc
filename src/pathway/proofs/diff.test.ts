import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { all, facts, is, makeNever, makePolicy, makeRule, not } from '../../../test/small-council.ts';
import type { Policy, Rule } from '../engine/index.ts';
import { diffPolicies } from './diff.ts';
import { evaluateWithEngine } from './enumerate.ts';
import { writeDiff } from './report.ts';
import { withSolver } from './z3.ts';

const compare = (a: Policy, b: Policy) =>
  withSolver((z3) => diffPolicies(a, b, { z3, evaluate: evaluateWithEngine }));

/** The next version, with one rule changed. */
function change(name: string, more: Partial<Rule>): Policy {
  const policy = makePolicy();
  const rules = policy.rules.map((rule) => (rule.name === name ? { ...rule, ...more } : rule));
  return { ...policy, policyVersion: '2-def', rules };
}

const toPanel = 'a high DASH goes to the panel';

describe('two policies', () => {
  test('a version that was only written in other words is proved the same', async () => {
    const dash = not(is('dash', 'not-done', 'standard'));
    const diff = await compare(
      makePolicy(),
      change(toPanel, { when: all(dash, is('situation', 'disclosure')) }),
    );
    assert.deepEqual(diff.differ, []);
    assert.deepEqual(
      diff.same.map(({ id }) => id),
      [
        'ring-for-help',
        'refer-to-panel',
        'record-decision',
        'offer-support',
        'write-notes',
        'doubt-them',
        'tell-callers',
      ],
    );
  });

  test('what changes is shown where the fewest facts are known', async () => {
    const later = change(toPanel, {
      when: all(is('situation', 'disclosure'), is('dash', 'high', 'standard')),
    });
    const { differ } = await compare(makePolicy(), later);
    assert.deepEqual(
      differ.map(({ id, showings }) => [id, showings.map((showing) => showing.facts)]),
      [['refer-to-panel', [{ situation: 'disclosure', dash: 'standard' }]]],
    );
    assert.deepEqual(differ[0]?.showings[0]?.differs, ['presence']);
    assert.equal(differ[0]?.showings[0]?.a.standing, 'no');
    assert.deepEqual(differ[0]?.showings[0]?.b.terms?.to, ['panel']);
  });

  test('two things that change in different situations are both shown', async () => {
    const later = change(toPanel, {
      by: 'same-day',
      who: [
        { when: is('service', 'housing'), gives: 'lead' },
        { when: null, gives: 'lead' },
      ],
    });
    const { differ } = await compare(makePolicy(), later);
    assert.deepEqual(
      differ[0]?.showings.map(({ facts: known, differs }) => [known, differs]),
      [
        [{ situation: 'disclosure', dash: 'high' }, ['by']],
        [{ situation: 'disclosure', service: 'housing', dash: 'high' }, ['who', 'by']],
      ],
    );
  });

  test('what is only possible is shown where nothing else differs', async () => {
    const planted = makeRule(
      'both at once',
      'tell-lead',
      all(is('situation', 'concern'), is('situation', 'caller')),
    );
    const { differ } = await compare(makePolicy(), makePolicy([planted]));
    assert.deepEqual(
      differ[0]?.showings.map(({ facts: known, differs }) => [known, differs]),
      [[{}, ['possible']]],
    );
  });

  test('facts and values that only one has are told, and a shared fact keeps what both have', async () => {
    const a = makePolicy();
    const b = {
      ...a,
      council: 'oakmere',
      facts: facts
        .filter(({ id }) => id !== 'gender')
        .map((fact) => (fact.id === 'dash' ? { ...fact, values: fact.values.slice(0, 2) } : fact)),
      rules: a.rules.filter(({ action }) => action !== 'offer-support'),
    };
    const diff = await compare(a, b);
    assert.deepEqual(diff.a.ownFacts, ['gender']);
    assert.deepEqual(diff.a.ownValues, ['dash: high']);
    assert.deepEqual(diff.b.ownFacts, []);
    assert.deepEqual(
      diff.differ.map(({ id }) => id),
      ['offer-support'],
    );
  });

  test('a person reads it as sentences', async () => {
    const a = makePolicy();
    const b = makePolicy([], [makeNever('nobody is told by post', 'doubt-them', is('talk', 'no'))]);
    const planted = { ...b, policyVersion: '2-def', rules: change(toPanel, { strength: 'offer' }).rules };
    const later = {
      ...planted,
      neverRules: planted.neverRules.filter(({ never }) => never !== 'tell-callers'),
    };
    assert.equal(
      writeDiff(await compare(a, later), a, later),
      `littlemere, 1-abc; and littlemere, 2-def
2 differ, 5 are proved the same.

refer-to-panel
  how strongly: where somebody has told you and the DASH is high, and nothing else is known,
    1-abc: it stands as a must by lead, to panel, next-panel; consent ask
    2-def: it stands as an offer by lead, to panel, next-panel; consent ask

tell-callers (never)
  whether it is there: where somebody calls, and nothing else is known,
    1-abc: it is listed
    2-def: it is not listed

The same in every situation: ring-for-help, record-decision, offer-support, write-notes and doubt-them.
`,
    );
  });
});
