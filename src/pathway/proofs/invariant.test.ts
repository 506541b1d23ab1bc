import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  all,
  always,
  anyTerms,
  baselineOnly,
  is,
  makeInvariant,
  makePolicy,
  not,
} from '../../../test/small-council.ts';
import type { Assertion, Condition } from '../engine/index.ts';
import { checkPolicy } from './check.ts';
import { evaluateWithEngine } from './enumerate.ts';
import { withSolver } from './z3.ts';

const disclosure = is('situation', 'disclosure');
const high = all(disclosure, is('dash', 'high'));

/** Each kind of assertion: where it is so, and where it is not, with what a policy owner then reads. */
const asked: { so: [Condition, Assertion]; notSo: [Condition, Assertion]; says: string }[] = [
  {
    so: [high, { kind: 'stands', actions: ['refer-to-panel', 'write-notes'], terms: anyTerms }],
    notSo: [disclosure, { kind: 'stands', actions: ['refer-to-panel'], terms: anyTerms }],
    says:
      'refer-to-panel must stand; but where somebody has told you, and nothing else is known, ' +
      'refer-to-panel is only ' +
      'possible.',
  },
  {
    so: [
      high,
      {
        kind: 'stands',
        actions: ['refer-to-panel'],
        terms: { ...anyTerms, strength: 'must', by: 'next-panel', to: ['panel'] },
      },
    ],
    notSo: [
      high,
      {
        kind: 'stands',
        actions: ['refer-to-panel'],
        terms: { ...anyTerms, strength: 'must', by: 'now', who: 'lead' },
      },
    ],
    says:
      'refer-to-panel must stand as a must, due now, by lead; but where somebody has told you and the ' +
      'DASH is high, ' +
      'and nothing else is known, refer-to-panel stands as a must by lead, to panel, next-panel; ' +
      'consent ask.',
  },
  {
    so: [
      always,
      { kind: 'if-it-stands', actions: ['offer-support'], terms: { ...anyTerms, toExcludes: ['panel'] } },
    ],
    notSo: [
      always,
      { kind: 'if-it-stands', actions: ['offer-support'], terms: { ...anyTerms, toIncludes: ['mens-line'] } },
    ],
    says:
      'offer-support where it stands must be to at least mens-line; but where somebody has told you, it ' +
      'is safe to ' +
      'talk and she is a woman, and nothing else is known, offer-support stands as an offer by ranger, ' +
      'to womens-aid; ' +
      'consent not-needed.',
  },
  {
    so: [
      is('gender', 'man'),
      { kind: 'if-it-stands', actions: ['offer-support'], terms: { ...anyTerms, to: ['mens-line'] } },
    ],
    notSo: [
      not(is('gender', 'woman')),
      { kind: 'if-it-stands', actions: ['offer-support'], terms: { ...anyTerms, toExcludes: ['mens-line'] } },
    ],
    says:
      'offer-support where it stands must be not to mens-line; but where somebody has told you, it is ' +
      'safe to talk ' +
      'and he is a man, and nothing else is known, offer-support stands as an offer by ranger, to ' +
      'mens-line; consent ' +
      'not-needed.',
  },
  {
    so: [is('dash', 'standard'), { kind: 'absent', actions: ['refer-to-panel'] }],
    notSo: [is('agrees', 'no'), { kind: 'absent', actions: ['refer-to-panel'] }],
    says:
      'refer-to-panel must neither stand nor be possible; but where they do not agree, and nothing else ' +
      'is known, ' +
      'refer-to-panel is only possible.',
  },
  {
    so: [
      { kind: 'unknown', fact: 'talk' },
      { kind: 'does-not-stand', actions: ['offer-support'] },
    ],
    notSo: [
      { kind: 'unknown', fact: 'gender' },
      { kind: 'does-not-stand', actions: ['offer-support'] },
    ],
    says:
      'offer-support must not stand; but where somebody has told you and it is safe to talk, and ' +
      'nothing else is ' +
      'known, offer-support stands as an offer by ranger, to mens-line and womens-aid; consent not-needed.',
  },
  {
    so: [
      not(is('situation', 'caller')),
      { kind: 'stands-or-possible', actions: ['refer-to-panel', 'write-notes'] },
    ],
    notSo: [
      is('situation', 'caller'),
      { kind: 'stands-or-possible', actions: ['refer-to-panel', 'write-notes'] },
    ],
    says:
      'refer-to-panel or write-notes must stand or be possible; but where somebody calls, and nothing ' +
      'else is known, ' +
      'refer-to-panel is not there and write-notes is not there.',
  },
  {
    so: [always, { kind: 'listed', nevers: ['doubt-them'] }],
    notSo: [always, { kind: 'listed', nevers: ['tell-callers'] }],
    says: 'tell-callers must be among the nevers; but where nothing is known, tell-callers is not listed.',
  },
  {
    so: [disclosure, { kind: 'not-listed', nevers: ['tell-callers'] }],
    notSo: [always, { kind: 'not-listed', nevers: ['doubt-them'] }],
    says: 'doubt-them must not be among the nevers; but where nothing is known, doubt-them is listed.',
  },
];

describe('every kind of assertion', () => {
  test('is proved where it is so, and told where it is not', async () => {
    const invariants = asked.flatMap(({ so, notSo }, index) => [
      makeInvariant(`so ${index}`, ...so),
      makeInvariant(`not so ${index}`, ...notSo),
    ]);
    const subject = { policy: makePolicy(), baselineOnly, invariants };
    const report = await withSolver((z3) =>
      checkPolicy(subject, { z3, evaluate: evaluateWithEngine, readMilliseconds: () => 0 }),
    );
    assert.deepEqual(
      report.failures.map(({ sentence }) => sentence),
      asked.map(({ says }, index) => `"not so ${index}" is not always so: ${says}`),
    );
    assert.equal(report.invariantsProved, asked.length);
    assert.equal(report.agreed, true);
  });
});
