/** Words that somebody types: kept as they are, or refused with the reason. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fc } from '../../test/property.ts';
import { judgeWords } from './typed.pure.ts';

const rule = { missing: 'Say why', least: 3, most: 40, called: 'The reason' };
const letters = fc.constantFrom('a', ' ', '\n', 'é', '👩‍👧', '\0', '\ud800', '<');
const texts = fc.array(letters, { maxLength: 60 }).map((parts) => parts.join(''));

describe('words that are typed', () => {
  test('are refused for what is wrong with them, and for nothing else', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const says = judgeWords(text, rule);
        const tooFew = text.trim().length < 3;
        const tooMany = text.length > 40;
        const cannotBeKept = /\0/.test(text) || !text.isWellFormed();
        if (tooFew) assert.equal(says, 'Say why');
        else if (tooMany)
          assert.equal(says, `The reason must be 40 characters or fewer. Take out ${text.length - 40}`);
        else if (cannotBeKept)
          assert.equal(says, 'The reason holds a character that cannot be kept. Type it again');
        else assert.equal(says, undefined);
      }),
    );
  });

  test('that are too many are enough once as many are taken out as it says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1, max: 5000 }), (most, over) => {
        const says = judgeWords('x'.repeat(most + over), { most }) ?? '';
        const named = Number(/Take out ([\d,]+)$/.exec(says)?.[1]?.replaceAll(',', ''));
        assert.equal(named, over);
        assert.equal(judgeWords('x'.repeat(most + over - named), { most }), undefined);
      }),
    );
  });

  test('may be left out, where nothing is said of it', () => {
    assert.equal(judgeWords('', { most: 40 }), undefined);
    assert.equal(judgeWords(' \n', { most: 40 }), undefined);
  });
});
