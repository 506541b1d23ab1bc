/**
 * What a policy owner meets when a pack can be read and yet is not right: `rowan policy check` finds it
 * over all situations. Each file of test/packs/bad/unproved is one such pack.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runPolicyCommand } from '../../src/pathway/index.ts';
import { loadChanged, type Mistake, readMistakes } from './bad-pack.ts';

async function check(mistake: Mistake): Promise<{ status: number; said: string }> {
  const loaded = loadChanged(mistake);
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  const status = await runPolicyCommand(['check', 'exampleshire'], () => loaded, {
    out: say,
    err: say,
    readInput: () => '',
    isTerminal: false,
    today: '2026-11-22',
    readMilliseconds: () => 0,
  });
  return { status, said };
}

/** The sentences at the end of the report, without what was proved. */
function listFailures(said: string): string[] {
  return said.split('\n').flatMap((line) => (line.startsWith('  - ') ? [line.slice(4)] : []));
}

describe('a pack that can be read and is not right is told by the proofs', () => {
  for (const mistake of readMistakes('unproved')) {
    it(`${mistake.name}: ${mistake.mistake}`, async () => {
      const { status, said } = await check(mistake);
      assert.equal(status, 1);
      assert.deepEqual(listFailures(said), mistake.says);
    });
  }
});
