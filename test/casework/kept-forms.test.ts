/**
 * What is typed in a form of a case and not sent yet. Not proved here: that a browser sends it within two
 * seconds, and at *Hide now*; that is test/browser/case-forms.test.ts.
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
let nia: Visitor;
let caseId: string;
before(async () => {
  desk = await openDesk();
  mo = await desk.signIn('mo');
  hana = await desk.signIn('hana');
  frankie = await desk.signIn('frankie');
  nia = await desk.signIn('nia');
  caseId = await openCase(desk, frankie);
});
after(() => desk.stop());

interface Row {
  readonly isOpen: boolean;
  readonly cipher: Buffer;
}

const readDraft = (name: 'hana' | 'nia' | 'frankie', draftId: string) =>
  look<Row>(
    desk.scene,
    desk.scene.staff[name],
    sql`select closed_at is null as "isOpen", body_cipher as cipher from draft where draft_id = ${draftId}`,
  );

/** Keeps a form as the script does, with the hidden fields of its page; gives the id of what is kept. */
async function type(who: Visitor, place: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const { text } = await who.get(`/cases/${caseId}${place}`);
  const names = ['draft', 'note', 'corrects', 'seen', 'newcomer', 'version'];
  const hidden = Object.fromEntries(names.map((name) => [name, readHidden(text, name)]));
  const came = await who.post(`/cases/${caseId}/kept`, { ...hidden, place, ...fields });
  assert.equal(came.status, 200, came.text);
  assert.match(came.text, /"saved":"\d+:\d\d[ap]m"/);
  return hidden['draft'] ?? '';
}

const countVerbs = async () =>
  Number(
    (
      await look<{ count: string }>(
        desk.scene,
        desk.scene.staff.ines,
        sql`select count(*) from audit_event where verb like 'draft.%'`,
      )
    )[0]?.count,
  );

