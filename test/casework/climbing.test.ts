/** Nothing falls between two chairs: what nobody takes up climbs, over bank holidays and out of hours too. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Viewer } from '../../src/platform/http/index.ts';
import { climbOverdue } from '../../src/work/index.ts';
import { recordConcern } from './concern.ts';
import { look, readVerbs } from './partnership.ts';
import { type Desk, openDesk } from './recording-desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
after(() => desk.stop());

const disclosure = { situation: 'disclosure', service: 'general', safeToTalk: 'yes' };
const climb = () => {
  const { started, policies, clock } = desk.scene;
  return climbOverdue({ worker: started.worker, policies, clock });
};
const record = (facts: Readonly<Record<string, string>> = disclosure) =>
  recordConcern(desk.scene, desk.scene.staff.mo, facts);
const readMessages = async (viewer: Viewer, caseId: string) =>
  (
    await look<{ kind: string }>(
      desk.scene,
      viewer,
      sql`select kind from message where about_case = ${caseId}`,
    )
  ).map(({ kind }) => kind);

describe('a concern that nobody takes up', () => {
  test('climbs to Mo’s manager after one working day, Easter not counted, once, neutrally', async () => {
    const { clock, staff } = desk.scene;
    clock.set('2026-04-02T10:00:00Z');
    const caseId = await record();
    clock.set('2026-04-07T22:30:00Z');
    assert.equal(await climb(), 0);
    clock.set('2026-04-08T00:05:00Z');
    assert.equal(await climb(), 1);
    assert.equal(await climb(), 0);
    assert.deepEqual(await readMessages(staff.priya, caseId), ['concern-waits']);
    assert.deepEqual(await readMessages(staff.frankie, caseId), []);
    assert.equal((await readVerbs(desk.scene, caseId)).at(-1), 'concern.climbed');
    clock.set('2026-11-22T10:00:00Z');
  });

  test('with somebody in danger climbs at once, on a Sunday night as well', async () => {
    const { clock, staff } = desk.scene;
    clock.set('2026-11-22T23:40:00Z');
    const caseId = await record({ ...disclosure, immediateDanger: 'yes' });
    assert.equal(await climb(), 1);
    assert.deepEqual(await readMessages(staff.priya, caseId), ['concern-waits']);
    const frankie = await desk.signIn('frankie');
    const list = await frankie.get('/work/unclaimed');
    assert.match(list.text, /The office is closed now/);
    assert.match(list.text, /In danger/);
    clock.set('2026-11-22T10:00:00Z');
  });

  test('climbs past a manager who is shut out: those who receive concerns are told again', async () => {
    const { clock, staff } = desk.scene;
    clock.set('2026-11-16T10:00:00Z');
    const caseId = await record();
    const mo = await desk.signIn('mo');
    await mo.post(`/cases/${caseId}/exclusions`, { shut: staff.priya.staffId, why: 'She knows him' });
    clock.set('2026-11-20T10:00:00Z');
    assert.equal(await climb(), 1);
    assert.deepEqual(await readMessages(staff.priya, caseId), []);
    assert.deepEqual(await readMessages(staff.frankie, caseId), ['concern-waits']);
    clock.set('2026-11-22T10:00:00Z');
  });

  test('does not climb once it is a case', async () => {
    const { clock, staff } = desk.scene;
    clock.set('2026-11-16T10:00:00Z');
    const caseId = await record();
    const frankie = await desk.signIn('frankie');
    await frankie.post(`/cases/${caseId}/receiving/acceptance`, { lead: staff.hana.staffId });
    clock.set('2026-11-20T10:00:00Z');
    assert.equal(await climb(), 0);
    clock.set('2026-11-22T10:00:00Z');
  });
});
