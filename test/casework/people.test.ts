/** People on an open case: added by as little as is known, found before they are made, changed, taken out. */
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
before(async () => {
  desk = await openDesk();
  mo = await desk.signIn('mo');
  hana = await desk.signIn('hana');
  frankie = await desk.signIn('frankie');
});
after(() => desk.stop());

const countVerb = async (caseId: string, verb: string) =>
  (await readVerbs(desk.scene, caseId)).filter((each) => each === verb).length;

async function begin(who: Visitor, caseId: string): Promise<string> {
  return readHidden((await who.get(`/cases/${caseId}/people/new`)).text, 'newcomer');
}

/** The address of somebody's page, from the list. */
async function findPerson(who: Visitor, caseId: string): Promise<string> {
  const list = (await who.get(`/cases/${caseId}/people`)).text;
  return /href="(\/cases\/[0-9a-f-]+\/people\/[0-9a-f-]{36})"/.exec(list)?.[1] ?? 'nobody';
}

describe('a person on an open case', () => {
  test('is added by as little as is known, once, with their needs and their words', async () => {
    const caseId = await openCase(desk, frankie);
    const here = `/cases/${caseId}/people`;
    const person = await begin(hana, caseId);
    const wrong = await hana.post(here, { newcomer: person, phone: '07700 900111' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Choose who they are here/);
    assert.match(wrong.text, /value="07700 900111"/);
    const typed = {
      newcomer: person,
      part: 'survivor',
      description: 'The woman in flat 4',
      language: 'Polish',
      'for-self': 'Kasia',
    };
    assert.equal((await hana.post(here, typed)).to, here);
    assert.equal((await hana.post(here, typed)).to, here);
    const list = (await hana.get(here)).text;
    assert.match(list, /Language: Polish/);
    assert.match(list, /Kasia/);
    assert.equal(await countVerb(caseId, 'person.created'), 1);
    const second = { newcomer: await begin(hana, caseId), part: 'survivor', name: 'Another' };
    assert.match((await hana.post(here, second)).text, /Somebody stands here as that already/);
  });

  test('is found before they are made; what was said this time is kept as a note', async () => {
    const first = await openCase(desk, frankie);
    const typed = { part: 'other', name: 'Bryony Whitethorn', phone: '07700 900222' };
    await hana.post(`/cases/${first}/people`, { ...typed, newcomer: await begin(hana, first) });
    const caseId = await openCase(desk, frankie);
    const here = `/cases/${caseId}/people`;
    const again = { ...typed, description: 'She rang at night.', newcomer: await begin(hana, caseId) };
    const found = await hana.post(here, again);
    assert.equal(found.status, 200);
    assert.match(found.text, /Shown because of the same name/);
    const same = /name="same" type="radio" value="([0-9a-f-]{36})"/.exec(found.text)?.[1] ?? 'none';
    assert.equal((await hana.post(here, { ...again, same })).to, here);
    assert.equal((await hana.post(here, { ...again, same })).to, here);
    assert.equal(await countVerb(caseId, 'person.linked'), 1);
    assert.equal(await countVerb(caseId, 'person.created'), 0);
    assert.match((await hana.get(`/cases/${caseId}/notes`)).text, /She rang at night\./);
    assert.equal(await countVerb(caseId, 'note.written'), 1);
  });

  test('who is known in a case that one may not see changes nothing, and Frankie is told', async () => {
    const known = await openCase(desk, frankie);
    const typed = { part: 'other', name: 'Saffron Nightingale-Moss', phone: '07700 900333' };
    await hana.post(`/cases/${known}/people`, { ...typed, newcomer: await begin(hana, known) });
    const facts = { situation: 'disclosure', service: 'general' };
    const caseId = await recordConcern(desk.scene, desk.scene.staff.mo, facts);
    const here = `/cases/${caseId}/people`;
    assert.equal((await mo.post(here, { ...typed, newcomer: await begin(mo, caseId) })).to, here);
    const told = await look<{ kind: string }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select kind from message where about_case = ${caseId}`,
    );
    assert.deepEqual(told, [{ kind: 'possible-match' }]);
  });

  test('is changed; a stale form is refused with both texts; what was known before is kept', async () => {
    const caseId = await openCase(desk, frankie);
    const person = await begin(hana, caseId);
    const typed = {
      part: 'survivor',
      name: 'Olive Teal',
      address: 'Flat 4, 12 Example Street',
      newcomer: person,
    };
    await hana.post(`/cases/${caseId}/people`, typed);
    const address = await findPerson(hana, caseId);
    const form = (await hana.get(address)).text;
    assert.match(form, /value="Olive Teal"/);
    assert.doesNotMatch(form, /12 Example Street/);
    const version = /name="version" value="(\d+)"/.exec(form)?.[1] ?? '';
    assert.equal((await frankie.post(address, { version, name: 'Olive Teal-Marsh' })).status, 303);
    const stale = await hana.post(address, { version, name: 'Olive Teal', interpreter: 'BSL' });
    assert.equal(stale.status, 409);
    const never = await hana.post(address, { version: 'first', name: 'Olive Teal', interpreter: 'BSL' });
    assert.equal(never.status, 409);
    assert.match(stale.text, /Not saved: a colleague changed this/);
    assert.match(stale.text, /Olive Teal-Marsh/);
    assert.match(stale.text, /value="BSL"/);
    const newer = /name="version" value="(\d+)"/.exec(stale.text)?.[1] ?? '';
    assert.equal(
      (await hana.post(address, { version: newer, name: 'Olive Teal', interpreter: 'BSL' })).status,
      303,
    );
    assert.match((await hana.post(`/cases/${caseId}/address`)).text, /12 Example Street/);
    const before = await look<{ version: number }>(
      desk.scene,
      desk.scene.staff.hana,
      sql`select version from person_before where person_id = ${person} order by version`,
    );
    assert.deepEqual(before, [{ version: 1 }, { version: 2 }]);
    assert.equal(await countVerb(caseId, 'person.changed'), 2);
    assert.equal((await mo.get(address)).status, 404);
  });

  test('is known to whoever only recorded them as they wrote them, and says what is not shown', async () => {
    const { scene } = desk;
    const caseId = await recordConcern(scene, scene.staff.mo, disclosure);
    const here = `/cases/${caseId}/people`;
    assert.match((await mo.get(here)).text, /Nobody is recorded yet/);
    const typed = { part: 'survivor', name: 'Ffion Marl', phone: '07700 900444' };
    await mo.post(here, { ...typed, newcomer: await begin(mo, caseId) });
    const person = await findPerson(mo, caseId);
    const begun = (await mo.get(person)).text;
    await frankie.post(`/cases/${caseId}/receiving/acceptance`, { lead: scene.staff.hana.staffId });
    assert.match((await mo.get(here)).text, /Ffion Marl[\s\S]*write in a note/);
    assert.doesNotMatch((await mo.get(here)).text, /Change what is known|Take out/);
    assert.match((await mo.get(`/cases/${caseId}`)).text, /that others wrote are not\s+shown to you/);
    assert.equal((await mo.get(person)).status, 404);

    const again = { ...typed, phone: '07700 900777', newcomer: await begin(mo, caseId), part: 'other' };
    const found = (await mo.post(here, again)).text;
    const same = /name="same" type="radio" value="([0-9a-f-]{36})"/.exec(found)?.[1] ?? 'none';
    assert.equal((await mo.post(here, { ...again, same })).to, here);
    assert.match((await hana.get(`/cases/${caseId}/notes`)).text, /07700 900777/);

    const version = readHidden((await hana.get(person)).text, 'version');
    const moved = { name: 'Ffion Marl', phone: '07700 900555', version };
    assert.equal((await hana.post(person, moved)).status, 303);
    const list = (await mo.get(here)).text;
    assert.match(list, /Survivor[\s\S]*Somebody who cannot be shown to you[\s\S]*It is not\s+shown to you/);
    for (const page of ['', '/people', '/people/new', '/timeline'])
      assert.doesNotMatch((await mo.get(`/cases/${caseId}${page}`)).text, /Ffion|07700/, page);

    const draft = readHidden(begun, 'draft');
    const place = person.slice(`/cases/${caseId}`.length);
    const late = {
      draft,
      version: readHidden(begun, 'version'),
      name: 'Ffion Marl',
      phone: '07700 900666',
      'forget-address': 'yes',
    };
    assert.equal((await mo.post(`/cases/${caseId}/kept`, { ...late, place })).status, 200);
    const kept = (await mo.get(person)).text;
    assert.match(kept, /value="07700 900666"/);
    assert.match(kept, /What you save here is a note/);
    assert.equal((await mo.post(person, late)).to, `/cases/${caseId}/notes`);
    assert.equal((await mo.post(person, late)).to, `/cases/${caseId}/notes`);
    assert.equal(await countVerb(caseId, 'note.written'), 2);
    assert.equal(await countVerb(caseId, 'person.changed'), 1);
    assert.match(
      (await hana.get(`/cases/${caseId}/notes`)).text,
      /Address: What is known is wrong[\s\S]*07700 900666/,
    );
    assert.match((await hana.get(here)).text, /07700 900555/);
  });

  test('may choose words, which stand where a role would, and an address may be forgotten', async () => {
    const caseId = await openCase(desk, frankie);
    const here = `/cases/${caseId}`;
    const newcomer = await begin(hana, caseId);
    const known = { name: 'Nell Ash', 'for-self': 'a survivor', 'for-other': 'my ex' };
    const address = { address: 'Flat 9, 3 Elm Row' };
    await hana.post(`${here}/people`, { ...known, ...address, part: 'survivor', newcomer });
    await hana.post(`${here}/people`, {
      newcomer: makeId(desk.scene.clock),
      part: 'perpetrator',
      name: 'Lou',
    });
    for (const page of [here, `${here}/people`]) {
      assert.match((await hana.get(page)).text, /a survivor[^<]*<\/(?:strong|span)> *Nell Ash/, page);
      assert.match((await hana.get(page)).text, /my ex[^<]*<\/(?:strong|span)> *Lou/, page);
    }
    assert.match((await hana.get(`${here}/notes/new`)).text, /Who “my ex” is to them/);
    const task = /\/tasks\/[0-9a-f-]+/.exec((await hana.get(here)).text)?.[0] ?? '';
    assert.match((await hana.get(task)).text, /“a survivor” for themselves, “my ex” for the other person/);
    assert.doesNotMatch((await hana.get('/work')).text, /my ex/);

    const person = await findPerson(hana, caseId);
    const change = async (fields: Readonly<Record<string, string>>) => {
      const version = readHidden((await hana.get(person)).text, 'version');
      assert.equal((await hana.post(person, { ...known, ...fields, version })).status, 303);
      return (await hana.post(`${here}/address`)).text;
    };
    assert.match(await change({}), /3 Elm Row/);
    assert.match(await change({ ...address, 'forget-address': 'yes' }), /3 Elm Row/, 'what is typed counts');
    assert.doesNotMatch(await change({ 'forget-address': 'yes' }), /3 Elm Row/);
    assert.equal(await countVerb(caseId, 'person.changed'), 3);
  });

  test('that was added by mistake is taken out, and put back', async () => {
    const caseId = await openCase(desk, frankie);
    const here = `/cases/${caseId}/people`;
    await hana.post(here, { part: 'child', name: 'Rowland Pike', newcomer: await begin(hana, caseId) });
    const address = await findPerson(hana, caseId);
    assert.equal((await mo.post(`${address}/removal`)).status, 404);
    assert.equal((await hana.post(`${address}/removal`)).to, here);
    const list = (await hana.get(here)).text;
    assert.match(list, /Taken out of this case/);
    assert.doesNotMatch((await hana.get(`/cases/${caseId}`)).text, /Rowland Pike/);
    assert.match((await hana.get(`/cases/${caseId}/timeline`)).text, /Hana Weiss took a person out/);
    assert.equal((await hana.post(`${address}/return`)).to, here);
    assert.match((await hana.get(`/cases/${caseId}`)).text, /Rowland Pike/);
    assert.equal(await countVerb(caseId, 'person.unlinked'), 1);
    assert.equal(await countVerb(caseId, 'person.linked'), 1);
  });
});
