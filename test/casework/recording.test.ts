/** From "someone told me" to a recorded concern, over real HTTP and a real database. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { listNotes } from '../../src/notes/index.ts';
import { look, readVerbs } from './partnership.ts';
import { type Desk, openDesk, type Visitor } from './recording-desk.ts';

let desk: Desk;
let mo: Visitor;
before(async () => {
  desk = await openDesk();
  mo = await desk.signIn('mo');
});
after(() => desk.stop());

/** The draft's id in an address of a recording. */
const draftOf = (path: string): string => /[0-9a-f-]{36}/.exec(path)?.[0] ?? '';
const caseOf = draftOf;

/** Begins, and gives the first page's address. */
async function begin(who: Visitor, start: string): Promise<string> {
  const came = await who.post('/concerns/new', { start });
  assert.equal(came.status, 303);
  return came.to;
}

/** Answers the question that comes next. */
async function answer(who: Visitor, here: string, value: string): Promise<string> {
  const { to } = await who.get(here);
  const q = /q=(\d+)/.exec(to)?.[1];
  assert.ok(q, `there is no question at ${to}`);
  const came = await who.post(`${here}/question`, { q, a: value, form: 'F', before: '' });
  assert.equal(came.status, 303, came.text);
  return q;
}

describe('a recording', () => {
  test('goes from the start over two questions to what was saved, and its receiver is told', async () => {
    const here = await begin(mo, 'told');
    await answer(mo, here, 'disclosure');
    await answer(mo, here, 'no');
    const note = await mo.post(`${here}/note`, { words: 'She said: “He has my phone.”' });
    assert.equal(note.status, 303);
    const saved = await mo.follow(await mo.post(`${here}/record`));
    assert.equal(saved.status, 200, saved.text);
    assert.match(saved.text, /Frankie Obi/);
    assert.match(saved.text, /Its reference is <strong>\d{6}/);
    const caseId = caseOf(saved.to);
    const verbs = await readVerbs(desk.scene, caseId);
    assert.deepEqual(verbs, ['note.written', 'concern.recorded', 'concern.shown']);
    const told = await look<{ kind: string }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select kind from message where about_case = ${caseId}`,
    );
    assert.deepEqual(told, [{ kind: 'new-work' }]);
  });
});

/** A recording that has been answered far enough to be saved. */
async function record(who: Visitor, start: string, answers: readonly string[]): Promise<string> {
  const here = await begin(who, start);
  for (const value of answers) await answer(who, here, value);
  return here;
}

const count = async (table: string): Promise<number> => {
  const rows = await look<{ n: string }>(
    desk.scene,
    desk.scene.staff.frankie,
    sql`select count(*) as n from ${sql.table(table)}`,
  );
  return Number(rows[0]?.n);
};

describe('what is saved', () => {
  test('is one record, however often and however much at once the form is sent', async () => {
    const here = await record(mo, 'told', ['disclosure', 'no']);
    const before = await count('case_record');
    const sent = await Promise.all(Array.from({ length: 10 }, () => mo.post(`${here}/record`)));
    const again = await mo.post(`${here}/record`);
    const places = new Set([...sent, again].map(({ to }) => to));
    assert.equal(places.size, 1, [...places].join(' '));
    assert.equal((await count('case_record')) - before, 1);
    // Going back to the draft leads to what was made of it.
    assert.equal((await mo.get(`${here}/note`)).to, [...places][0]);
  });

  test('is nothing at all where the audit cannot be written', async () => {
    const here = await record(mo, 'told', ['disclosure', 'no']);
    await mo.post(`${here}/who`, { name: 'Ann Amber', act: '' });
    const [records, people, notes] = await Promise.all(['case_record', 'person', 'note'].map(count));
    const { database } = desk.scene.started;
    const act = database.actAs;
    // The audit fails at its end, as it would on a full disk.
    Object.assign(database, {
      actAs: (viewer: never, _record: never, work: never) =>
        act(viewer, async () => Promise.reject(new Error('the audit is full')), work),
    });
    const failed = await mo.post(`${here}/record`);
    Object.assign(database, { actAs: act });
    assert.equal(failed.status, 500);
    assert.match(failed.text, /Do not wait with what cannot wait/);
    assert.deepEqual(await Promise.all(['case_record', 'person', 'note'].map(count)), [
      records,
      people,
      notes,
    ]);
    const saved = await mo.post(`${here}/record`);
    assert.match(saved.to, /\/saved$/);
  });

  test('is a case that its recorder leads, in a team that opens its own', async () => {
    const lee = await desk.signIn('lee');
    const here = await record(lee, 'told', ['disclosure', 'no']);
    assert.match((await lee.get(`${here}/result`)).text, /Save, and open the case/);
    const saved = await lee.follow(await lee.post(`${here}/record`));
    assert.match(saved.text, /It is a case now/);
    const rows = await look<{ relation: string }>(
      desk.scene,
      desk.scene.staff.lee,
      sql`select rowan_private.relation_to(${caseOf(saved.to)}) as relation`,
    );
    assert.deepEqual(rows, [{ relation: 'lead' }]);
    const verbs = await readVerbs(desk.scene, caseOf(saved.to));
    assert.deepEqual(verbs.slice(0, 3), ['case.opened', 'lead.assigned', 'concern.recorded']);
  });

  test('is no case where the team never leads one', async () => {
    const asif = await desk.signIn('asif');
    const here = await record(asif, 'told', ['disclosure', 'no']);
    const saved = await asif.follow(await asif.post(`${here}/record`));
    assert.match(saved.text, /It was sent to Frankie Obi/);
  });

  test('tells at once where somebody is in danger, and a receiver who is named not at all', async () => {
    const here = await record(mo, 'danger', ['concern']);
    const named = await mo.post(`${here}/colleagues`, { involved: 'yes', colleague: 'frankie  OBI' });
    assert.equal(named.status, 303);
    const saved = await mo.follow(await mo.post(`${here}/record`));
    assert.match(saved.text, /It was sent to Priya Shah/);
    assert.match(saved.text, /call 999/);
    assert.match(saved.text, /<li>Call 999, <strong>now<\/strong>/);
    const caseId = caseOf(saved.to);
    const seen = await look(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select from case_record where case_id = ${caseId}`,
    );
    assert.equal(seen.length, 0);
    const kinds = await look<{ kind: string }>(
      desk.scene,
      desk.scene.staff.priya,
      sql`select kind from message where about_case = ${caseId} order by kind`,
    );
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ['new-work-at-once', 'shut-out'],
    );
    const shut = await look(
      desk.scene,
      desk.scene.staff.ines,
      sql`select length(reason_commitment) as committed from audit_event
        where case_id = ${caseId} and verb = 'exclusion.set'`,
    );
    assert.deepEqual(shut, [{ committed: 32 }], 'for what reason is on record, without its words');
  });

  test('is shown to nobody but its recorder on the page that says so', async () => {
    const here = await record(mo, 'noticed', ['no']);
    const { to } = await mo.post(`${here}/record`);
    const frankie = await desk.signIn('frankie');
    assert.equal((await frankie.get(to)).status, 404);
    assert.match((await desk.signedOut.get(to)).to, /^\/sign-in\?to=/);
  });

  test('says in its note which steps were done already, and what was typed', async () => {
    const here = await record(mo, 'danger', ['concern']);
    const page = await mo.get(`${here}/result`);
    // Whoever was told is the one who reads it.
    assert.match(page.text, /· You\b/);
    assert.doesNotMatch(page.text, /<\/span> · Colleague\b/);
    const [, done = ''] = /name="done"[^>]*value="([^"]+)"/.exec(page.text) ?? [];
    await mo.post(`${here}/note`, { words: 'He shouted at her.' });
    const { to } = await mo.post(`${here}/record`, { listed: 'yes', done });
    const { started, keys, staff } = desk.scene;
    const notes = await started.database.readAs(staff.frankie.staffId, (tx) =>
      listNotes(tx, keys, caseOf(to), { before: null, limit: 5 }),
    );
    assert.match(notes[0]?.body ?? '', /He shouted at her\.\n\nDone already: /);
  });

  test('has the steps that were ticked done already, each with who did it, and the others open', async () => {
    const here = await record(mo, 'told', ['disclosure', 'yes']);
    await mo.post(`${here}/result`, { done: ['report-to-safeguarding-lead', 'no-such-step'] });
    const caseId = caseOf((await mo.post(`${here}/record`)).to);
    const tasks = await look<{ action: string; done: boolean; by: string | null }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select t.action, t.done_at is not null as done, s.by_staff as by
        from task as t left join task_step as s on s.task_id = t.task_id and s.kind = 'done'
        where t.case_id = ${caseId}`,
    );
    const done = tasks.filter((task) => task.done);
    const by = desk.scene.staff.mo.staffId;
    assert.deepEqual(done, [{ action: 'report-to-safeguarding-lead', done: true, by }]);
    assert.ok(tasks.length > done.length);
    const verbs = await readVerbs(desk.scene, caseId);
    assert.equal(verbs.filter((verb) => verb === 'task.done').length, 1);
  });

  test('holds the signs that were ticked, and nothing that the pack does not have', async () => {
    const here = await record(mo, 'noticed', ['no']);
    const { signs } = desk.scene.policies.policies[0]?.handbook ?? { signs: [] };
    const sign = signs[0]?.signs[0]?.id ?? 'none';
    await mo.post(`${here}/signs`, { sign: [sign, 'made-up'] });
    const saved = await mo.post(`${here}/record`);
    const rows = await look<{ sign: string }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select sign from sign_seen where case_id = ${caseOf(saved.to)}`,
    );
    assert.deepEqual(
      rows.map((row) => row.sign),
      signs.length === 0 ? [] : [sign],
    );
  });
});

