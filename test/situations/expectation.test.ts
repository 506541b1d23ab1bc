import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CheckedResult, checkExpectation, type Expectation } from './expectation.ts';

const result: CheckedResult = {
  actions: [
    {
      action: 'refer-to-marac',
      strength: 'must',
      who: 'safeguarding-lead',
      to: ['marac'],
      by: 'next-marac',
      consent: { state: 'override', basis: 'serious-harm' },
    },
    {
      action: 'offer-refuge',
      strength: 'offer',
      who: 'staff-member',
      to: [],
      by: null,
      consent: { state: 'not-needed', basis: null },
    },
  ],
  possible: [{ action: 'call-police' }],
  never: ['advise-leaving', { never: 'be-go-between' }],
  ask: [{ fact: 'immediateDanger' }, { fact: 'dash' }],
};

const marac = (rest: object): Expectation => ({ must: [{ action: 'refer-to-marac', ...rest }] });

const holding: Expectation[] = [
  {},
  { must: ['refer-to-marac'], offer: ['offer-refuge'], possible: ['call-police'] },
  marac({ who: 'safeguarding-lead', to: ['marac'], toIncludes: ['marac'], by: 'next-marac' }),
  marac({ consent: { state: 'override', basis: 'serious-harm' } }),
  { offer: [{ action: 'offer-refuge', to: [], by: null, consent: { basis: null } }] },
  { absent: ['offer-sanctuary'], never: ['advise-leaving', 'be-go-between'], notNever: ['ask-for-proof'] },
  { ask: ['dash'], askFirst: 'immediateDanger', notAsked: ['lgbt'] },
];

const failing: [Expectation, string][] = [
  [{ must: ['offer-refuge'] }, 'offer-refuge should be must, and is offer.'],
  [{ must: ['call-police'] }, 'call-police should be in actions, and is not.'],
  [marac({ who: 'manager' }), 'refer-to-marac: who should be manager, and is safeguarding-lead.'],
  [marac({ to: [] }), 'refer-to-marac: to should be nobody, and is marac.'],
  [marac({ to: ['marac', 'mash'] }), 'refer-to-marac: to should be marac and mash, and is marac.'],
  [marac({ toIncludes: ['mash'] }), 'refer-to-marac: to should include mash, and does not.'],
  [marac({ by: null }), 'refer-to-marac: by should be none, and is next-marac.'],
  [marac({ consent: { state: 'ask' } }), 'refer-to-marac: consent should be ask, and is override.'],
  [
    marac({ consent: { basis: null } }),
    'refer-to-marac: the basis of consent should be none, and is serious-harm.',
  ],
  [marac({ when: 'now' }), 'refer-to-marac has the key when, which this check does not know.'],
  [{ absent: ['call-police'] }, 'call-police should be absent, and is possible.'],
  [{ absent: ['offer-refuge'] }, 'offer-refuge should be absent, and is in actions.'],
  [{ possible: ['offer-refuge'] }, 'offer-refuge should be possible, and is in actions.'],
  [{ possible: ['repeat-dash'] }, 'repeat-dash should be possible, and is not there.'],
  [{ never: ['ask-for-proof'] }, 'ask-for-proof should be among the nevers, and is not.'],
  [{ notNever: ['be-go-between'] }, 'be-go-between should not be among the nevers, and is.'],
  [{ ask: ['lgbt'] }, 'lgbt should be asked, and is not.'],
  [{ askFirst: 'dash' }, 'dash should be asked first, and immediateDanger is.'],
  [{ notAsked: ['dash'] }, 'dash should not be asked, and is.'],
];

test('an expectation that holds leaves nothing to say', () => {
  for (const expect of holding) assert.deepEqual(checkExpectation(result, expect), []);
});

test('an expectation that does not hold is said in one sentence', () => {
  for (const [expect, sentence] of failing) assert.deepEqual(checkExpectation(result, expect), [sentence]);
});

test('a misspelt key is not passed over', () => {
  const misspelt = { musst: ['call-police'] } as Expectation;
  assert.deepEqual(checkExpectation(result, misspelt), [
    'expect has the key musst, which this check does not know.',
  ]);
});
