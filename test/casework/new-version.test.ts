/** A council's policy in two versions: what an open case is told on the first day of the new one. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { followPacks } from '../../src/councils/index.ts';
import { type LoadedPolicies, loadPolicies } from '../../src/pathway/index.ts';
import { recordConcern } from './concern.ts';
import { look, readVerbs } from './partnership.ts';
import { type Desk, openDesk } from './recording-desk.ts';

const shipped = fileURLToPath(new URL('../../policies', import.meta.url));
const fictional = fileURLToPath(new URL('../packs', import.meta.url));
let desk: Desk;
before(async () => {
  desk = await openDesk(loadTwoVersions());
});
after(() => desk.stop());

/**
 * From 1 January 2027 exampleshire's front door is told at once, and nobody opens their own cases any more.
 */
function loadTwoVersions(): LoadedPolicies {
  const root = mkdtempSync(join(tmpdir(), 'rowan-two-versions-'));
  try {
    for (const file of ['core.yaml', 'baseline.yaml', 'baseline-clauses.yaml'])
      cpSync(join(shipped, file), join(root, file));
    cpSync(fictional, root, { recursive: true });
    cpSync(join(fictional, 'exampleshire'), join(root, 'exampleshire/earlier/2026'), { recursive: true });
    const change = (file: string, from: RegExp, to: string) => {
      const path = join(root, 'exampleshire', file);
      const text = readFileSync(path, 'utf8');
      assert.match(text, from);
      writeFileSync(path, text.replace(from, to));
    };
    change('earlier/2026/words.yaml', /in-force: .*/, 'in-force: { from: 2026-01-01, to: 2026-12-31 }');
    change('words.yaml', /version: .*/, 'version: "2027"');
    change('words.yaml', /in-force: .*/, 'in-force: { from: 2027-01-01 }');
    change('words.yaml', /^opens-services: .*/m, 'opens-services: []');
    change('rules.yaml', /^ {4}by: same-day$/m, '    by: now');
    change('rules.yaml', /by: same-day, consent: not-needed/, 'by: now, consent: not-needed');
    const loaded = loadPolicies(root);
    assert.deepEqual(loaded.problems, []);
    return loaded;
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('a new version of the policy', () => {
  test('is told on the page of an open case, with what it changes and why, and the old is kept', async () => {
    const { scene } = desk;
    scene.clock.set('2026-11-22T10:00:00Z');
    const facts = { situation: 'disclosure', service: 'general', safeToTalk: 'yes' };
    const caseId = await recordConcern(scene, scene.staff.mo, facts);
    const lead = scene.staff.hana.staffId;
    const frankie = await desk.signIn('frankie');
    await frankie.post(`/cases/${caseId}/receiving/acceptance`, { lead });
    let hana = await desk.signIn('hana');
    assert.doesNotMatch((await hana.get(`/cases/${caseId}`)).text, /The policy has changed since/);

    scene.clock.set('2027-01-01T08:00:00Z');
    hana = await desk.signIn('hana');
    assert.match((await hana.get(`/cases/${caseId}`)).text, /The policy has changed since/);
    const page = (await hana.get(`/cases/${caseId}/advice`)).text;
    assert.match(page, /given under version 2026\. Version 2027-?[0-9a-f]*\s+is\s+in force/);
    assert.match(page, /On other terms/);
    assert.match(page, /Now differs: by when\. Because they have told somebody/);

    const seen = /name="seen" value="([0-9a-f-]+)"/.exec(page)?.[1] ?? '';
    assert.equal((await hana.post(`/cases/${caseId}/advice`, { seen })).to, `/cases/${caseId}/advice`);
    await hana.post(`/cases/${caseId}/advice`, { seen });
    assert.doesNotMatch((await hana.get(`/cases/${caseId}`)).text, /The policy has changed since/);
    const rows = await look<{ version: string; facts: unknown }>(
      scene,
      scene.staff.hana,
      sql`select left(policy_version, 4) as version, facts from advice where case_id = ${caseId}
        order by given_at, advice_id`,
    );
    assert.deepEqual(rows, [
      { version: '2026', facts },
      { version: '2027', facts },
    ]);
    const given = (await readVerbs(scene, caseId)).filter((verb) => verb === 'advice.given');
    assert.equal(given.length, 1);
  });

  test('that says otherwise who opens cases is followed from its first day, once, on record', async () => {
    const { scene } = desk;
    const needs = { worker: scene.started.worker, policies: scene.policies, clock: scene.clock };
    const opens = async () => {
      const [row] = await look<{ opens: readonly string[]; never: readonly string[] }>(
        scene,
        scene.staff.ines,
        sql`select opens_services as opens, never_leads_services as never from organisation`,
      );
      return row;
    };
    scene.clock.set('2026-12-31T23:00:00Z');
    assert.equal(await followPacks(needs), 0);
    assert.deepEqual((await opens())?.opens, ['housing', 'homelessness']);
    scene.clock.set('2027-01-01T00:01:00Z');
    assert.equal(await followPacks(needs), 1);
    assert.equal(await followPacks(needs), 0);
    assert.deepEqual(await opens(), { opens: [], never: ['anti-social-behaviour'] });
    const events = await look<{ by: string }>(
      scene,
      scene.staff.ines,
      sql`select acting_as as by from audit_event where verb = 'organisation.followed-pack'`,
    );
    assert.deepEqual(events, [{ by: 'rowan' }]);
    const asApp = scene.started.database.withReferenceTx((tx) =>
      sql`select rowan_private.follow_pack('exampleshire', 'colleague', '{}', '{}')`.execute(tx),
    );
    await assert.rejects(asApp, { code: '42501' });
  });
});
