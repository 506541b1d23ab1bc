/** A case that is under way: the top of its page, safe contact, ticked steps, closing and opening again. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { makeId } from '../../src/platform/ids.ts';
import { disclosure, openCase, recordConcern } from './concern.ts';
import { look, readVerbs } from './partnership.ts';
import { type Desk, openDesk, readHidden, type Visitor } from './recording-desk.ts';

let desk: Desk;
let mo: Visitor;
let hana: Visitor;
let frankie: Visitor;
let nia: Visitor;
before(async () => {
  desk = await openDesk();
  mo = await desk.signIn('mo');
  hana = await desk.signIn('hana');
  frankie = await desk.signIn('frankie');
  nia = await desk.signIn('nia');
});
after(() => desk.stop());

async function say(who: Visitor, caseId: string, fact: string, value: string): Promise<void> {
  const policy = desk.scene.policies.policies.find(({ council }) => council === 'exampleshire');
  const place = policy?.policy.facts.findIndex(({ id }) => id === fact) ?? -1;
  const address = `/cases/${caseId}/advice/facts/${place}`;
  const seen = readHidden((await who.get(address)).text, 'seen');
  assert.equal((await who.post(address, { seen, a: value })).status, 303);
}

const countVerb = async (caseId: string, verb: string) =>
  (await readVerbs(desk.scene, caseId)).filter((each) => each === verb).length;

const readOpenTasks = (caseId: string) =>
  look<{ id: string; action: string }>(
    desk.scene,
    desk.scene.staff.hana,
    sql`select task_id as id, action from task where case_id = ${caseId} and done_at is null
      order by task_id`,
  );

describe('the top of the case', () => {
  test('follows the latest facts, on its pages and in the lists, and danger is told at once', async () => {
    const caseId = await recordConcern(desk.scene, desk.scene.staff.mo, disclosure);
    assert.match((await mo.get(`/cases/${caseId}`)).text, /Danger: not known/);
    await say(mo, caseId, 'immediateDanger', 'yes');
    for (const part of ['', '/people', '/notes', '/advice', '/timeline']) {
      assert.match((await mo.get(`/cases/${caseId}${part}`)).text, /govuk-tag--red">\s*In danger/, part);
    }
    assert.match((await frankie.get('/work/unclaimed')).text, /In danger/);
    const told = await look<{ kind: string }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select kind from message where about_case = ${caseId}`,
    );
    assert.deepEqual(told, [{ kind: 'danger-said' }]);
    await say(mo, caseId, 'immediateDanger', 'no');
    const page = (await mo.get(`/cases/${caseId}`)).text;
    assert.doesNotMatch(page, /govuk-tag--red/);
    assert.match(page, /That can change within the hour/);
  });

  test('says the decided risk with its age, and that none was decided', async () => {
    const { clock } = desk.scene;
    const caseId = await openCase(desk, frankie);
    assert.match((await hana.get(`/cases/${caseId}`)).text, /No DASH decided yet/);
    clock.set('2026-11-23T10:00:00Z');
    await say(hana, caseId, 'dash', 'high');
    clock.set('2026-11-26T10:00:00Z');
    assert.match((await hana.get(`/cases/${caseId}/notes`)).text, /DASH: High, 3 days ago/);
    await say(hana, caseId, 'dash', 'standard');
    const advice = (await hana.get(`/cases/${caseId}/advice`)).text;
    assert.match(advice, /No longer asked for[\s\S]*Refer [^<]* Because this was said: [^<]*standard/);
    clock.set('2026-11-22T10:00:00Z');
  });

  test('keeps what the lead found out when the recorder, who cannot see it, adds a fact', async () => {
    const caseId = await openCase(desk, frankie);
    await say(hana, caseId, 'dash', 'high');
    const before = await readOpenTasks(caseId);
    await say(mo, caseId, 'children', 'yes');
    const page = (await hana.get(`/cases/${caseId}`)).text;
    assert.match(page, /DASH: High/);
    const advice = (await hana.get(`/cases/${caseId}/advice`)).text;
    assert.match(advice, /child/i);
    const added = (await readOpenTasks(caseId)).filter(({ id }) => before.every((each) => each.id !== id));
    assert.deepEqual(
      added.map(({ action }) => action),
      ['look-again'],
    );
    assert.match((await mo.get(`/cases/${caseId}`)).text, /DASH: ask the lead/);
  });
});

describe('safe contact', () => {
  test('is what they said is safe; a way that may be seen is none; a stale form is refused', async () => {
    const caseId = await openCase(desk, frankie);
    const here = `/cases/${caseId}/contact`;
    assert.match((await hana.get(`/cases/${caseId}`)).text, /No safe contact agreed/);
    const agreed = {
      seen: '',
      way: ['text', 'letter'],
      'to-text': '07700 900123',
      'when-text': 'before 3pm',
      'seen-text': 'no',
      'to-letter': 'Flat 4',
      'seen-letter': 'yes',
      words: 'It is Sam from the library',
    };
    assert.equal((await hana.post(here, agreed)).to, `/cases/${caseId}`);
    assert.equal((await hana.post(here, agreed)).status, 303);
    const page = (await hana.get(`/cases/${caseId}`)).text;
    assert.match(page, /Safe: A text message, 07700 900123, before 3pm/);
    assert.match(page, /A letter, Flat 4: it may be seen/);
    const stale = await frankie.post(here, { seen: '', way: 'call', 'to-call': '07700 900456' });
    assert.equal(stale.status, 409);
    assert.match(stale.text, /Not saved: Hana Weiss wrote here/);
    assert.match(stale.text, /value="07700 900456"/);
    assert.match((await mo.get(`/cases/${caseId}`)).text, /Contact: ask the lead first/);
    const rows = await look<{ sealed: string }>(
      desk.scene,
      desk.scene.staff.hana,
      sql`select encode(ways_cipher, 'escape') as sealed from safe_contact where case_id = ${caseId}`,
    );
    assert.equal(rows.length, 1);
    assert.doesNotMatch(rows[0]?.sealed ?? '', /07700/);
    assert.equal(await countVerb(caseId, 'contact.agreed'), 1);
  });

  test('of which nobody knows who sees it is no way, and all of it can be taken back', async () => {
    const caseId = await openCase(desk, frankie);
    const here = `/cases/${caseId}/contact`;
    await hana.post(here, { seen: '', way: 'call', 'to-call': '07700 900456' });
    const form = (await hana.get(here)).text;
    assert.match(form, /No safe way to make contact/);
    await hana.post(here, { seen: readHidden(form, 'seen') });
    assert.match((await hana.get(here)).text, /What was agreed before/);
  });
});

describe('a step', () => {
  test('that is ticked on the case page is done, stands on the timeline, and can be undone', async () => {
    const caseId = await openCase(desk, frankie);
    const [task] = await readOpenTasks(caseId);
    const address = `/tasks/${task?.id}/tick`;
    assert.ok((await hana.get(`/cases/${caseId}`)).text.includes(address));
    const came = await hana.post(address);
    assert.match((await hana.get(came.to)).text, /Ticked: /);
    assert.ok((await readOpenTasks(caseId)).every(({ id }) => id !== task?.id));
    assert.match((await hana.get(`/cases/${caseId}/timeline`)).text, /Hana Weiss ticked: /);
    assert.equal(await countVerb(caseId, 'task.done'), 1);
    assert.equal((await hana.post(`${address}/removal`)).to, `/cases/${caseId}`);
    assert.ok((await readOpenTasks(caseId)).some(({ id }) => id === task?.id));
    assert.equal(await countVerb(caseId, 'task.reopened'), 1);
    assert.equal((await nia.post(address)).status, 404);
  });
});

describe('closing a case', () => {
  test('wants a reason, what becomes of each task, and why it is closed over danger', async () => {
    const caseId = await openCase(desk, frankie, { ...disclosure, immediateDanger: 'yes' });
    const here = `/cases/${caseId}/closure`;
    const tasks = await readOpenTasks(caseId);
    assert.ok(tasks.length > 1);
    const wrong = await hana.post(here, { why: 'She moved away.' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Say what becomes of this/);
    assert.match(wrong.text, /Say why it is closed although somebody is in danger/);
    assert.match(wrong.text, /She moved away\./);
    const [first, second, ...others] = tasks;
    const closing = {
      why: 'She moved away.',
      'over-danger': 'He is in prison.',
      [`task-${first?.id}`]: 'ended',
      [`ended-${first?.id}`]: 'Her new council does it.',
      [`task-${second?.id}`]: 'handed',
      [`to-${second?.id}`]: desk.scene.staff.frankie.staffId,
      ...Object.fromEntries(others.map(({ id }) => [`task-${id}`, 'done'])),
    };
    assert.equal((await hana.post(here, closing)).to, here);
    assert.equal((await hana.post(here, closing)).to, here);
    assert.deepEqual(
      (await readOpenTasks(caseId)).map(({ id }) => id),
      [second?.id],
    );
    assert.equal(await countVerb(caseId, 'case.closed'), 1);
    assert.equal(await countVerb(caseId, 'task.ended'), 1);
    assert.match((await hana.get(`/cases/${caseId}`)).text, /This case is closed/);
    assert.match((await hana.get(`/cases/${caseId}/timeline`)).text, /Hana Weiss closed the case/);
    assert.match((await hana.get(here)).text, /He is in prison/);

    assert.equal((await hana.post(`${here}/removal`)).to, `/cases/${caseId}`);
    assert.equal((await readOpenTasks(caseId)).length, tasks.length);
    assert.equal(await countVerb(caseId, 'case.reopened'), 1);
    assert.doesNotMatch((await hana.get(`/cases/${caseId}`)).text, /This case is closed/);
  });

  test('is for those who answer for it; whoever sees it opens it again, with a reason', async () => {
    const caseId = await openCase(desk, frankie);
    const here = `/cases/${caseId}/closure`;
    const settled = Object.fromEntries((await readOpenTasks(caseId)).map(({ id }) => [`task-${id}`, 'done']));
    assert.equal((await mo.post(here, { why: 'It is over.', ...settled })).status, 404);
    assert.equal((await nia.post(here, { why: 'It is over.', ...settled })).status, 404);
    assert.equal((await hana.post(here, { why: 'It is over.', ...settled })).to, here);
    const reference = /Case (\d{6})/.exec((await hana.get(here)).text)?.[1] ?? 'none';
    const listed = async (who: Visitor) => (await who.get('/work/closed')).text.includes(reference);
    assert.deepEqual([await listed(hana), await listed(frankie), await listed(nia)], [true, true, false]);
    assert.doesNotMatch((await mo.get(here)).text, /It is over/);
    assert.equal((await mo.post(`/cases/${caseId}/reopening`, { why: ' ' })).status, 422);
    assert.equal((await nia.post(`/cases/${caseId}/reopening`, { why: 'She rang.' })).status, 404);
    assert.equal((await mo.post(`/cases/${caseId}/reopening`, { why: 'She rang.' })).to, `/cases/${caseId}`);
    assert.equal(await listed(hana), false);
    const told = await look<{ kind: string }>(
      desk.scene,
      desk.scene.staff.hana,
      sql`select kind from message where about_case = ${caseId} and kind = 'case-reopened'`,
    );
    assert.equal(told.length, 1);
    assert.equal(await countVerb(caseId, 'case.reopened'), 1);
  });

  test('leaves room for notes and safe contact; facts and people wait until it is open again', async () => {
    const caseId = await openCase(desk, frankie);
    const here = `/cases/${caseId}`;
    const fact = `${here}/advice/facts/0`;
    const newcomer = '019ab3c0-0000-7000-8000-0000000000c1';
    await hana.post(`${here}/people`, { newcomer, part: 'child', name: 'Robin' });
    const seen = readHidden((await hana.get(fact)).text, 'seen');
    const settled = Object.fromEntries((await readOpenTasks(caseId)).map(({ id }) => [`task-${id}`, 'done']));
    await hana.post(`${here}/closure`, { why: 'It is over.', ...settled });
    const before = await readVerbs(desk.scene, caseId);

    const waiting = [
      await hana.get(fact),
      await hana.get(`${here}/people/new`),
      await hana.post(fact, { seen, a: 'yes' }),
      await hana.post(`${here}/advice`, { seen }),
      await hana.post(`${here}/people`, {
        newcomer: `${newcomer.slice(0, -1)}2`,
        part: 'other',
        name: 'Sam',
      }),
      await hana.post(`${here}/people/${newcomer}`, { version: '1', name: 'Robyn' }),
      await hana.post(`${here}/people/${newcomer}/removal`),
    ];
    assert.deepEqual(new Set(waiting.map(({ to }) => to)), new Set([`${here}/closure`]));
    const added = (await readVerbs(desk.scene, caseId)).slice(before.length);
    assert.deepEqual(new Set(added), new Set(['case.shown']), 'nothing was done');
    for (const page of [here, `${here}/people`, `${here}/advice`]) {
      const { text } = await hana.get(page);
      assert.match(text, /Before new facts or people are added it is opened again/, page);
      assert.doesNotMatch(text, /Add what you learnt|Add a person|Take out|What would decide more/, page);
    }
    const note = readHidden((await hana.get(`${here}/notes/new`)).text, 'note');
    assert.equal((await hana.post(`${here}/notes`, { note, body: 'She wrote.' })).to, `${here}/notes`);
    assert.equal((await mo.post(`${here}/contact`, { seen: '' })).to, here, 'a way is taken back at once');

    await hana.post(`${here}/reopening`, { why: 'She rang.' });
    assert.equal((await hana.get(`${here}/people/new`)).status, 200);
  });

  test('keeps done what was done, also from an old tab; what was handed on is still done', async () => {
    const caseId = await openCase(desk, frankie);
    const here = `/cases/${caseId}/closure`;
    const [ticked, handed, ...others] = await readOpenTasks(caseId);
    const handedHere = `/tasks/${handed?.id}`;
    await hana.post(`/tasks/${ticked?.id}/tick`);
    const closing = {
      why: 'It is over.',
      [`task-${handed?.id}`]: 'handed',
      [`to-${handed?.id}`]: desk.scene.staff.frankie.staffId,
      ...Object.fromEntries(others.map(({ id }) => [`task-${id}`, 'done'])),
    };
    assert.equal((await hana.post(here, closing)).to, here);
    const owed = await readOpenTasks(caseId);
    const page = (await hana.get(`/tasks/${ticked?.id}`)).text;
    assert.match(page, /This case is closed/);
    assert.doesNotMatch(page, /to be done again\?/);
    const again = { why: 'It came back.' };
    assert.equal((await hana.post(`/tasks/${ticked?.id}/reopening`, again)).to, here);
    assert.equal((await hana.post(`/tasks/${ticked?.id}/tick/removal`)).to, here);
    assert.deepEqual(await readOpenTasks(caseId), owed);
    assert.equal(await countVerb(caseId, 'task.reopened'), 0);

    assert.equal((await frankie.post(`${handedHere}/completion`)).to, handedHere);
    assert.deepEqual(await readOpenTasks(caseId), []);
    await hana.post(`/cases/${caseId}/reopening`, { why: 'She rang.' });
    assert.equal((await hana.post(`/tasks/${ticked?.id}/reopening`, again)).to, `/tasks/${ticked?.id}`);
    assert.equal(await countVerb(caseId, 'task.reopened'), 1);
  });

  test('keeps a closed case from new rows of advice, work and people in the database too', async () => {
    const caseId = await openCase(desk, frankie);
    await hana.post(`/cases/${caseId}/people`, {
      newcomer: makeId(desk.scene.clock),
      part: 'child',
      name: 'Jo',
    });
    const settled = Object.fromEntries((await readOpenTasks(caseId)).map(({ id }) => [`task-${id}`, 'done']));
    await hana.post(`/cases/${caseId}/closure`, { why: 'It is over.', ...settled });
    const { started, staff } = desk.scene;
    const tryPast = (statement: ReturnType<typeof sql>) =>
      started.database.actAs(
        staff.hana.staffId,
        async () => {},
        (tx) => statement.execute(tx),
      );
    const takeOut = sql`update case_person set removed_at = now(), removed_by = ${staff.hana.staffId}
      where case_id = ${caseId}`;
    assert.equal((await tryPast(takeOut)).numAffectedRows, 0n);
    const oweAgain = sql`update task set done_at = null where case_id = ${caseId}`;
    assert.equal((await tryPast(oweAgain)).numAffectedRows, 0n);
    const past = [
      sql`insert into case_person (organisation_id, case_id, person_id, part, added_by)
        select organisation_id, case_id, person_id, 'other', ${staff.hana.staffId} from case_person
        where case_id = ${caseId}`,
      sql`insert into advice (advice_id, case_id, given_at, given_to, facts, result, trace, policy_version,
          content_hash)
        select gen_random_uuid(), case_id, now(), ${staff.hana.staffId}, facts, result, '[]', policy_version,
          content_hash from advice where case_id = ${caseId} limit 1`,
      sql`insert into task (task_id, organisation_id, case_id, action, label, owner_role, timing)
        select gen_random_uuid(), organisation_id, case_id, action, label, owner_role, timing from task
        where case_id = ${caseId} limit 1`,
    ];
    for (const statement of past) await assert.rejects(tryPast(statement), /row-level security/);
  });
});
