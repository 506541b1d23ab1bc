import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { askWhileKilled } from './pooled-requests.ts';
import { given } from './stage.ts';

/**
 * Not proved here: a database that stops altogether; test/start-up/ does that. `npm run faults -- pool` asks
 * a million times.
 */
describe('who is asking, over connections that are shared and die', () => {
  test('is never somebody else, though the server ends connections all the while', async () => {
    const { world, scene } = given();
    const { caseId } = scene.case;
    const { answered, wrong } = await askWhileKilled(world, caseId, { requests: 300, killEveryMs: 10 });
    assert.deepEqual(wrong, []);
    assert.ok(answered > 100, `only ${answered} were answered at all`);
  });
});
