/**
 * The machine's clock is set back while Rowan runs: what was written before lies ahead of it then. The clock
 * of the application is set as a test's is; for the database's own, what is stored is moved ahead instead,
 * which to it is the same. Sessions, and the wait after a wrong password, are in test/walls/sign-in.story.ts.
 *
 * Not proved here: a database and an application whose clocks differ for long.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { askIn } from '../../src/audit/asking.ts';
import { runAuditCommand, sealHeads } from '../../src/audit/index.ts';
import { beginSeal, keepSeal, readHeadsToSeal } from '../../src/audit/seals/seal.store.ts';
import { readSealKey, sealKeyFile } from '../../src/audit/seals/seal-key.ts';
import { makeSeal } from '../../src/audit/seals/seal-note.ts';
import { lookAfterBreaks } from '../../src/emergency/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { endOldSessions } from '../../src/signing-in/index.ts';
import { openCase } from '../casework/concern.ts';
import { readVerbs } from '../casework/partnership.ts';
import { type Desk, openDesk, readHidden, type Visitor } from '../casework/recording-desk.ts';
import { addressOf } from '../start-up/rowan.ts';

const HOUR_MS = 60 * 60_000;
let desk: Desk;
let administrator: pg.Client;
let hana: Visitor;
let frankie: Visitor;
let nia: Visitor;
let lee: Visitor;
before(async () => {
  desk = await openDesk();
  administrator = new pg.Client({
    connectionString: addressOf(desk.scene.dataFolder, 'rowan_administrator'),
  });
  await administrator.connect();
  // Walls and triggers hold for the administrator too; the test stands outside of them.
  await administrator.query(`set session_replication_role = replica; set search_path = rowan`);
  const names = ['hana', 'frankie', 'nia', 'lee'] as const;
  [hana, frankie, nia, lee] = (await Promise.all(names.map((name) => desk.signIn(name)))) as [
    Visitor,
    Visitor,
    Visitor,
    Visitor,
  ];
});
after(async () => {
  await administrator.end();
  await desk.stop();
});

/** The application's clock, this long before or after the machine's. */
const setClock = (hours: number) => {
  const { clock } = desk.scene;
  clock.set(new Date(systemClock.now().getTime() + hours * HOUR_MS).toISOString());
};

describe('what is done after the clock was set back', () => {
  let caseId: string;
  before(async () => {
    setClock(2);
    caseId = await openCase(desk, frankie);
  });
  after(() => setClock(0));

  test('counts more than what was there: an agreement that is taken back is taken back', async () => {
    const here = `/cases/${caseId}/contact`;
    const way = { way: ['text'], 'to-text': '07700 900123', 'when-text': 'before 3pm', 'seen-text': 'no' };
    await hana.post(here, { seen: '', ...way });
    assert.doesNotMatch((await hana.get(`/cases/${caseId}`)).text, /No safe (contact|way)/);
    setClock(0);
    const seen = readHidden((await hana.get(here)).text, 'seen');
    assert.equal((await hana.post(here, { seen })).status, 303);
    assert.match((await hana.get(`/cases/${caseId}`)).text, /No safe way to make contact/);
  });

  test('takes a colleague out of the team, and lets one in again, who joined later than now', async () => {
    setClock(2);
    const { staffId } = desk.scene.staff.lee;
    await hana.post(`/cases/${caseId}/team`, { member: staffId });
    assert.equal((await lee.get(`/cases/${caseId}`)).status, 200);
    setClock(0);
    assert.equal((await hana.post(`/cases/${caseId}/team/${staffId}/removal`)).status, 303);
    assert.equal((await lee.get(`/cases/${caseId}`)).status, 404);
    setClock(2);
    await hana.post(`/cases/${caseId}/exclusions`, { shut: staffId, why: 'He is her brother' });
    setClock(0);
    const { text } = await hana.get(`/cases/${caseId}/working`);
    const lifting = /action="([^"]+\/lifting)"/.exec(text)?.[1] ?? '';
    assert.equal((await hana.post(lifting)).status, 303);
    assert.doesNotMatch((await hana.get(`/cases/${caseId}/working`)).text, /He is her brother/);
  });

  test('opens a case that was closed, closes it again, and takes that back with its tasks', async () => {
    const here = `/cases/${caseId}`;
    const { rows } = await administrator.query<{ id: string }>(
      'select task_id as id from task where case_id = $1 and done_at is null',
      [caseId],
    );
    const settled = Object.fromEntries(rows.map(({ id }) => [`task-${id}`, 'done']));
    const countOpen = async () =>
      (await administrator.query('select from task where case_id = $1 and done_at is null', [caseId]))
        .rowCount;
    const isClosed = async () => /This case is closed/.test((await hana.get(here)).text);
    setClock(2);
    await hana.post(`${here}/closure`, { why: 'She moved away.', ...settled });
    assert.deepEqual([await isClosed(), await countOpen()], [true, 0]);
    setClock(0);
    await hana.post(`${here}/closure/removal`);
    assert.deepEqual([await isClosed(), await countOpen()], [false, rows.length]);
    await hana.post(`${here}/closure`, { why: 'She moved away.', ...settled });
    assert.deepEqual([await isClosed(), await countOpen()], [true, 0]);
    await hana.post(`${here}/reopening`, { why: 'She rang.' });
    assert.equal(await isClosed(), false);
    const verbs = (await readVerbs(desk.scene, caseId)).filter((verb) =>
      /^case\.(closed|reopened)/.test(verb),
    );
    assert.deepEqual(verbs, ['case.closed', 'case.reopened', 'case.closed', 'case.reopened']);
  });
});

