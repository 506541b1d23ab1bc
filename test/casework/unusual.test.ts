/** Reading that is out of the usual: found, asked about, answered, reviewed. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { findUnusualReading } from '../../src/oversight/index.ts';
import { openCase } from './concern.ts';
import { look } from './partnership.ts';
import { type Desk, openDesk, readHidden, type Visitor } from './recording-desk.ts';

let desk: Desk;
let hana: Visitor;
let ines: Visitor;
let frankie: Visitor;
let caseId: string;
before(async () => {
  desk = await openDesk();
  [hana, ines, frankie] = await Promise.all([
    desk.signIn('hana'),
    desk.signIn('ines'),
    desk.signIn('frankie'),
  ]);
  caseId = await openCase(desk, frankie);
});
after(() => desk.stop());

const findAll = () => {
  const { started, policies, keys, clock } = desk.scene;
  return findUnusualReading({ worker: started.worker, policies, keys, clock });
};
const readKinds = async (who: 'hana' | 'ines' | 'frankie', kind: string) =>
  (
    await look<{ cases: number; staff_id: string }>(
      desk.scene,
      desk.scene.staff[who],
      sql`select cases, staff_id from unusual_reading where kind = ${kind}`,
    )
  ).length;

/** As the job asks, with other hours and numbers than a council would set. */
async function findWith(many: number, night: number, morning: number): Promise<void> {
  await desk.scene.started.worker.withReferenceTx((tx) =>
    sql`select rowan_private.find_unusual_reading(
      'exampleshire', now() - interval '12 hours', ${many}, ${night}, ${morning}, now()
    )`.execute(tx),
  );
}

describe('a case in which somebody bears the reader’s surname', () => {
  test('is noticed once, by the hash of the name, and its reader is asked why', async () => {
    const form = await hana.get(`/cases/${caseId}/people/new`);
    const newcomer = readHidden(form.text, 'newcomer');
    await findAll();
    assert.equal(await readKinds('hana', 'same-name'), 0);
    await hana.post(`/cases/${caseId}/people`, { newcomer, part: 'child', name: 'Kim Weiss' });
    await findAll();
    await findAll();
    assert.equal(await readKinds('hana', 'same-name'), 1);
    assert.equal(await readKinds('frankie', 'same-name'), 0, 'nobody else sees that she is asked');
    assert.match((await hana.get('/')).text, /You are asked why you needed to read something/);
  });

  test('is explained by whoever read it, and closed by somebody else with a word', async () => {
    const here = await hana.get('/reading');
    assert.match(here.text, /Case \d{6}, in which somebody has the same surname/);
    const action = /action="(\/reading\/[\da-f-]+\/reason)"/.exec(here.text)?.[1] ?? '';
    const short = await hana.post(action, { words: '.' });
    assert.equal(short.status, 422);
    assert.match(short.text, /Say it in a sentence/);
    assert.equal((await ines.post(action, { words: 'It is not mine.' })).status, 404);
    assert.equal((await hana.post(action, { words: 'A common name; not kin.' })).status, 303);
    assert.equal((await hana.post(action, { words: 'Once more.' })).status, 404);
    const list = await ines.get('/oversight/reading');
    assert.match(list.text, /Who: Hana Weiss[\s\S]*The reason: A common name; not kin\./);
    const closing = /action="(\/oversight\/reading\/[\da-f-]+\/closing)"/.exec(list.text)?.[1] ?? '';
    assert.equal((await hana.post(closing, { words: 'Nothing to see.' })).status, 404);
    assert.equal((await ines.post(closing, { words: 'Asked; it is so.' })).status, 303);
    assert.match((await ines.get('/oversight/reading')).text, /Closed: Asked; it is so\./);
    const verbs = await look<{ verb: string; kept: boolean }>(
      desk.scene,
      desk.scene.staff.ines,
      sql`select verb, reason_commitment is not null as kept from audit_event
        where verb in ('reading.asked', 'reading.explained', 'reading.closed') order by at`,
    );
    for (const verb of ['reading.explained', 'reading.closed'])
      assert.deepEqual(verbs.find((row) => row.verb === verb)?.kept, true, verb);
    assert.ok(verbs.some(({ verb }) => verb === 'reading.asked'));
  });

  test('is not told of to information governance that is shut out of it', async () => {
    const shut = desk.scene.staff.ines.staffId;
    await hana.post(`/cases/${caseId}/exclusions`, { shut, why: 'Her cousin' });
    assert.equal(await readKinds('ines', 'same-name'), 0);
    assert.doesNotMatch((await ines.get('/oversight/reading')).text, /same surname, on/);
  });
});

describe('much reading, and reading in the night', () => {
  test('is found by the hour and by the night, once', async () => {
    const others = [await openCase(desk, frankie), await openCase(desk, frankie)];
    for (const other of others) await frankie.get(`/cases/${other}`);
    await findWith(2, 25, -1);
    assert.equal(await readKinds('frankie', 'many-cases'), 0, 'two are not more than two');
    await findWith(1, 25, -1);
    await findWith(1, 25, -1);
    assert.equal(await readKinds('frankie', 'many-cases'), 1);
    await findWith(100, 0, 0);
    await findWith(100, 0, 0);
    assert.equal(await readKinds('frankie', 'out-of-hours'), 1);
    assert.match((await frankie.get('/reading')).text, /cases within an hour, from/);
  });
});
