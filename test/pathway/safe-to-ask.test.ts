/** The core says when a page may put a question that only the survivor can answer. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadPolicies } from '../../src/pathway/index.ts';

const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const fictional = fileURLToPath(new URL('../packs', import.meta.url));

function loadWithCore(change: (core: string) => string) {
  const root = mkdtempSync(join(tmpdir(), 'safe-to-ask-'));
  try {
    for (const file of ['baseline.yaml', 'baseline-clauses.yaml'])
      cpSync(join(policies, file), join(root, file));
    cpSync(join(fictional, 'oddborough'), join(root, 'oddborough'), { recursive: true });
    writeFileSync(join(root, 'core.yaml'), change(readFileSync(join(policies, 'core.yaml'), 'utf8')));
    return loadPolicies(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('a policy carries the condition of the core', () => {
  const { policies: loaded, problems } = loadWithCore((core) => core);
  assert.deepEqual(problems, []);
  assert.deepEqual(loaded[0]?.policy.safeToAsk, { kind: 'fact', fact: 'safeToTalk', values: ['yes'] });
});

test('a condition that names no fact is refused at its place', () => {
  const { policies: loaded, problems } = loadWithCore((core) =>
    core.replace('safe-to-ask: { safeToTalk: yes }', 'safe-to-ask: { quietRoom: yes }'),
  );
  assert.deepEqual(loaded, []);
  const [problem] = problems;
  assert.match(`${problem?.file}: ${problem?.message}`, /core\.yaml: .*quietRoom/);
});
