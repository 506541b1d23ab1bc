/**
 * What a policy owner meets when a pack has a mistake: the file, the line, the column, and a sentence that
 * says what to do. Each file of test/packs/bad is one mistake made in the pack of Exampleshire.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeMistake, readMistakes } from './bad-pack.ts';

describe('a pack with a mistake is refused, with its place and what to do', () => {
  const mistakes = readMistakes();

  it('and the pack in which the mistakes are made has none', () => {
    assert.deepEqual(makeMistake({ changes: [] }), []);
    assert.ok(mistakes.length >= 100);
  });

  for (const mistake of mistakes) {
    it(`${mistake.name}: ${mistake.mistake}`, () => {
      assert.deepEqual(makeMistake(mistake), mistake.says);
    });
  }
});
