/** Lists of work and what is done with a task, in the browser's way: by pages and forms. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { letGo } from '../../src/councils/index.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { freeTasksOfLeavers } from '../../src/work/index.ts';
import { recordConcern } from './concern.ts';
import { look, readVerbs } from './partnership.ts';
import { type Desk, openDesk, type Visitor } from './recording-desk.ts';

let desk: Desk;
let mo: Visitor;
let frankie: Visitor;
before(async () => {
  desk = await openDesk();
  mo = await desk.signIn('mo');
  frankie = await desk.signIn('frankie');
});
after(() => desk.stop());

const disclosure = { situation: 'disclosure', service: 'general', safeToTalk: 'yes', dash: 'high' };
const record = () => recordConcern(desk.scene, desk.scene.staff.mo, disclosure);
const readTasks = (caseId: string) =>
  look<{ task_id: string; owner_id: string | null; done_at: Date | null; label: string }>(
    desk.scene,
    desk.scene.staff.frankie,
    sql`select task_id, owner_id, done_at, label from task where case_id = ${caseId}
      order by coalesce(due_at, 'infinity'), task_id`,
  );
const findOwn = async (caseId: string) => {
  const own = (await readTasks(caseId)).find(({ owner_id }) => owner_id === desk.scene.staff.mo.staffId);
  assert.ok(own);
  return own;
};

describe('my work', () => {
  test('teaches those who have none, and shows others theirs without a name or a word of abuse', async () => {
    const nia = await desk.signIn('nia');
    assert.match((await nia.get('/work')).text, /You have nothing to do here/);
    const caseId = await record();
    const { label } = await findOwn(caseId);
    const list = await mo.get('/work');
    assert.ok(list.text.includes(label));
    assert.match(list.text, /Due today/);
    const words = list.text.replaceAll(/<[^>]+>/g, ' ');
    assert.doesNotMatch(words, /abuse|violen|perpetrator|survivor|DASH/i);
  });

  test('marks what belongs to a case in danger, and puts it first among what is due as soon', async () => {
    const calm = await record();
    const urgent = await recordConcern(desk.scene, desk.scene.staff.mo, {
      ...disclosure,
      immediateDanger: 'yes',
    });
    const { text } = await mo.get('/work');
    const rowOf = async (caseId: string) => {
      const at = text.indexOf(`/tasks/${(await findOwn(caseId)).task_id}`);
      return { at, isMarked: /In danger/.test(text.slice(at, text.indexOf('</li>', at))) };
    };
    const [quiet, danger] = [await rowOf(calm), await rowOf(urgent)];
    assert.deepEqual([quiet.isMarked, danger.isMarked], [false, true]);
    assert.ok(danger.at < quiet.at);
  });

  test('is on record with the cases that it showed', async () => {
    const caseId = await record();
    const list = await mo.get('/work');
    assert.ok(list.text.includes(`href="/cases/${caseId}"`), 'each row leads to its case');
    const { staff } = desk.scene;
    const [newest] = await look<{ cases_shown: string[] }>(
      desk.scene,
      staff.ines,
      sql`select cases_shown from audit_event
        where verb = 'work.listed' and staff_id = ${staff.mo.staffId} order by at desc limit 1`,
    );
    assert.ok(newest?.cases_shown.includes(caseId));
  });

  test('goes on where a page ends, and says nothing of anybody in the address', async () => {
    for (let count = 0; count < 15; count += 1) await record();
    const first = await mo.get('/work');
    const next = /href="(\/work\?after=[\w-]+)"/.exec(first.text)?.[1];
    assert.ok(next);
    const second = await mo.get(next);
    const links = (text: string) => [...text.matchAll(/\/tasks\/([0-9a-f-]+)/g)].map(([, id]) => id);
    assert.equal(links(first.text).length, 50);
    assert.ok(links(second.text).length > 0);
    assert.ok(links(second.text).every((id) => !links(first.text).includes(id)));
    assert.equal((await mo.get('/work?after=rubbish')).status, 200);
  });
});

describe('a task', () => {
  test('is ticked once however often it is pressed, and opened again with a reason', async () => {
    const caseId = await record();
    const { task_id: taskId } = await findOwn(caseId);
    await mo.post(`/tasks/${taskId}/completion`);
    await mo.post(`/tasks/${taskId}/completion`);
    const done = (await readTasks(caseId)).find(({ task_id }) => task_id === taskId);
    assert.ok(done?.done_at);
    const refused = await mo.post(`/tasks/${taskId}/reopening`, { why: '' });
    assert.equal(refused.status, 422);
    await mo.post(`/tasks/${taskId}/reopening`, { why: 'The form came back incomplete' });
    assert.match((await mo.get(`/tasks/${taskId}`)).text, /The form came back incomplete/);
    const verbs = await readVerbs(desk.scene, caseId);
    assert.equal(verbs.filter((verb) => verb === 'task.done').length, 1);
    assert.equal(verbs.filter((verb) => verb === 'task.reopened').length, 1);
    assert.ok(verbs.includes('task.shown'));
  });

  test('is handed to Nia outside the case: she joins its team by name, is told, and does it', async () => {
    const caseId = await record();
    const { task_id: taskId } = await findOwn(caseId);
    const { nia, mo: self } = desk.scene.staff;
    const colleague = await desk.signIn('nia');
    assert.equal((await colleague.get(`/tasks/${taskId}`)).status, 404);
    assert.match((await mo.get(`/tasks/${taskId}`)).text, /Nia Bell \(joins the case\)/);
    assert.equal((await mo.post(`/tasks/${taskId}/hand-over`, { to: nia.staffId })).status, 303);
    const moved = (await readTasks(caseId)).find(({ task_id }) => task_id === taskId);
    assert.equal(moved?.owner_id, nia.staffId);
    const home = await colleague.get('/');
    assert.match(home.text, /You were given something to do in case \d{6}/);
    assert.ok(home.text.includes(`/tasks/${taskId}`) && home.text.includes(`/cases/${caseId}`));
    assert.equal((await colleague.get(`/cases/${caseId}`)).status, 200);
    const team = await look<{ who: string; by: string }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select staff_id as who, added_by as by from case_team where case_id = ${caseId}`,
    );
    assert.deepEqual(team, [{ who: nia.staffId, by: self.staffId }]);
    const verbs = await readVerbs(desk.scene, caseId);
    assert.ok(verbs.includes('task.handed-on') && verbs.includes('team-member.added'));
    assert.equal((await colleague.post(`/tasks/${taskId}/completion`)).status, 303);
  });

  test('is handed to nobody who is shut out, and by nobody who sees only a part of the case', async () => {
    const { lee, jo, nia } = desk.scene.staff;
    const caseId = await recordConcern(desk.scene, jo, disclosure);
    await frankie.post(`/cases/${caseId}/exclusions`, { shut: lee.staffId, why: 'He is her brother' });
    const [own] = await look<{ task_id: string }>(
      desk.scene,
      jo,
      sql`select task_id from task where case_id = ${caseId} and owner_id = ${jo.staffId}`,
    );
    const here = `/tasks/${own?.task_id}`;
    const recorder = await desk.signIn('jo');
    assert.equal((await recorder.post(`${here}/hand-over`, { to: lee.staffId })).status, 422);
    assert.doesNotMatch((await recorder.get(here)).text, /Lee Marsh/);
    const { hana } = desk.scene.staff;
    await frankie.post(`/cases/${caseId}/receiving/acceptance`, { lead: hana.staffId });
    assert.doesNotMatch((await recorder.get(here)).text, /Nia Bell/);
    const refused = await recorder.post(`${here}/hand-over`, { to: nia.staffId });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Choose somebody who may see this case/);
  });

  test('of somebody who is taken out, shut out or has left is nobody’s again, and on record', async () => {
    const { staff, started } = desk.scene;
    const give = async (to: Viewer) => {
      const caseId = await record();
      const { task_id: taskId } = await findOwn(caseId);
      await mo.post(`/tasks/${taskId}/hand-over`, { to: to.staffId });
      const read = async () => (await readTasks(caseId)).find(({ task_id }) => task_id === taskId)?.owner_id;
      assert.equal(await read(), to.staffId);
      return { caseId, taskId, read };
    };
    const out = await give(staff.asif);
    await frankie.post(`/cases/${out.caseId}/team/${staff.asif.staffId}/removal`);
    assert.equal(await out.read(), null);
    const shut = await give(staff.asif);
    await mo.post(`/cases/${shut.caseId}/exclusions`, { shut: staff.asif.staffId, why: 'He knows them' });
    assert.equal(await shut.read(), null);
    assert.match((await frankie.get('/work/unclaimed')).text, new RegExp(shut.taskId));
    assert.match((await frankie.get(`/tasks/${shut.taskId}`)).text, /Rowan made it nobody’s/);
    const left = await give(staff.asif);
    const today = new Date().toISOString().slice(0, 10);
    await started.database.actAs(
      desk.scene.administrator.staffId,
      async () => {},
      (tx) => letGo(tx, staff.asif.staffId, today, 'TEST-0001'),
    );
    await freeTasksOfLeavers({ worker: started.worker });
    assert.equal(await left.read(), null);
    for (const { caseId } of [out, shut, left]) {
      assert.ok((await readVerbs(desk.scene, caseId)).includes('task.freed'));
    }
  });

  test('that is nobody’s stands on the list of those who receive concerns, who take it', async () => {
    const facts = { ...disclosure, tenancy: 'farm-tied' };
    const caseId = await recordConcern(desk.scene, desk.scene.staff.mo, facts);
    const free = (await readTasks(caseId)).find(({ owner_id }) => owner_id === null);
    assert.ok(free, 'a step for a role that nobody in the case holds');
    assert.match((await frankie.get('/work/unclaimed')).text, new RegExp(free.task_id));
    await frankie.post(`/tasks/${free.task_id}/taking`);
    const taken = (await readTasks(caseId)).find(({ task_id }) => task_id === free.task_id);
    assert.equal(taken?.owner_id, desk.scene.staff.frankie.staffId);
  });

  test('is not there for whoever does not see the case, nor is one that never was', async () => {
    const caseId = await record();
    const { task_id: taskId } = await findOwn(caseId);
    const lee = await desk.signIn('lee');
    const never = await lee.get('/tasks/019ab3c0-0000-7000-8000-000000000001');
    const hidden = await lee.get(`/tasks/${taskId}`);
    const bare = (text: string) => text.replaceAll(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, '');
    assert.equal(hidden.status, 404);
    assert.equal(bare(hidden.text), bare(never.text));
    assert.equal((await lee.post(`/tasks/${taskId}/completion`)).status, 404);
    assert.equal((await findOwn(caseId)).done_at, null);
  });
});

describe('cover', () => {
  const today = (offset = 0) => {
    const day = new Date(desk.scene.clock.now().getTime() + offset * 86_400_000);
    const [year = '', month = '', date = ''] = day.toISOString().slice(0, 10).split('-');
    return { day: date, month, year };
  };
  const fields = (name: string, parts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${name}-${part}`, value]));

  test('gives Jo the list of Frankie while it lasts, and nothing afterwards', async () => {
    const caseId = await record();
    const jo = await desk.signIn('jo');
    assert.equal((await jo.get(`/cases/${caseId}`)).status, 404);
    const { frankie: absent, jo: covering } = desk.scene.staff;
    const came = await frankie.post('/work/cover', {
      absent: absent.staffId,
      covering: covering.staffId,
      ...fields('from', today()),
      ...fields('to', today(3)),
    });
    assert.equal(came.status, 303);
    assert.equal((await jo.get(`/cases/${caseId}`)).status, 200);
    assert.match((await jo.get('/work')).text, /You stand in for Frankie Obi now/);
    assert.equal((await jo.get('/work/unclaimed')).status, 200);
    const shown = await frankie.get('/work/cover');
    const coverId = /\/work\/cover\/([0-9a-f-]+)\/end/.exec(shown.text)?.[1] ?? '';
    assert.equal((await jo.post(`/work/cover/${coverId}/end`)).status, 404);
    assert.equal((await frankie.post(`/work/cover/${coverId}/end`)).status, 303);
    assert.equal((await jo.get(`/cases/${caseId}`)).status, 404);
  });

  test('that is still to come can be ended before it begins', async () => {
    const { frankie: absent, jo: covering } = desk.scene.staff;
    const days = { ...fields('from', today(5)), ...fields('to', today(6)) };
    await frankie.post('/work/cover', { absent: absent.staffId, covering: covering.staffId, ...days });
    const end = /\/work\/cover\/[0-9a-f-]+\/end/.exec((await frankie.get('/work/cover')).text)?.[0] ?? '';
    for (const came of [await frankie.post(end), await frankie.post(end)]) assert.equal(came.status, 303);
    assert.match((await frankie.get('/work/cover')).text, /Nobody is away/);
    const verbs = await look(
      desk.scene,
      desk.scene.staff.ines,
      sql`select from audit_event where verb = 'cover.ended' and staff_id = ${absent.staffId}`,
    );
    assert.equal(verbs.length, 2, 'one of each cover that was ended');
  });

  test('with days that are none, past or the wrong way round is refused, and the typing kept', async () => {
    const { frankie: absent, jo: covering } = desk.scene.staff;
    const typed = { absent: absent.staffId, covering: covering.staffId };
    const wrong = await frankie.post('/work/cover', {
      ...typed,
      ...fields('from', { day: '31', month: '2', year: '2027' }),
      ...fields('to', { day: '1', month: '3', year: '27' }),
    });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Enter the first day/);
    assert.match(wrong.text, /Enter the last day/);
    assert.match(wrong.text, /value="31"/);
    const past = await frankie.post('/work/cover', {
      ...typed,
      ...fields('from', today(-2)),
      ...fields('to', today()),
    });
    assert.match(past.text, /The first day is today or later/);
  });
});
