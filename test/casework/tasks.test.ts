/** Which tasks an advice leaves, whose they are, and when they are due. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { giveRole } from '../../src/councils/index.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { recordConcern } from './concern.ts';
import { look, openPartnership, type Partnership, readVerbs } from './partnership.ts';

let scene: Partnership;
before(async () => {
  scene = await openPartnership();
});
after(() => scene.stop());

const disclosure = { situation: 'disclosure', service: 'general', safeToTalk: 'yes', dash: 'high' };
const readTasks = (caseId: string) =>
  look<{ action: string; label: string; role: string; owner: string | null; due_at: Date | null }>(
    scene,
    scene.staff.frankie,
    sql`select action, label, owner_role as role, owner_id as owner, due_at
      from task where case_id = ${caseId}`,
  );

describe('Mo is told about abuse at the front desk', () => {
  test('what is hers is hers, what is the lead’s is the lead’s, and labels are neutral', async () => {
    scene.clock.set('2026-11-22T15:00:00Z');
    const tasks = await readTasks(await recordConcern(scene, scene.staff.mo, disclosure));
    const report = tasks.find(({ action }) => action === 'report-to-safeguarding-lead');
    assert.equal(report?.owner, scene.staff.mo.staffId);
    assert.equal(report?.due_at?.toISOString(), '2026-11-22T23:59:00.000Z');
    assert.match(report?.label ?? '', /^Internal report to complete, case \d{6}$/);
    assert.ok(tasks.length > 1);
    for (const { label } of tasks) assert.doesNotMatch(label, /abuse|safeguard|violen|perpetrator|survivor/i);
  });
});

test('each referral of the core has a name of its own on lists, without a word of abuse', () => {
  for (const { policy } of scene.policies.policies) {
    const names = policy.actions.flatMap(({ listed }) => listed ?? []);
    assert.ok(names.includes('MARAC referral'));
    assert.deepEqual([...new Set(names)], names);
    for (const name of names) assert.doesNotMatch(name, /abuse|safeguard|violen|perpetrator|survivor/i);
  }
});

describe('a step for a role', () => {
  const facts = { ...disclosure, tenancy: 'farm-tied' };
  const give = ({ staffId }: Viewer) =>
    scene.started.database.actAs(
      scene.administrator.staffId,
      async () => {},
      (tx) => giveRole(tx, scene.administrator, { staffId, role: 'farm-liaison-officer' }, 'TEST-0001'),
    );
  const readOwners = async (caseId: string) =>
    (await readTasks(caseId)).filter(({ role }) => role === 'farm-liaison-officer').map(({ owner }) => owner);

  test('goes to the one who holds it: Hana joins the team by name, is told, and sees the case', async () => {
    const { staff } = scene;
    await give(staff.hana);
    const caseId = await recordConcern(scene, staff.mo, facts);
    assert.deepEqual(await readOwners(caseId), [staff.hana.staffId]);
    const team = await look<{ who: string }>(
      scene,
      staff.hana,
      sql`select staff_id as who from case_team where case_id = ${caseId}`,
    );
    assert.deepEqual(team, [{ who: staff.hana.staffId }]);
    const told = await look<{ kind: string }>(
      scene,
      staff.hana,
      sql`select kind from message where about_case = ${caseId}`,
    );
    assert.deepEqual(told, [{ kind: 'task-given' }]);
    assert.ok((await readVerbs(scene, caseId)).includes('team-member.added'));
  });

  test('that two hold is nobody’s, and waits on the list of those who receive concerns', async () => {
    const { staff } = scene;
    await give(staff.nia);
    const caseId = await recordConcern(scene, staff.mo, facts);
    assert.deepEqual(await readOwners(caseId), [null]);
  });
});
