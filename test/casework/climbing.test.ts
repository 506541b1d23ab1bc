/** Nothing falls between two chairs: what nobody takes up climbs, over bank holidays and out of hours too. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Viewer } from '../../src/platform/http/index.ts';
import { climbLateTasks, climbOverdue } from '../../src/work/index.ts';
import { recordConcern } from './concern.ts';
import { look, readVerbs } from './partnership.ts';
import { type Desk, openDesk } from './recording-desk.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
after(() => desk.stop());

const disclosure = { situation: 'disclosure', service: 'general', safeToTalk: 'yes' };
const needs = () => {
  const { started, policies, clock } = desk.scene;
  return { worker: started.worker, policies, clock };
};
const climb = () => climbOverdue(needs());
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
    assert.deepEqual((await readMessages(staff.frankie, caseId)).sort(), ['concern-waits', 'shut-out']);
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

describe('a task that is not done', () => {
  const late = () => climbLateTasks(needs());
  const readSteps = (caseId: string) =>
    look<{ kind: string; climbed: boolean }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select s.kind, t.climbed_at is not null as climbed
        from task as t join task_step as s on s.task_id = t.task_id where t.case_id = ${caseId}`,
    );
  const told = async (viewer: Viewer, caseId: string) =>
    (await readMessages(viewer, caseId)).filter((kind) => kind === 'task-late');

  test('climbs to Mo’s manager a working day after its day, Easter not counted, in one message', async () => {
    const { clock, staff } = desk.scene;
    clock.set('2026-04-02T10:00:00Z');
    await late();
    const caseId = await record();
    clock.set('2026-04-07T22:30:00Z');
    assert.equal(await late(), 0, 'it was due on Thursday, and Tuesday is the first working day after it');
    clock.set('2026-04-08T00:05:00Z');
    await late();
    assert.equal(await late(), 0);
    assert.deepEqual(await told(staff.priya, caseId), ['task-late']);
    assert.deepEqual(await told(staff.frankie, caseId), []);
    const steps = await readSteps(caseId);
    assert.ok(steps.length > 0);
    assert.ok(steps.every((step) => step.kind === 'climbed' && step.climbed));
    assert.deepEqual(
      (await readVerbs(desk.scene, caseId)).filter((verb) => verb === 'task.climbed'),
      ['task.climbed'],
    );
    const priya = await desk.signIn('priya');
    assert.match((await priya.get('/')).text, /Something in case \d{6} is late, and is not done/);
    clock.set('2026-11-22T10:00:00Z');
  });

  test('climbs at midnight where somebody is in danger, on a Sunday as well', async () => {
    const { clock, staff } = desk.scene;
    clock.set('2026-11-22T10:00:00Z');
    const calm = await record();
    const caseId = await record({ ...disclosure, immediateDanger: 'yes' });
    clock.set('2026-11-22T23:58:00Z');
    await late();
    const before = (await readSteps(caseId)).length;
    clock.set('2026-11-23T00:00:30Z');
    await late();
    assert.ok((await readSteps(caseId)).length > before, 'what was to be done on Sunday');
    assert.ok((await told(staff.priya, caseId)).length > 0);
    assert.deepEqual(await told(staff.priya, calm), []);
    clock.set('2026-11-22T10:00:00Z');
  });

  test('that was done does not climb; in a case the manager of its lead is told', async () => {
    const { clock, staff } = desk.scene;
    clock.set('2026-11-16T10:00:00Z');
    const frankie = await desk.signIn('frankie');
    const open = async () => {
      const caseId = await recordConcern(desk.scene, staff.jo, disclosure);
      await frankie.post(`/cases/${caseId}/receiving/acceptance`, { lead: staff.lee.staffId });
      return caseId;
    };
    const [left, done] = [await open(), await open()];
    const due = await look<{ id: string }>(
      desk.scene,
      staff.frankie,
      sql`select task_id as id from task where case_id = ${done} and due_at is not null`,
    );
    assert.ok(due.length > 0);
    for (const { id } of due) await frankie.post(`/tasks/${id}/completion`);
    clock.set('2026-11-20T10:00:00Z');
    await late();
    assert.deepEqual(await told(staff.priya, left), ['task-late'], 'Lee’s manager');
    assert.deepEqual(await told(staff.priya, done), []);
    assert.ok(!(await readSteps(done)).some(({ kind }) => kind === 'climbed'));
    clock.set('2026-11-22T10:00:00Z');
  });

  test('is found by its index, however many are done or have climbed', async () => {
    const plans = ['task_may_climb', 'case_record_may_climb', 'message_to_send', 'draft_in_danger'];
    const rows = await look<{ name: string; partial: boolean }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select c.relname as name, i.indpred is not null as partial
        from pg_index as i join pg_class as c on c.oid = i.indexrelid where c.relname = any(${plans})`,
    );
    assert.deepEqual(
      rows.map(({ name, partial }) => [name, partial]).sort(),
      plans.map((name) => [name, true]).sort(),
    );
  });
});

describe('the pages', () => {
  test('cannot make anything climb, be sent or be given up: the worker alone can', async () => {
    const { started } = desk.scene;
    for (const call of [
      sql`select rowan_private.climb_overdue('exampleshire', now(), now())`,
      sql`select rowan_private.climb_late_tasks('exampleshire', now(), now())`,
      sql`select rowan_private.remind_of_drafts('exampleshire', now(), now(), now())`,
      sql`select * from rowan_private.claim_messages(now(), array[1], 1)`,
      sql`select rowan_private.give_message_up(gen_random_uuid(), now())`,
    ]) {
      await assert.rejects(
        started.database.withReferenceTx((tx) => call.execute(tx)),
        /permission denied/,
      );
    }
    for (const table of ['message', 'task', 'draft', 'staff', 'case_record']) {
      const reads = started.worker.withReferenceTx((tx) => sql`select from ${sql.table(table)}`.execute(tx));
      await assert.rejects(reads, /permission denied/, table);
    }
  });
});