describe('a form of a case that was left', () => {
  test('stands as it was typed when its page is opened again; nobody else finds it', async () => {
    const before = await countVerbs();
    const draftId = await type(hana, '/notes/new', { body: 'She said: “He has my phone.”' });
    assert.equal(await type(hana, '/notes/new', { body: 'She rang twice.' }), draftId, 'it goes on');
    assert.equal(await countVerbs(), before + 2);
    const page = (await hana.get(`/cases/${caseId}/notes/new`)).text;
    assert.match(page, /She rang twice\.<\/textarea>/);
    assert.match(page, /What you typed here was kept: \d+:\d\d[ap]m on /);
    assert.match(page, new RegExp(`data-keep="/cases/${caseId}/kept"`));
    const [row] = await readDraft('hana', draftId);
    assert.ok(row?.isOpen && !row.cipher.includes('rang'));
    const theirs = (await frankie.get(`/cases/${caseId}/notes/new`)).text;
    assert.doesNotMatch(theirs, /She rang twice|was kept/);
    assert.deepEqual(await readDraft('frankie', draftId), []);
    // Nor can a colleague write into it, or throw it away.
    const forged = { draft: draftId, place: '/notes/new', body: 'Nothing happened' };
    assert.equal((await frankie.post(`/cases/${caseId}/kept`, forged)).status, 410);
    await frankie.post(`/cases/${caseId}/kept/${draftId}/removal`, { place: '/notes/new' });
    assert.match((await hana.get(`/cases/${caseId}/notes/new`)).text, /She rang twice/);
  });

  test('is gone once it is saved, with its key, and does not come back with a late keeping', async () => {
    const { keys } = desk.scene;
    const draftId = await type(hana, '/notes/new', { body: 'She rang three times.' });
    const { text } = await hana.get(`/cases/${caseId}/notes/new`);
    const note = readHidden(text, 'note');
    const empty = await hana.post(`/cases/${caseId}/notes`, { note, draft: draftId, body: '' });
    assert.equal(empty.status, 422);
    assert.ok((await readDraft('hana', draftId))[0]?.isOpen, 'what could not be saved is kept still');
    const saved = await hana.post(`/cases/${caseId}/notes`, { note, draft: draftId, body: 'She rang.' });
    assert.equal(saved.to, `/cases/${caseId}/notes`);
    assert.equal((await readDraft('hana', draftId))[0]?.isOpen, false);
    assert.equal((await keys.keysFor([draftId])).size, 0);
    const late = { draft: draftId, place: '/notes/new', body: 'She rang three times.' };
    assert.equal((await hana.post(`/cases/${caseId}/kept`, late)).status, 410);
    assert.doesNotMatch((await hana.get(`/cases/${caseId}/notes/new`)).text, /three times|was kept/);
  });

  test('is thrown away by its author', async () => {
    const draftId = await type(hana, '/closure', { why: 'She has moved' });
    assert.match((await hana.get(`/cases/${caseId}/closure`)).text, /She has moved<\/textarea>/);
    const thrown = await hana.post(`/cases/${caseId}/kept/${draftId}/removal`, { place: '/closure' });
    assert.equal(thrown.to, `/cases/${caseId}/closure`);
    assert.doesNotMatch((await hana.follow(thrown)).text, /She has moved|was kept/);
    assert.equal((await desk.scene.keys.keysFor([draftId])).size, 0);
  });

  test('is each form of the case: a correction, safe contact, somebody new, somebody known', async () => {
    const { text } = await hana.get(`/cases/${caseId}/notes`);
    const correction = /\/notes\/new\?corrects=[0-9a-f-]+/.exec(text)?.[0] ?? '';
    await hana.post(`/cases/${caseId}/people`, {
      newcomer: '019ab3c0-0000-7000-8000-0000000000aa',
      part: 'child',
      name: 'Robin',
    });
    const known = '/people/019ab3c0-0000-7000-8000-0000000000aa';
    const forms = [
      [correction, { body: 'She wrote.' }, /She wrote\.<\/textarea>/],
      ['/contact', { way: 'text', 'to-text': '07700 900123' }, /value="07700 900123"/],
      ['/people/new', { part: 'other', name: 'A neighbour' }, /value="A neighbour"/],
      [known, { name: 'Robyn' }, /value="Robyn"/],
    ] as const;
    for (const [place, fields, says] of forms) {
      await type(hana, place, fields);
      assert.match((await hana.get(`/cases/${caseId}${place}`)).text, says, place);
    }
  });

  test('under the id of anything else is refused, and destroys nothing', async () => {
    const { staff, keys } = desk.scene;
    const people = (await hana.get(`/cases/${caseId}/people`)).text;
    const person = /people\/([0-9a-f-]{36})/.exec(people)?.[1] ?? '';
    const own = await recordConcern(desk.scene, staff.mo, disclosure);
    const installation = '00000000-0000-7000-8000-000000000001';
    for (const id of [caseId, person, staff.mo.organisationId, installation]) {
      const kept = { draft: id, place: '/contact', way: 'text' };
      assert.equal((await mo.post(`/cases/${own}/kept`, kept)).status, 404, id);
      await mo.post(`/cases/${own}/kept/${id}/removal`, { place: '/contact' });
      await mo.post(`/cases/${own}/contact`, { draft: id, seen: '' });
      await mo.post(`/concerns/new/${id}/away`);
      await mo.post(`/cases/${own}/people`, { newcomer: id, part: 'other', name: 'Nobody' });
      await keys.keyFor(id);
    }
    assert.match((await hana.get(`/cases/${caseId}/people`)).text, /Robin/);
    await desk.signIn('hana');
  });

  test('that a colleague has overtaken shows what both wrote when it is saved', async () => {
    await type(hana, '/contact', { way: 'text', 'to-text': '07700 900111' });
    const seen = readHidden((await frankie.get(`/cases/${caseId}/contact`)).text, 'seen');
    await frankie.post(`/cases/${caseId}/contact`, { seen, way: 'call', 'to-call': '07700 900222' });
    const page = (await hana.get(`/cases/${caseId}/contact`)).text;
    assert.match(page, /value="07700 900111"/);
    const sent = { seen: readHidden(page, 'seen'), way: 'text', 'to-text': '07700 900111' };
    const stale = await hana.post(`/cases/${caseId}/contact`, sent);
    assert.equal(stale.status, 409);
    assert.match(stale.text, /07700 900222/);
    const shown = (await readVerbs(desk.scene, caseId)).at(-1);
    assert.equal(shown, 'case.shown', 'a form that is shown again is a viewing');
  });

  test('is read by its author no more once they are taken off the case, or shut out', async () => {
    const { staff } = desk.scene;
    await frankie.post(`/cases/${caseId}/team`, { member: staff.nia.staffId });
    const draftId = await type(nia, '/notes/new', { body: 'Her own words.' });
    assert.equal((await readDraft('nia', draftId)).length, 1);
    await frankie.post(`/cases/${caseId}/team/${staff.nia.staffId}/removal`);
    assert.deepEqual(await readDraft('nia', draftId), []);
    assert.equal((await nia.get(`/cases/${caseId}/notes/new`)).status, 404);
    const forged = { draft: draftId, place: '/notes/new', body: 'More words' };
    assert.equal((await nia.post(`/cases/${caseId}/kept`, forged)).status, 404);

    await frankie.post(`/cases/${caseId}/team`, { member: staff.nia.staffId });
    assert.equal((await readDraft('nia', draftId)).length, 1, 'back in the team, it is there');
    await frankie.post(`/cases/${caseId}/exclusions`, { shut: staff.nia.staffId, why: 'Her cousin' });
    assert.deepEqual(await readDraft('nia', draftId), []);
    await assert.rejects(
      desk.scene.started.database.actAs(
        staff.nia.staffId,
        async () => {},
        (tx) =>
          sql`insert into draft
            (draft_id, staff_id, organisation_id, kind, body_cipher, case_id, place)
            values (gen_random_uuid(), ${staff.nia.staffId}, ${staff.nia.organisationId}, 'case-form', '',
              ${caseId}, '/notes/new')`.execute(tx),
      ),
      /row-level security/,
    );
  });

  test('is kept of those forms alone, and by those who see the case', async () => {
    const draft = '019ab3c0-0000-7000-8000-0000000000ff';
    for (const place of ['/working', 'https://example.org', '/notes/new?corrects=1', ''])
      assert.equal((await hana.post(`/cases/${caseId}/kept`, { draft, place })).status, 404, place);
    assert.equal((await mo.post(`/cases/${caseId}/kept`, { draft, place: '/notes/new' })).status, 200);
  });
});