describe('somebody who is in Rowan already', () => {
  test('is shown with why to who may see their case; only who works on it brings them along', async () => {
    const first = await record(mo, 'told', ['disclosure', 'no']);
    await mo.post(`${first}/who`, {
      name: 'Ann O’Hara',
      'birth-day': '1',
      'birth-month': '2',
      'birth-year': '1990',
    });
    const { to } = await mo.post(`${first}/record`);
    const [people, matches] = [await count('person'), await count('hidden_match')];

    const next = await record(mo, 'told', ['disclosure', 'no']);
    const shown = await mo.post(`${next}/who`, { name: "ann o'hara", phone: '+44 1632 960 999' });
    assert.equal(shown.status, 200);
    assert.match(shown.text, /the same name/);
    const [, same = ''] = /name="same"[^>]*value="([0-9a-f-]{36})"/.exec(shown.text) ?? [];
    const linked = await mo.post(`${next}/who`, { name: "ann o'hara", phone: '+44 1632 960 999', same });
    assert.equal(linked.status, 303);
    const saved = await mo.post(`${next}/record`);
    assert.notEqual(saved.to, to);
    // Mo only recorded it: who receives concerns is told, and sees both.
    assert.equal(await count('person'), people + 1);
    assert.equal(await count('hidden_match'), matches + 1);
  });

  test('changes nothing on the screen of somebody who may not see their case', async () => {
    const nia = await desk.signIn('nia');
    const here = await record(nia, 'noticed', ['no']);
    const came = await nia.post(`${here}/who`, { name: 'Ann O’Hara' });
    assert.equal(came.status, 303);
    await nia.post(`${here}/record`);
    const told = await look(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select from message where kind = 'possible-match'`,
    );
    assert.ok(told.length > 0, 'whoever receives concerns is told');
  });
});
