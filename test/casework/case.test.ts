/** The page of a case: what it shows to whom, notes, facts and addresses, each act with its record. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { addPerson, preparePerson } from '../../src/people/index.ts';
import { makeId } from '../../src/platform/ids.ts';
import { disclosure, openCase, recordConcern } from './concern.ts';
import { look, nothing, readVerbs } from './partnership.ts';
import { type Desk, openDesk, readHidden, type Visitor } from './recording-desk.ts';

let desk: Desk;
let mo: Visitor;
let hana: Visitor;
let frankie: Visitor;
before(async () => {
  desk = await openDesk();
  mo = await desk.signIn('mo');
  hana = await desk.signIn('hana');
  frankie = await desk.signIn('frankie');
});
after(() => desk.stop());

async function addSurvivor(caseId: string): Promise<void> {
  const { started, keys, staff, clock } = desk.scene;
  const words = { description: 'The woman in flat 4', address: 'Flat 4, 12 Example Street' };
  const personId = makeId<'person'>(clock);
  const prepared = await preparePerson(keys, staff.mo, { personId, kind: 'survivor', words });
  const at = clock.now();
  const place = { caseId, part: 'survivor', at, reference: 'TEST-0002' } as const;
  await started.database.actAs(staff.mo.staffId, nothing, (tx) => addPerson(tx, staff.mo, prepared, place));
}

describe('the page of a case', () => {
  test('begins with what keeps people safe, and is on record before it is sent', async () => {
    const caseId = await recordConcern(desk.scene, desk.scene.staff.mo, disclosure);
    await addSurvivor(caseId);
    const before = (await readVerbs(desk.scene, caseId)).length;
    const page = await mo.get(`/cases/${caseId}`);
    assert.equal(page.status, 200);
    assert.match(page.text, /Not agreed yet\./);
    assert.match(page.text, /Not known\. That is not a no/);
    assert.match(page.text, /The woman in flat 4/);
    assert.match(page.text, /<title>Concern \d{6} – Rowan<\/title>/);
    assert.deepEqual((await readVerbs(desk.scene, caseId)).slice(before), ['concern.shown']);
  });

  test('shows no address unasked; asking shows it and is recorded', async () => {
    const caseId = await recordConcern(desk.scene, desk.scene.staff.mo, disclosure);
    await addSurvivor(caseId);
    for (const part of ['', '/people', '/timeline', '/notes', '/advice']) {
      assert.doesNotMatch((await mo.get(`/cases/${caseId}${part}`)).text, /12 Example Street/, part);
    }
    assert.match((await mo.post(`/cases/${caseId}/address`)).text, /12 Example Street/);
    assert.equal((await readVerbs(desk.scene, caseId)).at(-1), 'address.shown');
  });

  test('goes on paper, on record, without an address or a way to get in touch', async () => {
    const caseId = await openCase(desk, frankie);
    await addSurvivor(caseId);
    const safe = { seen: '', way: 'text', 'to-text': '07700 900123', 'seen-text': 'no' };
    await hana.post(`/cases/${caseId}/contact`, safe);
    assert.match((await hana.get(`/cases/${caseId}`)).text, /07700 900123/);
    await hana.post(`/cases/${caseId}/notes`, {
      note: makeId<'note'>(desk.scene.clock),
      body: 'He has a key.',
    });
    assert.match((await hana.get(`/cases/${caseId}`)).text, new RegExp(`href="/cases/${caseId}/paper"`));
    const paper = (await hana.get(`/cases/${caseId}/paper`)).text;
    assert.match(paper, /Printed by Hana Weiss/);
    assert.match(paper, /The woman in flat 4/);
    assert.match(paper, /He has a key\./);
    assert.match(paper, /Not on paper\. Look in Rowan before you ring/);
    assert.doesNotMatch(paper, /12 Example Street|07700 900123/);
    assert.equal((await readVerbs(desk.scene, caseId)).at(-1), 'case.printed');
    assert.equal((await mo.get(`/cases/${caseId}/paper`)).status, 404);
    assert.doesNotMatch((await mo.get(`/cases/${caseId}`)).text, /\/paper"/);
  });

  test('names on paper whose each task is, also of whoever prints it', async () => {
    const caseId = await recordConcern(desk.scene, desk.scene.staff.mo, disclosure);
    assert.match((await mo.get(`/cases/${caseId}`)).text, /· Yours/);
    const paper = (await mo.get(`/cases/${caseId}/paper`)).text;
    assert.match(paper, /· Mo Reid/);
    assert.doesNotMatch(paper, /Yours/);
  });

  test('has every part for its lead, and every part says what happened', async () => {
    const caseId = await openCase(desk, frankie);
    for (const part of [
      '',
      '/people',
      '/notes',
      '/notes/new',
      '/advice',
      '/timeline',
      '/working',
      '/audit',
    ]) {
      assert.equal((await hana.get(`/cases/${caseId}${part}`)).status, 200, part);
    }
    assert.match(
      (await hana.get(`/cases/${caseId}/timeline`)).text,
      /Hana Weiss leads it, as Frankie Obi set/,
    );
    assert.match((await hana.get(`/cases/${caseId}/audit`)).text, /Frankie Obi/);
  });

  test('tells who looked, and nobody pushes a look out of sight by looking often', async () => {
    const caseId = await openCase(desk, frankie);
    await frankie.post(`/cases/${caseId}/address`);
    const count = (text: string) => text.split('Opened a page of it').length - 1;
    for (let load = 0; load < 8; load += 1) await mo.get(`/cases/${caseId}/timeline`);
    const { text } = await hana.get(`/cases/${caseId}/audit`);
    assert.match(text, /Opened a page of it \(\d+ times within the hour\)/);
    assert.match(text, /Read the address/);
    assert.ok(count(text) < 8, `${count(text)} rows`);
    assert.match((await hana.get(`/cases/${caseId}/audit?before=2`)).text, /Recorded the concern/);
    assert.equal((await hana.get(`/cases/${caseId}/audit?before=x`)).status, 200);
  });

  test('says of a task in words that it is nobody’s any more', async () => {
    const caseId = await openCase(desk, frankie);
    await hana.post(`/cases/${caseId}/exclusions`, { shut: desk.scene.staff.mo.staffId, why: 'Kin.' });
    const { text } = await hana.get(`/cases/${caseId}/timeline`);
    assert.match(text, /It is nobody’s any more, since whose it was sees the case no more: /);
    assert.doesNotMatch(text, /task-/);
  });

  test('keeps from whoever only recorded it what others wrote, the address and who looked', async () => {
    const caseId = await openCase(desk, frankie);
    await addSurvivor(caseId);
    const note = readHidden((await hana.get(`/cases/${caseId}/notes/new`)).text, 'note');
    await hana.post(`/cases/${caseId}/notes`, { note, body: 'She told me about the neighbour.' });
    assert.equal((await mo.get(`/cases/${caseId}`)).status, 200);
    assert.doesNotMatch((await mo.get(`/cases/${caseId}/notes`)).text, /neighbour/);
    assert.equal((await mo.post(`/cases/${caseId}/address`)).status, 404);
    assert.equal((await mo.get(`/cases/${caseId}/audit`)).status, 404);
  });
});

describe('notes', () => {
  test('are written once however often the form is sent, sealed, with what was not asked', async () => {
    const caseId = await openCase(desk, frankie);
    const note = readHidden((await hana.get(`/cases/${caseId}/notes/new`)).text, 'note');
    const typed = { note, body: 'She said: “he counts the miles”.', 'prompt-pregnancy': 'not-asked' };
    await hana.post(`/cases/${caseId}/notes`, typed);
    await hana.post(`/cases/${caseId}/notes`, typed);
    const rows = await look<{ body: string; prompts: unknown }>(
      desk.scene,
      desk.scene.staff.hana,
      sql`select encode(body_cipher, 'escape') as body, prompts from note where case_id = ${caseId}`,
    );
    assert.equal(rows.length, 1);
    assert.doesNotMatch(rows[0]?.body ?? '', /miles/);
    assert.deepEqual(rows[0]?.prompts, { pregnancy: 'not-asked' });
    const list = await hana.get(`/cases/${caseId}/notes`);
    assert.match(list.text, /he counts the miles/);
    assert.match(list.text, /Not asked:<\/strong> Whether anybody is pregnant/);
    const written = (await readVerbs(desk.scene, caseId)).filter((verb) => verb === 'note.written');
    assert.equal(written.length, 1);
  });

  test('that are empty or cannot be kept come back with what was typed', async () => {
    const caseId = await openCase(desk, frankie);
    const note = readHidden((await hana.get(`/cases/${caseId}/notes/new`)).text, 'note');
    const came = await hana.post(`/cases/${caseId}/notes`, { note, body: ' ', 'prompt-done': 'recorded' });
    assert.equal(came.status, 422);
    assert.match(came.text, /Write what was said and done/);
    assert.match(came.text, /name="prompt-done" type="radio" value="recorded" checked/);
    const spoilt = await hana.post(`/cases/${caseId}/notes`, { note, body: 'x\0y' });
    assert.equal(spoilt.status, 422);
  });

  test('are corrected by one that names the old; a stale one shows both texts, saves nothing', async () => {
    const caseId = await openCase(desk, frankie);
    const first = readHidden((await hana.get(`/cases/${caseId}/notes/new`)).text, 'note');
    await hana.post(`/cases/${caseId}/notes`, { note: first, body: 'On Monday.' });
    const form = await hana.get(`/cases/${caseId}/notes/new?corrects=${first}`);
    assert.match(form.text, /On Monday\./);
    const mine = { note: readHidden(form.text, 'note'), corrects: first, body: 'On Tuesday.' };
    const frankies = await frankie.get(`/cases/${caseId}/notes/new?corrects=${first}`);
    const theirs = { note: readHidden(frankies.text, 'note'), corrects: first, body: 'On Wednesday.' };
    assert.equal((await frankie.post(`/cases/${caseId}/notes`, theirs)).status, 303);
    const stale = await hana.post(`/cases/${caseId}/notes`, mine);
    assert.equal(stale.status, 409);
    assert.match(stale.text, /On Wednesday\./);
    assert.match(stale.text, /On Tuesday\./);
    const again = { ...mine, seen: readHidden(stale.text, 'seen') };
    assert.equal((await hana.post(`/cases/${caseId}/notes`, again)).status, 303);
    const list = (await hana.get(`/cases/${caseId}/notes`)).text;
    for (const body of ['On Monday.', 'On Tuesday.', 'On Wednesday.']) assert.ok(list.includes(body), body);
    const verbs = (await readVerbs(desk.scene, caseId)).filter((verb) => verb === 'note.corrected');
    assert.equal(verbs.length, 2);
  });
});

describe('new facts', () => {
  const placeOf = (fact: string) => {
    const policy = desk.scene.policies.policies.find(({ council }) => council === 'exampleshire');
    return policy?.policy.facts.findIndex(({ id }) => id === fact) ?? -1;
  };
  const readAdvice = (caseId: string) =>
    look<{ facts: Record<string, string> }>(
      desk.scene,
      desk.scene.staff.hana,
      sql`select facts from advice where case_id = ${caseId} order by given_at, advice_id`,
    );
  const readTasks = (caseId: string) =>
    look<{ action: string }>(
      desk.scene,
      desk.scene.staff.hana,
      sql`select action from task where case_id = ${caseId} order by action`,
    );

  test('are a new row of advice; what is new in it becomes a task, and nothing is owed twice', async () => {
    const caseId = await openCase(desk, frankie);
    const before = await readTasks(caseId);
    const address = `/cases/${caseId}/advice/facts/${placeOf('dash')}`;
    const seen = readHidden((await hana.get(address)).text, 'seen');
    const came = await hana.post(address, { seen, a: 'high' });
    assert.equal(came.to, `/cases/${caseId}/advice`);
    const rows = await readAdvice(caseId);
    assert.equal(rows.length, 2);
    assert.equal(rows[0]?.facts['dash'], undefined);
    assert.equal(rows[1]?.facts['dash'], 'high');
    const after = await readTasks(caseId);
    assert.ok(after.length > before.length);
    assert.equal(new Set(after.map(({ action }) => action)).size, after.length);
    const verbs = await readVerbs(desk.scene, caseId);
    assert.ok(verbs.includes('facts.added') && verbs.includes('task.made'));
    // A replay changes nothing.
    assert.equal((await hana.post(address, { seen, a: 'high' })).status, 303);
    assert.equal((await readAdvice(caseId)).length, 2);
  });

  test('from a form that is stale are refused with both answers shown', async () => {
    const caseId = await openCase(desk, frankie);
    const address = `/cases/${caseId}/advice/facts/${placeOf('dash')}`;
    const seen = readHidden((await hana.get(address)).text, 'seen');
    await frankie.post(address, { seen, a: 'high' });
    const stale = await hana.post(address, { seen, a: 'medium' });
    assert.equal(stale.status, 409);
    assert.match(stale.text, /Not saved/);
    assert.match(stale.text, /Saved here now/);
    assert.equal((await readAdvice(caseId)).length, 2);
  });

  test('that are no answer come back with an error, and no address says what is asked', async () => {
    const caseId = await openCase(desk, frankie);
    const address = `/cases/${caseId}/advice/facts/${placeOf('dash')}`;
    const seen = readHidden((await hana.get(address)).text, 'seen');
    assert.equal((await hana.post(address, { seen, a: 'sky-high' })).status, 422);
    assert.equal((await hana.get(`/cases/${caseId}/advice/facts/9999`)).status, 404);
    assert.doesNotMatch((await hana.get(`/cases/${caseId}/advice`)).text, /facts\/[a-z]/);
  });
});
