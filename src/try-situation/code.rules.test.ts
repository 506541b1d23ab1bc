import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadFictionalCouncils } from '../../test/fictional-councils.ts';
import { fc } from '../../test/property.ts';
import { describeCouncil } from '../advice/index.ts';
import {
  beginSituation,
  listKnown,
  notKnown,
  putOff,
  type Situation,
  sayOf,
} from '../advice/situation.rules.ts';
import { readCode, writeCode } from './code.rules.ts';

const councils = loadFictionalCouncils().policies.map(describeCouncil);
const [exampleshire, oddborough] = councils;
assert.ok(exampleshire && oddborough);
const both = beginSituation([exampleshire, oddborough]);

/** Any situation that the pages can lead to, before one council or two. */
const situations = fc
  .tuple(
    fc.constantFrom([exampleshire], [oddborough], [exampleshire, oddborough]),
    fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 60 }),
  )
  .map(([chosen, steps]) => {
    let situation: Situation = beginSituation(chosen);
    for (const [fact, answer] of steps) {
      const { id = '', values = [] } = situation.facts[fact % situation.facts.length] ?? {};
      const answers = [notKnown, putOff, ...values.map((value) => value.id)];
      situation = sayOf(situation, id, answers[answer % answers.length] ?? notKnown);
    }
    return situation;
  });

describe('a situation as a code', () => {
  test('whatever was said comes back, in the order in which it was said', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const read = readCode(writeCode(situation), councils);
        assert.ok(read.ok);
        assert.deepEqual([...read.situation.said], [...situation.said]);
        assert.deepEqual(read.situation.councils, situation.councils);
        assert.deepEqual(listKnown(read.situation), listKnown(situation));
      }),
    );
  });

  test('one letter changed on the way is refused', () => {
    fc.assert(
      fc.property(situations, fc.nat(), fc.constantFrom(...'AZ09-_.é '), (situation, at, letter) => {
        const code = writeCode(situation);
        const place = at % code.length;
        fc.pre(code[place] !== letter);
        const changed = `${code.slice(0, place)}${letter}${code.slice(place + 1)}`;
        assert.equal(readCode(changed, councils).ok, false, changed);
      }),
    );
  });

  test('no text that comes from elsewhere is read', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => !readCode(text, councils).ok));
    for (const text of ['', '.', '..', '__proto__', 'constructor', 'A'.repeat(10_000), '\u0000', '%00']) {
      assert.deepEqual(readCode(text, councils), { ok: false, why: 'unreadable' }, text);
    }
  });

  test('a code that was made under another policy says so, and is not read half', () => {
    const code = writeCode(sayOf(both, 'situation', notKnown));
    const changed = [{ ...exampleshire, contentHash: 'f'.repeat(64) }, oddborough];
    assert.deepEqual(readCode(code, changed), { ok: false, why: 'outdated' });
    assert.deepEqual(readCode(code, []), { ok: false, why: 'outdated' });
  });

  test('an address with every question answered stays short', () => {
    let everything: Situation = both;
    for (const fact of both.facts) everything = sayOf(everything, fact.id, fact.values[0]?.id ?? notKnown);
    assert.ok(writeCode(everything).length < 200);
  });

  test('a code holds no word of what was answered', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const [, , answers = ''] = /^([0-9a-f.]+)\.([\w-]*)\.[\w-]{4}$/.exec(writeCode(situation)) ?? [];
        assert.equal(answers.length, situation.said.size * 3);
      }),
    );
  });
});
