/** From "someone told me" to a recorded concern, over real HTTP and a real database. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
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
