/**
 * Somebody who was found and is brought along into another case: they are one live record, so that whoever
 * does it must work on a case of theirs, and what was said of them is lost for nobody. Not proved here: the
 * same in raw SQL (test/walls/particulars/linking.ts).
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
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

type Fields = Readonly<Record<string, string>>;
const newHome = 'Flat 9, 3 Elm Row';

/** Adds a person, and says that they are whoever is found, if anybody is. */
async function add(who: Visitor, caseId: string, typed: Fields): Promise<void> {
  const here = `/cases/${caseId}/people`;
  const fields = { part: 'survivor', ...typed, newcomer: await readNewcomer(who, caseId) };
  const came = await who.post(here, fields);
  const same = readSame(came.text);
  const added = same === undefined ? came : await who.post(here, { ...fields, same });
  assert.equal(added.to, here, added.text);
}

const readNewcomer = async (who: Visitor, caseId: string) =>
  readHidden((await who.get(`/cases/${caseId}/people/new`)).text, 'newcomer');
const readSame = (text: string) => /name="same" type="radio" value="([0-9a-f-]{36})"/.exec(text)?.[1];

/** The only person of a case, as their page is called. */
async function findPerson(who: Visitor, caseId: string): Promise<string> {
  const list = (await who.get(`/cases/${caseId}/people`)).text;
  return /href="(\/cases\/[0-9a-f-]+\/people\/[0-9a-f-]{36})"/.exec(list)?.[1] ?? 'nobody';
}

async function change(who: Visitor, caseId: string, fields: Fields): Promise<void> {
  const person = await findPerson(who, caseId);
  const version = readHidden((await who.get(person)).text, 'version');
  assert.equal((await who.post(person, { ...fields, version })).status, 303);
}

const readAddress = async (who: Visitor, caseId: string) => (await who.post(`/cases/${caseId}/address`)).text;

const shutOut = (by: Visitor, caseId: string, shut: string) =>
  by.post(`/cases/${caseId}/exclusions`, { shut, why: 'He is her cousin.' });

/** Whom Frankie is told of, who sees both. */
async function countMatches(caseId: string, otherId: string): Promise<number> {
  const { staff } = desk.scene;
  const told = await look(
    desk.scene,
    staff.frankie,
    sql`select from hidden_match where case_id = ${caseId} and other_case_id = ${otherId} and exists (
      select from message
      where about_case = case_id and kind = 'possible-match' and to_staff = ${staff.frankie.staffId}
    )`,
  );
  return told.length;
}

/** A draft that names whoever is found by what is typed. */
async function draft(who: Visitor, typed: Fields): Promise<string> {
  const here = (await who.post('/concerns/new', { start: 'told' })).to;
  for (const a of ['disclosure', 'no']) {
    const q = /q=(\d+)/.exec((await who.get(here)).to)?.[1] ?? '';
    await who.post(`${here}/question`, { q, a, form: 'F', before: '' });
  }
  const same = readSame((await who.post(`${here}/who`, typed)).text) ?? 'nobody was found';
  assert.equal((await who.post(`${here}/who`, { ...typed, same })).status, 303);
  return here;
}

const caseOf = (path: string) => /[0-9a-f-]{36}/.exec(path)?.[0] ?? '';

