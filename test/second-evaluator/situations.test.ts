import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkExpectation } from '../situations/expectation.ts';
import { readSituations } from '../situations/read-situations.ts';
import { evaluate } from './evaluate.ts';

for (const { id, title, council, facts, expect } of readSituations()) {
  test(`${id}: ${title}`, () => {
    assert.deepEqual(checkExpectation(evaluate(council, facts), expect), []);
  });
}

test('all thirty examples are there', () => {
  assert.equal(readSituations().length, 30);
});
