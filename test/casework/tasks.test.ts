/** Which tasks an advice leaves, whose they are, and when they are due. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { recordConcern } from './concern.ts';
import { look, openPartnership, type Partnership } from './partnership.ts';

let scene: Partnership;
before(async () => {
  scene = await openPartnership();
});
after(() => scene.stop());

const disclosure = { situation: 'disclosure', service: 'general', safeToTalk: 'yes', dash: 'high' };
const readTasks = (caseId: string) =>
  look<{ action: string; label: string; owner: string | null; due_at: Date | null; timing: string }>(
    scene,
    scene.staff.frankie,
    sql`select action, label, owner_id as owner, due_at, timing from task where case_id = ${caseId}`,
  );

describe('Mo is told about abuse at the front desk', () => {
  test('what is hers is hers, what is the lead’s is the lead’s, and labels are neutral', async () => {
    scene.clock.set('2026-11-22T15:00:00Z');
    const tasks = await readTasks(await recordConcern(scene, scene.staff.mo, disclosure));
    const report = tasks.find(({ action }) => action === 'report-to-safeguarding-lead');
    assert.equal(report?.owner, scene.staff.mo.staffId);
    assert.equal(report?.due_at?.toISOString(), '2026-11-22T23:59:00.000Z');
    assert.match(report?.label ?? '', /^Referral to complete, case \d{6}$/);
    assert.ok(tasks.length > 1);
    for (const { label } of tasks) assert.doesNotMatch(label, /abuse|safeguard|violen|perpetrator|survivor/i);
  });
});
