/** Who has looked: for information governance, and on paper for the survivor who asks. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { openCase } from './concern.ts';
import { look, readVerbs } from './partnership.ts';
import { type Desk, openDesk, type Visitor } from './recording-desk.ts';

let desk: Desk;
let hana: Visitor;
let ines: Visitor;
let caseId: string;
let reference: string;
before(async () => {
  desk = await openDesk();
  [hana, ines] = await Promise.all([desk.signIn('hana'), desk.signIn('ines')]);
  caseId = await openCase(desk, await desk.signIn('frankie'));
  await hana.get(`/cases/${caseId}/notes`);
  const [row] = await look<{ reference: string }>(
    desk.scene,
    desk.scene.staff.hana,
    sql`select reference from case_record where case_id = ${caseId}`,
  );
  reference = row?.reference ?? '';
});
after(() => desk.stop());

describe('information governance', () => {
  test('finds by its reference who looked at a case, while the case stays shut', async () => {
    const list = await ines.get('/oversight');
    assert.ok(list.text.includes(reference));
    const found = await ines.post('/oversight', {
      reference: ` ${reference.slice(0, 3)} ${reference.slice(3)}`,
    });
    assert.equal(found.to, `/oversight/cases/${caseId}`);
    const shown = await ines.get(found.to);
    assert.match(shown.text, /Hana Weiss<\/td>\s*<td[^>]*>leads it<\/td>\s*<td[^>]*>Read the notes/);
    assert.equal((await ines.get(`/cases/${caseId}`)).status, 404);
    assert.equal((await ines.get(`/cases/${caseId}/audit`)).status, 404);
    assert.deepEqual((await readVerbs(desk.scene, caseId)).slice(-1), ['audit.shown']);
  });

  test('is told the same of a reference that is nobody’s and of a case that it is shut out of', async () => {
    const other = await openCase(desk, await desk.signIn('frankie'));
    const [row] = await look<{ reference: string }>(
      desk.scene,
      desk.scene.staff.hana,
      sql`select reference from case_record where case_id = ${other}`,
    );
    await hana.post(`/cases/${other}/exclusions`, { shut: desk.scene.staff.ines.staffId, why: 'Her cousin' });
    const strip = (text: string) => text.replaceAll(/\d{6}|(?<=form-token" value=")[^"]*/g, '######');
    const shut = await ines.post('/oversight', { reference: row?.reference ?? '' });
    const none = await ines.post('/oversight', { reference: '100000' });
    assert.equal(shut.status, 422);
    assert.equal(strip(shut.text), strip(none.text));
    assert.equal((await ines.get(`/oversight/cases/${other}`)).status, 404);
    assert.ok(!(await ines.get('/oversight')).text.includes(row?.reference ?? ''));
  });
});

describe('the paper for a survivor who asks', () => {
  test('says when, why they could and what, by role and not by name, and is on record itself', async () => {
    const papers = [
      await hana.get(`/cases/${caseId}/audit/paper`),
      await ines.get(`/oversight/cases/${caseId}/paper`),
    ];
    for (const { status, text } of papers) {
      assert.equal(status, 200);
      const main = text.slice(text.indexOf('<main'));
      assert.match(main, /A member of staff<\/td>\s*<td[^>]*>leads it<\/td>\s*<td[^>]*>Read the notes/);
      assert.doesNotMatch(main, /Hana|Frankie|Mo Reid|disclosure/);
    }
    assert.deepEqual((await readVerbs(desk.scene, caseId)).slice(-2), ['audit.printed', 'audit.printed']);
    assert.equal((await (await desk.signIn('lee')).get(`/cases/${caseId}/audit/paper`)).status, 404);
  });
});
