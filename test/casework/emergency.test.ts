/**
 * Breaking the glass, through the front door. Not proved here: that it is over after four hours by the
 * database's own clock, and what may be done in it; test/walls does that, cell by cell.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { lookAfterBreaks } from '../../src/emergency/index.ts';
import { openCase } from './concern.ts';
import { look, readVerbs } from './partnership.ts';
import { type Came, type Desk, openDesk, readHidden, type Visitor } from './recording-desk.ts';

const why = 'Her sister rang: he is at the door, and nobody on the team answers.';
let desk: Desk;
let nia: Visitor;
let hana: Visitor;
let ines: Visitor;
let frankie: Visitor;
let caseId: string;
let reference: string;
before(async () => {
  desk = await openDesk();
  [nia, hana, ines, frankie] = await Promise.all([
    desk.signIn('nia'),
    desk.signIn('hana'),
    desk.signIn('ines'),
    desk.signIn('frankie'),
  ]);
  caseId = await openCase(desk, frankie);
  reference = await readReference(caseId);
});
after(() => desk.stop());

async function readReference(of: string): Promise<string> {
  const { staff } = desk.scene;
  const [row] = await look<{ reference: string }>(
    desk.scene,
    staff.frankie,
    sql`select reference from case_record where case_id = ${of}`,
  );
  return row?.reference ?? '';
}

/** How often an emergency was declared in which no case was found. */
const readTried = async () =>
  (
    await look(
      desk.scene,
      desk.scene.staff.ines,
      sql`select from audit_event where verb = 'glass.not-found' and reason_commitment is not null`,
    )
  ).length;

