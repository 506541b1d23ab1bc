/** By what people are found: the same clue from two ways of writing. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fc } from '../../test/property.ts';
import { findPostcode, listClues, normalisePhone, type Purpose, splitName } from './clues.ts';
import { isOneChange } from './match.rules.ts';

const cluesOf = (name: string, purpose: Purpose) =>
  new Set(
    listClues({ names: [name] })
      .filter((clue) => clue.purpose === purpose)
      .map(({ text }) => text),
  );
const shares = (one: string, other: string, purpose: Purpose) =>
  [...cluesOf(one, purpose)].some((text) => cluesOf(other, purpose).has(text));

describe('a name', () => {
  test('is the same in any case, order, accent and apostrophe', () => {
    for (const [one, other] of [
      ['Siân O’Brien', "o'brien sian"],
      ['Małgorzata Święcka', 'SWIECKA  malgorzata'],
      ['Anne-Marie Smith-Jones', 'anne marie smith jones'],
      ['Øystein', 'oystein'],
    ] as const) {
      assert.deepEqual(cluesOf(one, 'name'), cluesOf(other, 'name'), `${one}, ${other}`);
    }
  });

  test('is kept in every script', () => {
    assert.deepEqual(splitName('محمد علي'), ['محمد', 'علي']);
    assert.deepEqual(splitName('李小龍'), ['李小龍']);
    assert.deepEqual(splitName('प्रिया शर्मा'), ['प्रिया', 'शर्मा']);
    assert.deepEqual(splitName('Оксана Шевченко'), ['оксана', 'шевченко']);
    assert.deepEqual(splitName(' \u200b- ’ '), []);
  });

  test('is found with one letter wrong, missing, too many, or two swapped', () => {
    for (const other of ['catherone', 'cathrine', 'catheerine', 'cathreine'])
      assert.ok(shares('catherine', other, 'name-variant'), other);
    assert.ok(!shares('catherine', 'cathleen', 'name-variant'));
    assert.ok(!shares('Ann', 'Ian', 'name-variant'));
  });

  test('that is one change away shares a variant, whatever it is', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 5, maxLength: 9 });
    fc.assert(
      fc.property(word, fc.nat(8), fc.constantFrom('put', 'cut', 'change', 'swap'), (one, at, way) => {
        const letters = [...one];
        const place = at % (letters.length - 1);
        const other = changeAt(letters, place, way);
        if (other === one) return;
        assert.ok(shares(one, other, 'name-variant'), `${one} ${other}`);
        assert.ok(isOneChange(one, other) && isOneChange(other, one), `${one} ${other}`);
      }),
    );
  });

  test('is found by its sound and by what people are called', () => {
    for (const [one, other] of [
      ['Stephen', 'Steven'],
      ['Kathryn', 'Catherine'],
      ['Liz', 'Elizabeth'],
      ['Bill', 'William'],
      ['Kasia', 'Katarzyna'],
      ['Mohammed', 'Muhammad'],
    ] as const) {
      assert.ok(shares(one, other, 'name-sound'), `${one}, ${other}`);
    }
    assert.ok(!shares('Peter', 'Susan', 'name-sound'));
  });
});

describe('a phone number and a postcode', () => {
  test('are the same in any shape', () => {
    for (const shape of ['07700 900123', '+44 7700 900 123', '0044(0)7700-900123', '(07700) 900123']) {
      assert.equal(normalisePhone(shape), '+447700900123', shape);
    }
    assert.equal(normalisePhone('0115 496 0000'), '+441154960000');
    assert.equal(normalisePhone('+48 601 234 567'), '+48601234567');
    assert.equal(normalisePhone('ask at the desk'), undefined);
  });

  test('are found at the end of an address', () => {
    assert.equal(findPostcode('Flat 4, 12 Mill Lane, ng18 1aa'), 'NG181AA');
    assert.equal(findPostcode('NG18  1AA'), 'NG181AA');
    assert.equal(findPostcode('the blue door'), undefined);
  });
});

function changeAt(letters: readonly string[], place: number, way: string): string {
  if (way === 'put') return letters.toSpliced(place, 0, 'z').join('');
  if (way === 'cut') return letters.toSpliced(place, 1).join('');
  if (way === 'change') return letters.with(place, 'z').join('');
  return letters.toSpliced(place, 2, letters[place + 1] ?? '', letters[place] ?? '').join('');
}
