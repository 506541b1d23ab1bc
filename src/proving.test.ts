/** The proofs beside the server, on a fictional council and a real database. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type CopiedPolicies, copyPolicies } from '../test/pathway/copied-policies.ts';
import { makeDataFolder } from '../test/start-up/rowan.ts';
import type { LoadedPolicies } from './pathway/index.ts';
import { systemClock } from './platform/clock.ts';
import { type StartedDatabase, startDatabase } from './platform/database/index.ts';
import { openLog } from './platform/log.ts';
import { readLatestProofs } from './policy-library/index.ts';
import { type Proving, prepareProving } from './proving.ts';

const dataFolder = makeDataFolder();
const said: string[] = [];
const log = openLog(systemClock, (line) => said.push(line));
let copied: CopiedPolicies;
let policies: LoadedPolicies;
let started: StartedDatabase;

before(async () => {
  copied = copyPolicies();
  for (const { council } of copied.load().policies) copied.takeOut(council);
  copied.put('exampleshire');
  policies = copied.load();
  const choice = { kind: 'embedded' } as const;
  const use = 'application' as const;
  started = await startDatabase({ choice, dataFolder, clock: systemClock, log, tell: () => {}, use });
});
after(async () => {
  await started.stop();
  copied.remove();
  fs.rmSync(dataFolder, { recursive: true, force: true });
});

const prepare = (): Proving =>
  prepareProving({ policies, database: started.database, clock: systemClock, log });
const findProof = async () =>
  (await readLatestProofs(started.database))?.get(policies.policies[0]!.contentHash);

describe('the proofs beside the server', () => {
  it('end at once when Rowan stops, and keep nothing that was not finished', async () => {
    const proving = prepare();
    void proving.run();
    const begun = performance.now();
    await proving.stop();
    assert.ok(performance.now() - begun < 5000);
    assert.equal(await findProof(), undefined);
  });

  it('prove what was never proved, say so meanwhile, and keep it', async () => {
    const proving = prepare();
    const { contentHash, invariants } = policies.policies[0]!;
    const running = proving.run();
    while (!proving.isProving(contentHash)) await new Promise((resolve) => setImmediate(resolve));
    await running;
    assert.equal(proving.isProving(contentHash), false);
    const proof = await findProof();
    assert.equal(proof?.invariants_proved, invariants.length);
    assert.equal(proof?.agreed, true);
    assert.match(said.join(''), /policy\.proved/);
  });

  it('prove nothing twice', async () => {
    const before = await findProof();
    said.length = 0;
    await prepare().run();
    assert.deepEqual(await findProof(), before);
    assert.deepEqual(said, []);
  });
});
