/**
 * A draft is not forgotten: in which danger was said and which was left alone, and one whose key a stop left
 * over. Not proved here: that a browser keeps what is typed within two seconds; that is
 * test/browser/recording.test.ts.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { remindOfDrafts, sweepDraftKeys } from '../../src/drafts/index.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { makeId } from '../../src/platform/ids.ts';
import { look } from './partnership.ts';
import { type Desk, openDesk, type Visitor } from './recording-desk.ts';

let desk: Desk;
let mo: Visitor;
before(async () => {
  desk = await openDesk();
  mo = await desk.signIn('mo');
});
after(() => desk.stop());

const needs = () => {
  const { started, policies, keys, clock } = desk.scene;
  return { worker: started.worker, policies, keys, clock };
};
const later = (minutes: number) => {
  const { clock } = desk.scene;
  clock.set(new Date(clock.now().getTime() + minutes * 60_000).toISOString());
};
const readKinds = async (viewer: Viewer) =>
  (await look<{ kind: string }>(desk.scene, viewer, sql`select kind from message order by created_at`)).map(
    ({ kind }) => kind,
  );
const begin = async (start: string) => (await mo.post('/concerns/new', { start })).to;
const draftOf = (here: string) => /[0-9a-f-]{36}/.exec(here)?.[0] ?? '';

describe('a draft in which danger was said', () => {
  test('reminds Mo after an hour and tells Priya after another, of its being there and no more', async () => {
    const { staff } = desk.scene;
    const here = await begin('danger');
    await begin('noticed');
    await mo.post(`${here}/note`, { words: 'He is at the door' });
    later(59);
    assert.equal(await remindOfDrafts(needs()), 0);
    later(2);
    assert.equal(await remindOfDrafts(needs()), 1);
    assert.equal(await remindOfDrafts(needs()), 0);
    assert.deepEqual(await readKinds(staff.mo), ['draft-waits']);
    assert.deepEqual(await readKinds(staff.priya), []);
    const home = await mo.get('/');
    assert.match(home.text, /What you were recording cannot wait/);
    assert.ok(home.text.indexOf(here) < home.text.indexOf('Somebody is in danger now'), 'it is at the top');
    later(61);
    assert.equal(await remindOfDrafts(needs()), 1);
    assert.equal(await remindOfDrafts(needs()), 0);
    assert.deepEqual(await readKinds(staff.priya), ['draft-left']);
    const priya = await desk.signIn('priya');
    const told = await priya.get('/');
    assert.match(told.text, /Mo Reid began to record something that cannot wait/);
    assert.doesNotMatch(told.text, new RegExp(`at the door|${draftOf(here)}`));
    assert.equal((await priya.get(`${here}/note`)).status, 404);
    const verbs = await look<{ verb: string; as: string }>(
      desk.scene,
      staff.ines,
      sql`select verb, acting_as as "as" from audit_event
        where staff_id = ${staff.mo.staffId} and reference = 'job' order by at`,
    );
    assert.deepEqual(verbs, [
      { verb: 'draft.reminded', as: 'rowan' },
      { verb: 'draft.manager-told', as: 'rowan' },
    ]);
  });

  test('counts from when Mo last typed, and no more once it is thrown away', async () => {
    const { started, staff } = desk.scene;
    const [draft] = await look<{ id: string }>(
      desk.scene,
      staff.mo,
      sql`select draft_id as id from draft where danger and closed_at is null`,
    );
    const here = `/concerns/new/${draft?.id}`;
    // She types at the moment that the clock of the story shows; the database has the machine's.
    const type = async () => {
      await mo.post(`${here}/note`, { words: 'He has gone', form: 'A', before: 'A' });
      await started.database.actAs(
        staff.mo.staffId,
        async () => {},
        (tx) =>
          sql`update draft set saved_at = ${desk.scene.clock.now()} where draft_id = ${draft?.id}`.execute(
            tx,
          ),
      );
    };
    await type();
    later(30);
    assert.equal(await remindOfDrafts(needs()), 0);
    later(31);
    assert.equal(await remindOfDrafts(needs()), 1);
    await mo.post(`${here}/away`);
    later(120);
    assert.equal(await remindOfDrafts(needs()), 0);
  });
});

describe('the key of a draft', () => {
  test('that a stop left over is destroyed; of an open draft or of one that begins it is not', async () => {
    const { keys, started, staff, clock } = desk.scene;
    const [closed, open, beginning] = [await begin('noticed'), await begin('noticed'), makeId(clock)];
    const never = makeId(clock);
    await keys.makeKey('draft', never);
    // As a stop leaves it: the draft is closed, and the key was not reached any more.
    await started.database.actAs(
      staff.mo.staffId,
      async () => {},
      (tx) => sql`update draft set closed_at = now() where draft_id = ${draftOf(closed)}`.execute(tx),
    );
    clock.set(new Date().toISOString());
    assert.equal(await sweepDraftKeys(needs()), 0, 'none of them is an hour old');
    later(61);
    await keys.makeKey('draft', beginning);
    assert.ok((await sweepDraftKeys(needs())) >= 2);
    const left = await keys.keysFor([draftOf(closed), draftOf(open), never]);
    assert.deepEqual([...left.keys()], [draftOf(open)]);
    assert.match((await mo.get(`${open}/note`)).text, /What happened/);
  });
});
