/**
 * From a concern that was sent to a case with a lead: accepting, asking back, handing on, and who sees it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { openCase, recordConcern } from './concern.ts';
import { look, readVerbs } from './partnership.ts';
import { type Desk, openDesk, type Visitor } from './recording-desk.ts';

let desk: Desk;
let frankie: Visitor;
let mo: Visitor;
before(async () => {
  desk = await openDesk();
  frankie = await desk.signIn('frankie');
  mo = await desk.signIn('mo');
});
after(() => desk.stop());

const facts = { situation: 'disclosure', service: 'general', safeToTalk: 'yes', dash: 'high' };
const record = () => recordConcern(desk.scene, desk.scene.staff.mo, facts);
const readSteps = (caseId: string) =>
  look<{ kind: string; to_staff: string | null }>(
    desk.scene,
    desk.scene.staff.frankie,
    sql`select kind, to_staff from concern_step where case_id = ${caseId} order by at, concern_step_id`,
  );
const readMessages = async (name: 'mo' | 'frankie' | 'hana' | 'lee', caseId: string) =>
  (
    await look<{ kind: string }>(
      desk.scene,
      desk.scene.staff[name],
      sql`select kind from message where about_case = ${caseId} order by created_at`,
    )
  ).map(({ kind }) => kind);

describe('a concern that Mo sent', () => {
  test('stands on the list of those who receive concerns, by its reference and without a name', async () => {
    const caseId = await record();
    const list = await frankie.get('/work/unclaimed');
    assert.equal(list.status, 200);
    assert.match(list.text, new RegExp(`/cases/${caseId}`));
    assert.doesNotMatch(list.text, /abuse|perpetrator|Mo Reid/i);
    assert.equal((await mo.get('/work/unclaimed')).status, 404);
    const [newest] = await look<{ cases_shown: string[] }>(
      desk.scene,
      desk.scene.staff.ines,
      sql`select cases_shown from audit_event where verb = 'unclaimed.listed'
        and staff_id = ${desk.scene.staff.frankie.staffId} order by at desc limit 1`,
    );
    assert.ok(newest?.cases_shown.includes(caseId));
  });

  test('is taken up: a case with a lead and a team, both are told, each act is on record', async () => {
    const caseId = await record();
    const { hana, lee } = desk.scene.staff;
    const page = await frankie.get(`/cases/${caseId}/receiving`);
    assert.match(page.text, /Take it up and open the case/);
    const came = await frankie.post(`/cases/${caseId}/receiving/acceptance`, {
      lead: hana.staffId,
      team: [lee.staffId],
    });
    assert.equal(came.to, `/cases/${caseId}`);
    const opened = await frankie.follow(came);
    assert.match(opened.text, /Case \d{6}/);
    assert.match(opened.text, /Hana Weiss/);
    assert.deepEqual(
      (await readSteps(caseId)).map(({ kind }) => kind),
      ['sent', 'accepted'],
    );
    assert.deepEqual(await readMessages('mo', caseId), ['concern-accepted']);
    assert.deepEqual(await readMessages('hana', caseId), ['lead-given']);
    const verbs = await readVerbs(desk.scene, caseId);
    for (const verb of ['case.opened', 'team-member.added', 'lead.assigned', 'concern.accepted']) {
      assert.equal(verbs.filter((each) => each === verb).length, 1, verb);
    }
    for (const name of ['hana', 'lee']) {
      const visitor = await desk.signIn(name);
      assert.equal((await visitor.get(`/cases/${caseId}`)).status, 200, name);
    }
    // Taking it up again changes nothing.
    const again = await frankie.post(`/cases/${caseId}/receiving/acceptance`, { lead: lee.staffId });
    assert.equal(again.status, 404);
  });

  test('is never led by an ASB officer, and nothing is opened when somebody tries', async () => {
    const caseId = await record();
    const page = await frankie.get(`/cases/${caseId}/receiving`);
    const leads = page.text.slice(page.text.indexOf('id="lead"'), page.text.indexOf('</select>'));
    assert.doesNotMatch(leads, /Asif Khan/);
    const came = await frankie.post(`/cases/${caseId}/receiving/acceptance`, {
      lead: desk.scene.staff.asif.staffId,
    });
    assert.equal(came.status, 422);
    assert.match(came.text, /Choose somebody who may lead this case/);
    assert.deepEqual(
      (await readSteps(caseId)).map(({ kind }) => kind),
      ['sent'],
    );
  });

  test('asks nothing of Mo who is shut out, and takes his answer though who asked is', async () => {
    const staff = desk.scene.staff;
    const shutOut = (by: Visitor, caseId: string, who: 'mo' | 'frankie') =>
      by.post(`/cases/${caseId}/exclusions`, { shut: staff[who].staffId, why: 'He knows her.' });
    const lost = await record();
    await shutOut(frankie, lost, 'mo');
    const refused = await frankie.post(`/cases/${lost}/receiving/question`, { question: 'Is she safe?' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /can no longer see it, and cannot answer[\s\S]*Is she safe\?/);
    assert.deepEqual(await readSteps(lost), [{ kind: 'sent', to_staff: null }]);
    const asked = await record();
    await frankie.post(`/cases/${asked}/receiving/question`, { question: 'Is she safe?' });
    await shutOut(mo, asked, 'frankie');
    assert.equal((await mo.post(`/cases/${asked}/receiving/answer`, { answer: 'Yes.' })).status, 303);
    assert.equal((await readVerbs(desk.scene, asked, staff.ines)).includes('concern.answered'), true);
  });

  test('is asked about: Mo reads the question, answers, and both are sealed in the database', async () => {
    const caseId = await record();
    const question = 'Did she say when he is at work?';
    await frankie.post(`/cases/${caseId}/receiving/question`, { question });
    assert.deepEqual(await readMessages('mo', caseId), ['concern-asked-back']);
    const asked = await mo.get(`/cases/${caseId}`);
    assert.match(asked.text, /You were asked something/);
    const page = await mo.get(`/cases/${caseId}/receiving`);
    assert.match(page.text, /Did she say when he is at work/);
    assert.doesNotMatch(page.text, /Take it up and open the case/);
    const empty = await mo.post(`/cases/${caseId}/receiving/answer`, { answer: '  ' });
    assert.equal(empty.status, 422);
    await mo.post(`/cases/${caseId}/receiving/answer`, { answer: 'On Tuesdays until six' });
    assert.deepEqual(await readMessages('frankie', caseId), ['concern-answered']);
    assert.match((await frankie.get(`/cases/${caseId}/receiving`)).text, /On Tuesdays until six/);
    const rows = await look<{ words: string }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select encode(words_cipher, 'escape') as words from concern_step
        where case_id = ${caseId} and words_cipher is not null`,
    );
    assert.equal(rows.length, 2);
    for (const { words } of rows) assert.doesNotMatch(words, /Tuesdays|at work/);
    const verbs = await readVerbs(desk.scene, caseId);
    assert.ok(verbs.includes('concern.asked-back') && verbs.includes('concern.answered'));
  });

  test('is handed on: Lee, who does not receive concerns, joins its team and is told', async () => {
    const caseId = await record();
    const { lee, frankie: self } = desk.scene.staff;
    const colleague = await desk.signIn('lee');
    assert.equal((await colleague.get(`/cases/${caseId}`)).status, 404);
    const came = await frankie.post(`/cases/${caseId}/receiving/hand-over`, { to: lee.staffId });
    assert.equal(came.status, 303);
    assert.deepEqual(await readMessages('lee', caseId), ['concern-handed-on']);
    const told = await colleague.get('/');
    assert.match(told.text, new RegExp(`href="/cases/${caseId}">Case \\d{6} was handed on to you`));
    assert.equal((await colleague.get(`/cases/${caseId}`)).status, 200);
    const verbs = await readVerbs(desk.scene, caseId);
    assert.ok(verbs.includes('team-member.added') && verbs.includes('concern.handed-on'));
    const oneself = await frankie.post(`/cases/${caseId}/receiving/hand-over`, { to: self.staffId });
    assert.equal(oneself.status, 422);
  });

  test('is handed to nobody who is shut out of it', async () => {
    const caseId = await record();
    const { lee } = desk.scene.staff;
    await mo.post(`/cases/${caseId}/exclusions`, { shut: lee.staffId, why: 'He is her brother' });
    const came = await frankie.post(`/cases/${caseId}/receiving/hand-over`, { to: lee.staffId });
    assert.equal(came.status, 422);
    assert.deepEqual(await readMessages('lee', caseId), []);
  });

  test('is not there for a colleague, for another council’s staff, or for somebody shut out', async () => {
    const caseId = await record();
    const { priya } = desk.scene.staff;
    const colleague = await desk.signIn('lee');
    const stranger = await desk.signIn('ada.oddborough');
    for (const part of [
      '',
      '/people',
      '/notes',
      '/advice',
      '/timeline',
      '/working',
      '/audit',
      '/receiving',
    ]) {
      assert.equal((await colleague.get(`/cases/${caseId}${part}`)).status, 404, `colleague ${part}`);
      assert.equal((await stranger.get(`/cases/${caseId}${part}`)).status, 404, `stranger ${part}`);
    }
    const manager = await desk.signIn('priya');
    assert.equal((await manager.get(`/cases/${caseId}`)).status, 200);
    const why = 'She is his sister';
    const shut = await mo.post(`/cases/${caseId}/exclusions`, { shut: priya.staffId, why });
    assert.equal(shut.status, 303);
    assert.equal((await manager.get(`/cases/${caseId}`)).status, 404);
    assert.doesNotMatch((await manager.get('/work/team')).text, new RegExp(caseId));
    assert.match((await frankie.get(`/cases/${caseId}/working`)).text, /She is his sister/);
    assert.ok((await readVerbs(desk.scene, caseId)).includes('exclusion.set'));
  });
});

describe('whoever leads a case', () => {
  test('is told when others name them, and when it is taken from them; nobody of their own act', async () => {
    const caseId = await openCase(desk, frankie);
    const { hana, lee } = desk.scene.staff;
    const name = (who: Visitor, { staffId }: typeof hana) =>
      who.post(`/cases/${caseId}/lead`, { lead: staffId });
    assert.equal((await name(frankie, lee)).to, `/cases/${caseId}/working`);
    assert.deepEqual(await readMessages('hana', caseId), ['lead-given', 'lead-taken']);
    assert.deepEqual(await readMessages('lee', caseId), ['lead-given']);
    assert.deepEqual(await readMessages('frankie', caseId), []);
    const home = await (await desk.signIn('hana')).get('/');
    assert.match(home.text, /Somebody else now leads a case that you no longer see/);
    const leads = await desk.signIn('lee');
    assert.match((await leads.get('/')).text, /You now lead case \d{6}/);
    // Lee hands it back himself, loses sight of it, and sends the form once more.
    for (const came of [await name(leads, hana), await name(leads, hana)])
      assert.deepEqual([came.status, came.to], [303, '/work']);
    assert.equal((await name(leads, lee)).status, 404);
    assert.deepEqual(await readMessages('lee', caseId), ['lead-given']);
    assert.deepEqual(await readMessages('hana', caseId), ['lead-given', 'lead-taken', 'lead-given']);
    const acts = await look<{ by: string; as: string }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select staff_id as by, acting_as as as from audit_event
        where case_id = ${caseId} and verb = 'lead.assigned' order by seq offset 1`,
    );
    assert.deepEqual(acts, [
      { by: desk.scene.staff.frankie.staffId, as: 'receiver' },
      { by: lee.staffId, as: 'lead' },
    ]);
  });
});