/** What stands in place of the answer, but for what was typed. */
const blank = ({ text }: Came) => text.replaceAll(/\d{6}|(?<=form-token" value=")[^"]*/g, '######');

describe('a case that is opened in an emergency', () => {
  test('is there for whoever has the right, and for nobody else', async () => {
    assert.equal((await nia.get(`/cases/${caseId}`)).status, 404);
    assert.equal((await hana.get('/emergency')).status, 404);
    assert.equal((await hana.post('/emergency', { reference, why })).status, 404);
    assert.equal((await nia.get('/emergency')).status, 200);
  });

  test('wants a reference, or a whole name and a birthday, and a reason that can be read', async () => {
    const none = await nia.post('/emergency', { why: '.' });
    assert.equal(none.status, 422);
    assert.match(none.text, /Give the reference, or the whole name and the date of birth/);
    assert.match(none.text, /Say in a sentence what the emergency is/);
    const short = await nia.post('/emergency', { reference: '12', name: 'Dee', why });
    assert.match(short.text, /not both/);
    const day = await nia.post('/emergency', { name: 'Dee Tan', 'birth-day': '31', 'birth-month': '2', why });
    assert.match(day.text, /Give the date of birth as day, month and year/);
    assert.ok(day.text.includes('value="Dee Tan"') && day.text.includes(why), 'what was typed is kept');
    assert.deepEqual((await readVerbs(desk.scene, caseId)).slice(-1), ['lead.assigned']);
  });

  test('wants no more words than can be kept, and shows again all that were typed', async () => {
    const before = await readTried();
    const long = `${why} `.repeat(60);
    for (const [typed, shown, says] of [
      [{ reference, why: long }, long, /Your reason must be 4,000 characters or fewer. Take out 79/],
      [{ reference, why: `${why}\0` }, why, /Your reason holds a character that cannot be kept/],
      [{ name: 'x'.repeat(301), why }, 'x'.repeat(301), /The name must be 300 characters or fewer/],
      [{ name: 'Dee\0', why }, 'Dee', /The name holds a character that cannot be kept/],
    ] as const) {
      const came = await nia.post('/emergency', typed);
      assert.equal(came.status, 422);
      assert.match(came.text, says);
      assert.ok(came.text.includes(shown), 'what was typed is kept');
    }
    assert.deepEqual(await readTried(), before);
    assert.deepEqual((await readVerbs(desk.scene, caseId)).slice(-1), ['lead.assigned']);
  });

  test('is not found by a reference that is nobody’s, and the reason is on record', async () => {
    const came = await nia.post('/emergency', { reference: '100000', why });
    assert.equal(came.status, 422);
    assert.match(came.text, /No case was found by this/);
    const [last] = await look<{ verb: string; kept: boolean }>(
      desk.scene,
      desk.scene.staff.ines,
      sql`select verb, reason_commitment is not null as kept from audit_event
        where staff_id = ${desk.scene.staff.nia.staffId} order by at desc limit 1`,
    );
    assert.deepEqual(last, { verb: 'emergencies.listed', kept: false });
    assert.equal(await readTried(), 1);
  });

  test('is open at once; its lead and information governance are told before', async () => {
    const came = await nia.post('/emergency', { reference, why });
    assert.deepEqual([came.status, came.to], [303, `/cases/${caseId}`]);
    assert.equal((await nia.get(came.to)).status, 200);
    assert.equal((await nia.get(`/cases/${caseId}/notes`)).status, 200);
    assert.equal((await nia.get(`/cases/${caseId}/audit`)).status, 404);
    for (const [who, leads] of [
      [hana, `/cases/${caseId}`],
      [ines, '/emergency/reviews'],
    ] as const) {
      const home = await who.get('/');
      assert.match(home.text, /A case was opened in an emergency, for four hours/);
      assert.ok(home.text.includes(`href="${leads}`), leads);
    }
    assert.doesNotMatch((await frankie.get('/')).text, /opened in an emergency/);
    const verbs = await readVerbs(desk.scene, caseId);
    assert.deepEqual(verbs.slice(-3), ['glass.broken', 'case.shown', 'notes.shown']);
    const told = (await hana.get('/')).text.match(/href="(\/cases\/[^"]+\/audit)"/)?.[1] ?? '';
    const audit = await hana.get(told);
    assert.match(audit.text, /Nia Bell[\s\S]*in an emergency/);
    assert.ok(audit.text.includes(why), 'the lead reads the reason');
    assert.match(audit.text, /Nobody has reviewed it yet/);
  });

  test('shuts nobody out and lets nobody in, changes nobody’s words and nobody’s place in it', async () => {
    const { staff } = desk.scene;
    const before = await readVerbs(desk.scene, caseId);
    const friend = { shut: staff.mo.staffId, member: staff.mo.staffId, lead: staff.nia.staffId, why: 'Kin.' };
    for (const page of ['exclusions', 'team', 'lead'])
      assert.equal((await nia.post(`/cases/${caseId}/${page}`, friend)).status, 404, page);
    for (const page of ['people/new', 'audit'])
      assert.equal((await nia.get(`/cases/${caseId}/${page}`)).status, 404, page);
    assert.doesNotMatch((await nia.get(`/cases/${caseId}/working`)).text, /Shut a colleague out/);
    const [task] = await look<{ id: string }>(
      desk.scene,
      staff.nia,
      sql`select task_id as id from task where case_id = ${caseId} and done_at is null limit 1`,
    );
    assert.ok(task);
    await nia.post(`/tasks/${task.id}/hand-over`, { to: staff.jo.staffId });
    const acts = (await readVerbs(desk.scene, caseId)).slice(before.length);
    assert.deepEqual(
      acts.filter((verb) => !verb.endsWith('.shown')),
      [],
    );
  });

  test('is found by the whole name and the birthday of the survivor, and by no part of it', async () => {
    const form = await hana.get(`/cases/${caseId}/people/new`);
    const person = { name: 'Dee Maria Tan', 'birth-day': '27', 'birth-month': '3', 'birth-year': '1987' };
    const newcomer = readHidden(form.text, 'newcomer');
    assert.equal(
      (await hana.post(`/cases/${caseId}/people`, { newcomer, part: 'survivor', ...person })).status,
      303,
    );
    const seek = (name: string, year = '1987') =>
      nia.post('/emergency', {
        name,
        'birth-day': '27',
        'birth-month': '3',
        'birth-year': year,
        why: 'Her sister rang again.',
      });
    assert.equal((await seek('Tan')).status, 422);
    assert.equal((await seek('Dee Maria Tan', '1988')).status, 422);
    assert.equal((await seek('tan, dee maria')).to, `/cases/${caseId}`);
  });

  test('ends when whoever opened it says so', async () => {
    const { text } = await nia.get('/emergency');
    const ends = [...text.matchAll(/\/emergency\/([\da-f-]{36})\/end/g)].map(([whole]) => whole);
    assert.equal(ends.length, 2);
    const [first = '', second = ''] = ends;
    assert.equal((await hana.post(first)).status, 404);
    assert.equal((await nia.post(first)).status, 303);
    assert.equal((await nia.get(`/cases/${caseId}`)).status, 200, 'the other lasts');
    assert.equal((await nia.post(second)).status, 303);
    assert.equal((await nia.post(second)).status, 303, 'and once more changes nothing');
    assert.equal((await nia.get(`/cases/${caseId}`)).status, 404);
    const verbs = await readVerbs(desk.scene, caseId);
    assert.equal(verbs.filter((verb) => verb === 'glass.ended').length, 2);
  });

  test('is never opened past an exclusion: the answer is that of a case that is not there', async () => {
    const other = await openCase(desk, frankie);
    const known = await readReference(other);
    const { nia: shut } = desk.scene.staff;
    await hana.post(`/cases/${other}/exclusions`, { shut: shut.staffId, why: 'He is her brother' });
    const before = await readVerbs(desk.scene, other);
    const came = await nia.post('/emergency', { reference: known, why });
    const none = await nia.post('/emergency', { reference: '100000', why });
    assert.equal(blank(came), blank(none));
    assert.equal(came.status, none.status);
    assert.deepEqual(await readVerbs(desk.scene, other), before);
  });

  test('is closed at once to whoever is shut out while it is open to them', async () => {
    const other = await openCase(desk, frankie);
    await nia.post('/emergency', { reference: await readReference(other), why });
    assert.equal((await nia.get(`/cases/${other}`)).status, 200);
    await hana.post(`/cases/${other}/exclusions`, { shut: desk.scene.staff.nia.staffId, why: 'Her brother' });
    assert.equal((await nia.get(`/cases/${other}`)).status, 404);
    assert.ok(!(await nia.get('/emergency')).text.includes(other));
  });
});

describe('an emergency', () => {
  test('is reviewed by information governance, once, with what was looked at beside it', async () => {
    const { text } = await ines.get('/emergency/reviews');
    const list = [...text.matchAll(/\/emergency\/reviews\/[\da-f-]{36}/g)].map(([whole]) => whole);
    assert.equal(list.length, 3);
    const first = list.at(-1) ?? '';
    const shown = await ines.get(first);
    assert.ok(shown.text.includes(why) && shown.text.includes('Nia Bell'));
    assert.match(shown.text, /Opened a page of it/);
    assert.equal((await ines.get(`/cases/${caseId}`)).status, 404, 'the case itself stays shut');
    assert.equal((await nia.get(first)).status, 404);
    const wrong = await ines.post(first, { words: '' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Say whether it was right/);
    const long = 'The police confirmed it. '.repeat(161);
    const longer = await ines.post(first, { right: 'yes', words: long });
    assert.equal(longer.status, 422);
    assert.match(longer.text, /What you wrote must be 4,000 characters or fewer. Take out 24/);
    assert.ok(
      longer.text.includes(long) && longer.text.includes('value="yes" checked'),
      'the typing is kept',
    );
    assert.doesNotMatch(longer.text, /It was right\. Ines Roy/);
    const review = { right: 'yes', words: 'The police confirmed it.' };
    for (const sent of [review, review]) assert.equal((await ines.post(first, sent)).status, 303);
    assert.equal((await ines.post(first, { right: 'no', words: 'Once more.' })).status, 404);
    assert.match((await ines.get(first)).text, /It was right\. Ines Roy/);
    const verbs = await readVerbs(desk.scene, caseId);
    assert.deepEqual(verbs.slice(-2), ['glass.reviewed', 'glass-review.shown']);
  });

  test('that nobody has reviewed is chased, and climbs, each once', async () => {
    const { scene } = desk;
    const { clock, policies, started } = scene;
    const needs = { worker: started.worker, policies, clock };
    const hours = (count: number) =>
      clock.set(new Date(clock.now().getTime() + count * 3_600_000).toISOString());
    const count = async (who: keyof typeof scene.staff) =>
      (await look(scene, scene.staff[who], sql`select from message where kind = 'glass-unreviewed'`)).length;
    assert.equal(await lookAfterBreaks(needs), 0, 'nothing is due yet');
    hours(25);
    assert.equal(await lookAfterBreaks(needs), 3, 'one has run out of itself, and two are chased');
    assert.equal(await lookAfterBreaks(needs), 0);
    assert.deepEqual([await count('ines'), await count('hana'), await count('frankie')], [2, 2, 0]);
    hours(48);
    assert.equal(await lookAfterBreaks(needs), 2);
    assert.equal(await lookAfterBreaks(needs), 0);
    assert.deepEqual([await count('ines'), await count('hana'), await count('frankie')], [4, 4, 2]);
  });
});
