import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countSituations, describeLarge, describeProof, judgeInvariant, type Proof } from './proof.rules.ts';

const proof: Proof = {
  finished: new Date('2026-11-22T15:40:00Z'),
  proved: 12,
  failed: 0,
  enumerated: 5000,
  agreed: true,
  failures: [],
  seconds: 3,
};

describe('what is said of a proof', () => {
  it('is over how many situations, and when', () => {
    assert.deepEqual(describeProof({ kind: 'done', proof }, 4_123_456n), {
      says:
        'All 12 that must always hold are proved, over about 4.12 million situations. ' +
        'Last proved 22 November 2026 at 3:40pm.',
      needsLook: false,
    });
  });

  it('is plain where something does not hold', () => {
    const failing = { ...proof, proved: 10, failed: 2, failures: ['"danger" is not always so'] };
    const said = describeProof({ kind: 'done', proof: failing }, 10n);
    assert.match(said.says, /^2 of the 12 that must always hold do not/);
    assert.equal(said.needsLook, true);
  });

  it('tells of rules that fail a check although every invariant holds', () => {
    const failures = ['The rule "x" is dead: nothing that can be known makes it hold.'];
    assert.match(
      describeProof({ kind: 'done', proof: { ...proof, failures } }, 1n).says,
      /one check of the rules fails/,
    );
  });

  it('trusts neither way of proving where the two disagree', () => {
    const said = describeProof({ kind: 'done', proof: { ...proof, agreed: false } }, 1n);
    assert.match(said.says, /disagree/);
    assert.equal(said.needsLook, true);
  });

  it('never says that something is proved before it was', () => {
    for (const kind of ['proving', 'not-yet', 'away'] as const) {
      assert.doesNotMatch(describeProof({ kind }, 1n).says, /All|are proved/);
      assert.equal(judgeInvariant('danger', { kind }), 'unknown');
    }
  });

  it('names the invariant that does not hold, and no other', () => {
    const state = { kind: 'done', proof: { ...proof, failures: ['"danger" is not always so: …'] } } as const;
    assert.equal(judgeInvariant('danger', state), 'fails');
    assert.equal(judgeInvariant('no danger', state), 'holds');
  });
});

describe('how many situations there are', () => {
  it('counts for each fact its answers and that it is not known', () => {
    assert.equal(countSituations([{ values: ['yes', 'no'] }, { values: ['a', 'b', 'c'] }]), 12n);
  });

  it('is said with three figures and a word', () => {
    const said = [9999n, 10_000n, 999_999n, 116_713_588_406_946_516_489_600n, 10n ** 15n].map(describeLarge);
    assert.deepEqual(said, [
      '9999',
      'about 10 thousand',
      'about 1000 thousand',
      'about 117 billion trillion',
      'about 1 thousand trillion',
    ]);
  });
});