describe('somebody who is in a case that is not one’s own to work on', () => {
  test('is not brought along by its recorder, who never reads what its lead writes later', async () => {
    const caseId = await openCase(desk, frankie);
    const typed = { name: 'Tansy Rook', phone: '07700 900401' };
    await add(mo, caseId, typed);
    const own = await recordConcern(desk.scene, desk.scene.staff.mo, disclosure);
    await add(mo, own, { ...typed, description: 'She came back.' });
    const saved = await mo.post(`${await draft(mo, typed)}/record`);
    assert.match(saved.to, /\/saved$/, saved.text);
    await change(hana, caseId, { name: 'Tansy Rook', address: newHome, phone: '07700 900499' });
    assert.match(await readAddress(hana, caseId), /3 Elm Row/);
    for (const theirs of [own, caseOf(saved.to)]) {
      assert.doesNotMatch(await readAddress(mo, theirs), /3 Elm Row/);
      const list = (await mo.get(`/cases/${theirs}/people`)).text;
      assert.match(list, /Tansy Rook/);
      assert.match(list, /07700 900401/);
      assert.doesNotMatch(list, /900499/);
      assert.equal(await countMatches(theirs, caseId), 1);
      const verbs = await readVerbs(desk.scene, theirs);
      assert.deepEqual(
        verbs.filter((verb) => verb.startsWith('person.')),
        ['person.created'],
      );
    }
    assert.match((await mo.get(`/cases/${own}/people`)).text, /She came back\./);
  });

  test('is not brought along in an emergency', async () => {
    const caseId = await openCase(desk, frankie);
    await add(hana, caseId, { name: 'Juniper Vale', phone: '07700 900402' });
    const nia = await desk.signIn('nia');
    const [row] = await look<{ reference: string }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select reference from case_record where case_id = ${caseId}`,
    );
    const why = 'Her sister rang: he is at the door, and nobody answers.';
    const broken = await nia.post('/emergency', { reference: row?.reference ?? '', why });
    assert.equal(broken.to, `/cases/${caseId}`);
    const own = await recordConcern(desk.scene, desk.scene.staff.nia, disclosure);
    await add(nia, own, { name: 'Juniper Vale', phone: '07700 900402' });
    assert.equal(await countMatches(own, caseId), 1);
    const end = /action="(\/emergency\/[0-9a-f-]+\/end)"/.exec((await nia.get('/emergency')).text)?.[1];
    assert.equal((await nia.post(end ?? 'no such form')).status, 303);
    await change(hana, caseId, { name: 'Juniper Vale', address: newHome });
    assert.doesNotMatch(await readAddress(nia, own), /3 Elm Row/);
    assert.match((await nia.get(`/cases/${own}/people`)).text, /Juniper Vale/);
  });

  test('is seen no more, nor changed, by who is shut out of it after they brought them along', async () => {
    const caseId = await openCase(desk, frankie);
    const typed = { name: 'Linnet Grey', phone: '07700 900403' };
    await add(hana, caseId, typed);
    const own = await openCase(desk, frankie);
    await add(hana, own, typed);
    const person = await findPerson(hana, own);
    const version = readHidden((await hana.get(person)).text, 'version');
    assert.ok((await readVerbs(desk.scene, own)).includes('person.linked'));
    await shutOut(frankie, caseId, desk.scene.staff.hana.staffId);
    await change(frankie, caseId, { name: 'Linnet Grey', address: newHome, phone: '07700 900498' });
    assert.doesNotMatch(await readAddress(hana, own), /3 Elm Row/);
    for (const page of [`/cases/${own}`, `/cases/${own}/people`])
      assert.doesNotMatch((await hana.get(page)).text, /Linnet Grey|900498/, page);
    const hiddenHere = /Somebody who cannot be shown to you/;
    for (const page of [`/cases/${own}`, `/cases/${own}/people`])
      assert.match((await hana.get(page)).text, hiddenHere, page);
    assert.match(
      await readAddress(hana, own),
      /Somebody who cannot be shown to you:<\/strong> cannot be shown/,
    );
    assert.equal((await hana.get(person)).status, 404);
    assert.equal((await hana.post(person, { ...typed, version, phone: '07700 900497' })).status, 404);
    assert.match((await frankie.get(`/cases/${own}/people`)).text, /900498/);
    // What they are told of her next is written down as of somebody new, and told to who sees both.
    const next = await recordConcern(desk.scene, desk.scene.staff.hana, disclosure);
    await add(hana, next, { ...typed, description: 'She rang again.' });
    assert.match((await hana.get(`/cases/${next}/people`)).text, /She rang again\./);
    assert.equal(await countMatches(next, caseId), 1);
  });
});

describe('a case in which somebody stands who is kept from its lead', () => {
  test('says so on every page, and as what they stand there', async () => {
    const theirs = await openCase(desk, frankie);
    const perpetrator = { name: 'Rowan Thorne', phone: '07700 900407', part: 'perpetrator' };
    await add(hana, theirs, perpetrator);
    const own = await openCase(desk, frankie);
    await add(hana, own, { name: 'Marigold Quill' });
    await add(hana, own, perpetrator);
    const read = async (page: string) => (await hana.get(`/cases/${own}${page}`)).text;
    const namesThem = /Rowan Thorne, and anybody who may tell them/;
    assert.match(await read(''), namesThem);
    await shutOut(frankie, theirs, desk.scene.staff.hana.staffId);
    for (const page of ['', '/people', '/notes', '/contact', '/working']) {
      const shown = await read(page);
      assert.match(shown, /Somebody who cannot be shown to you, and anybody who may tell them/, page);
      // What was said of them in this case is its own, and stays.
      assert.equal(shown.includes('Rowan Thorne'), page === '/notes', page);
    }
    const people = await read('/people');
    assert.match(people, /Using abuse<\/span> Somebody who cannot be shown to you/);
    assert.match(people, /Marigold Quill/);
    assert.equal(people.match(/Change what is known/g)?.length, 1);
    assert.equal(people.match(/Added by mistake\?/g)?.length, 1);
    const removal = `${await findPerson(frankie, theirs)}/removal`;
    assert.equal((await frankie.post(removal)).status, 303);
    assert.match(await read(''), namesThem);
  });
});

describe('a draft that names somebody whom its author sees no more', () => {
  test('is recorded all the same, with a person of the words that were typed', async () => {
    const known = await recordConcern(desk.scene, desk.scene.staff.mo, disclosure);
    const typed = { name: 'Sorrel Finch', phone: '07700 900404', address: newHome };
    await add(mo, known, typed);
    const here = await draft(mo, typed);
    await shutOut(frankie, known, desk.scene.staff.mo.staffId);
    assert.equal((await mo.get(`/cases/${known}`)).status, 404);
    const saved = await mo.post(`${here}/record`);
    assert.match(saved.to, /\/saved$/, saved.text);
    const caseId = caseOf(saved.to);
    assert.match((await mo.get(`/cases/${caseId}/people`)).text, /Sorrel Finch/);
    assert.match(await readAddress(mo, caseId), /3 Elm Row/);
    assert.equal(await countMatches(caseId, known), 1);
    assert.ok((await readVerbs(desk.scene, caseId)).includes('person.created'));
  });

  test('is recorded where the one who was chosen is nobody', async () => {
    const here = (await mo.post('/concerns/new', { start: 'told' })).to;
    for (const same of ['-'.repeat(36), '019ab3c0-0000-7000-8000-000000000009']) {
      await mo.post(`${here}/who`, { name: 'Rue Marsh', same });
    }
    const saved = await mo.post(`${here}/record`);
    assert.match(saved.to, /\/saved$/, saved.text);
    assert.match((await mo.get(`/cases/${caseOf(saved.to)}/people`)).text, /Rue Marsh/);
  });
});

describe('what is said of somebody who is brought along', () => {
  test('is a note, but for how and where they are reached: that stands beside what is known', async () => {
    const caseId = await openCase(desk, frankie);
    await add(hana, caseId, { name: 'Clover Dunn', phone: '07700 900405', address: 'Flat 1, 2 Oak Lane' });
    const told = { name: 'Clover Dunn', phone: '07700 900406', address: newHome };
    const own = await openCase(desk, frankie);
    await add(hana, own, { ...told, description: 'She moved.' });
    const saved = await hana.post(`${await draft(hana, told)}/record`);
    assert.match(saved.to, /\/saved$/, saved.text);
    for (const theirs of [own, caseOf(saved.to)]) {
      const notes = (await hana.get(`/cases/${theirs}/notes`)).text;
      assert.match(notes, /A phone number was said\. It is kept with the person/);
      assert.match(notes, /An address was said/);
      assert.doesNotMatch(notes, /90040|Elm Row/);
      assert.ok((await readVerbs(desk.scene, theirs)).includes('person.linked'));
    }
    assert.match((await hana.get(`/cases/${own}/notes`)).text, /She moved\./);
    // Said twice, kept once.
    const changed = await Promise.all([own, caseOf(saved.to)].map((each) => readVerbs(desk.scene, each)));
    assert.equal(changed.flat().filter((verb) => verb === 'person.changed').length, 1);
    const list = (await hana.get(`/cases/${caseId}/people`)).text;
    assert.match(list, /07700 900405; said on [^;]*: 07700 900406/);
    assert.doesNotMatch(list, /Elm Row|Oak Lane/);
    assert.match(await readAddress(hana, caseId), /2 Oak Lane[\s\S]*Said on [\s\S]*3 Elm Row/);
    assert.match(await readAddress(frankie, own), /3 Elm Row/);
    const [before] = await look<{ n: string }>(
      desk.scene,
      desk.scene.staff.hana,
      sql`select count(*) as n from person_before join case_person using (person_id) where case_id = ${own}`,
    );
    assert.equal(Number(before?.n), 1);
  });
});