describe('an emergency', () => {
  const why = 'Her sister rang: he is at the door.';
  let caseId: string;
  let reference: string;
  before(async () => {
    caseId = await openCase(desk, frankie);
    const { rows } = await administrator.query('select reference from case_record where case_id = $1', [
      caseId,
    ]);
    reference = rows[0].reference;
  });
  const sees = async () => (await nia.get(`/cases/${caseId}`)).status === 200;
  const move = (hours: number) =>
    administrator.query(
      `update break_glass set broken_at = broken_at + $1::interval, ends_at = ends_at + $1::interval`,
      [`${hours} hours`],
    );

  test('does not last longer when the clock is set back: another is opened with a reason', async () => {
    await nia.post('/emergency', { reference, why });
    await move(-3);
    assert.equal(await sees(), true, 'after three hours');
    await sealAt(0);
    // Two hours back: the seal of a moment ago lies two hours ahead.
    await move(2);
    await administrator.query(`update audit_seal set made_at = made_at + interval '2 hours'`);
    assert.equal(await sees(), false);
    assert.ok(!(await nia.get('/emergency')).text.includes(`/cases/${caseId}`));
    await nia.post('/emergency', { reference, why });
    assert.equal(await sees(), true, 'opened since');
    const { started, policies, clock } = desk.scene;
    assert.equal(await lookAfterBreaks({ worker: started.worker, policies, clock }), 1, 'the first is ended');
    assert.equal(await sees(), true);
    // An hour more back: even the newest lies ahead.
    await move(1);
    assert.equal(await sees(), false);
  });

  test('that is over stays so', async () => {
    const { started, policies, clock } = desk.scene;
    await administrator.query(`update audit_seal set made_at = made_at - interval '2 hours'`);
    await lookAfterBreaks({ worker: started.worker, policies, clock });
    await move(-1);
    assert.equal(await sees(), false);
  });

  test('asks who signed in after now to sign in again', async () => {
    await administrator.query(`update session set started_at = now() + interval '30 minutes'`);
    const came = await nia.post('/emergency', { reference, why: 'Once more: he is at the door.' });
    assert.notEqual(came.to, `/cases/${caseId}`);
    assert.equal(await sees(), false);
    await administrator.query(`update session set started_at = now()`);
  });
});

test('a way in that was made after now, or has run out, works no more, whatever comes', async () => {
  const { staffId } = desk.scene.staff.nia;
  await administrator.query(
    `insert into way_in (token_hash, staff_id, made_at, expires_at) values
       (sha256('1'), $1, now() + interval '1 hour', now() + interval '25 hours'),
       (sha256('2'), $1, now() - interval '25 hours', now() - interval '1 hour'),
       (sha256('3'), $1, now(), now() + interval '24 hours')`,
    [staffId],
  );
  await endOldSessions(desk.scene.started);
  const { rows } = await administrator.query('select from way_in where staff_id = $1 and used_at is null', [
    staffId,
  ]);
  assert.equal(rows.length, 1);
});

test('the audit goes on, is sealed, and is as it was written', async () => {
  await sealAt(0);
  for (const hours of [0.5, 1, 2]) await sealAt(hours);
  // From here on the clock is two hours back.
  const needs = { worker: desk.scene.started.worker, dataFolder: desk.scene.dataFolder };
  for (let turn = 0; turn < 2; turn += 1) {
    await openCase(desk, frankie);
    assert.equal(await sealHeads(needs), 1);
  }
  const said: string[] = [];
  const status = await runAuditCommand(['verify'], {
    dataFolder: needs.dataFolder,
    withDatabase: (work) => needs.worker.withReferenceTx((tx) => work(askIn(tx))),
    say: (line) => said.push(line),
  });
  assert.deepEqual([status, said.length], [0, 1], said.join('\n'));
  assert.match(said[0] ?? '', /^As it was written/);
});

/** Seals what there is, so many hours ahead of the machine's clock. */
async function sealAt(hours: number): Promise<void> {
  const { dataFolder, started } = desk.scene;
  if (hours === 0) return void (await sealHeads({ worker: started.worker, dataFolder }));
  const key = readSealKey(sealKeyFile(dataFolder));
  assert.ok(key);
  await started.worker.withReferenceTx(async (tx) => {
    const { last, now } = await beginSeal(tx);
    const madeAt = new Date(now.getTime() + hours * HOUR_MS);
    await keepSeal(tx, makeSeal(key, last, madeAt, await readHeadsToSeal(tx, null, 10_000)), madeAt);
  });
}
