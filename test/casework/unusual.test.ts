/** Reading that is out of the usual: found, asked about, answered, reviewed. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { findUnusualReading } from '../../src/oversight/index.ts';
import type { LoadedPolicies } from '../../src/pathway/index.ts';
import { openCase } from './concern.ts';
import { look, readVerbs } from './partnership.ts';
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
const readKinds = async (who: 'hana' | 'ines' | 'frankie' | 'nia', kind: string) =>
  (
    await look<{ cases: number; staff_id: string }>(
      desk.scene,
      desk.scene.staff[who],
      sql`select cases, staff_id from unusual_reading where kind = ${kind}`,
    )
  ).length;

const countSteps = async () =>
  (await look(desk.scene, desk.scene.staff.hana, sql`select from unusual_reading_step`)).length;

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
    const words = 'A common name. '.repeat(300);
    const long = await hana.post(action, { words });
    assert.deepEqual([long.status, /4,000 characters or fewer/.test(long.text)], [422, true]);
    assert.ok(long.text.includes(words), 'what was typed is kept');
    assert.equal((await ines.post(action, { words: 'It is not mine.' })).status, 404);
    const reason = { words: 'A common name; not kin.' };
    for (const came of await Promise.all([hana.post(action, reason), hana.post(action, reason)]))
      assert.equal(came.status, 303);
    assert.equal(await countSteps(), 1);
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

describe('opening one case after the other', () => {
  const opened: string[] = [];
  let lee: Visitor;
  let pages: Desk;

  before(async () => {
    const { policies, staff } = desk.scene;
    pages = await openDesk(undefined, { ...desk.scene, policies: askAfter(3, policies) });
    lee = await pages.signIn('lee');
    for (let count = 0; count < 5; count += 1) {
      const one = await openCase(desk, frankie);
      await hana.post(`/cases/${one}/team`, { member: staff.lee.staffId });
      opened.push(one);
    }
  });
  after(() => pages.app.close());

  test('asks why before the next, which is not counted as seen, and opens it with the reason', async () => {
    const [first = '', second = '', third = '', next = '', last = ''] = opened;
    for (const one of [first, second, third]) assert.equal((await lee.get(`/cases/${one}`)).status, 200);
    for (const path of ['', '/notes', '/people'])
      assert.equal((await lee.get(`/cases/${next}${path}`)).to, `/reading/pause/${next}`, path);
    assert.equal((await lee.get(`/cases/${first}/notes`)).status, 200, 'what is open stays open');
    assert.equal((await lee.get(`/cases/${caseId}`)).status, 404, 'what is not theirs is not found');
    const pause = `/reading/pause/${next}`;
    assert.match((await lee.get(pause)).text, /You have opened many cases within an hour/);
    const id = '019ab3c0-0000-7000-8000-0000000000bb';
    for (const [path, wrong] of [
      ['/notes', { note: id, body: '' }],
      ['/people', { newcomer: id, part: 'nobody' }],
    ] as const)
      assert.equal((await lee.post(`/cases/${next}${path}`, wrong)).to, pause, 'nor by a form that is wrong');
    const short = await lee.post(pause, { words: '.' });
    assert.deepEqual([short.status, /Say it in a sentence/.test(short.text)], [422, true]);
    const words = 'The list of the week. '.repeat(200);
    const long = await lee.post(pause, { words });
    assert.match(long.text, /What you wrote must be 4,000 characters or fewer. Take out 399/);
    assert.ok(long.text.includes(words), 'what was typed is kept');
    const gone = await lee.post(pause, { words: 'The list of the week.' });
    assert.equal(gone.to, `/cases/${next}`);
    assert.equal((await lee.get(gone.to)).status, 200);
    assert.equal((await lee.get(`/cases/${last}`)).status, 200, 'and then as many again');
    const verbs = await readVerbs(desk.scene, next);
    assert.deepEqual(verbs.slice(-6), [...Array(5).fill('reading.paused'), 'case.shown']);
  });

  test('is told to information governance and to their manager, who read the reason', async () => {
    const priya = await desk.signIn('priya');
    for (const who of [ines, priya]) {
      assert.match((await who.get('/')).text, /A colleague opened many cases within an hour, and said why/);
      assert.match((await who.get('/')).text, /href="\/oversight\/reading">Unusual reading</);
      const list = await who.get('/oversight/reading');
      assert.match(list.text, /Who: Lee Marsh[\s\S]*The reason: The list of the week\./);
    }
    assert.doesNotMatch((await priya.get('/oversight/reading')).text, /Close it|Who: Hana Weiss/);
    assert.match((await ines.get('/oversight/reading')).text, /Close it/);
    assert.match((await frankie.get('/oversight/reading')).text, /None\./);
    for (const who of [frankie, lee])
      assert.doesNotMatch((await who.get('/')).text, /href="\/oversight\/reading"/);
    const kept = await look<{ kept: boolean }>(
      desk.scene,
      desk.scene.staff.ines,
      sql`select reason_commitment is not null as kept from audit_event
        where verb = 'reading.explained' and staff_id = ${desk.scene.staff.lee.staffId}`,
    );
    assert.deepEqual(kept, [{ kept: true }]);
    await findWith(1, 25, -1);
    assert.doesNotMatch((await lee.get('/reading')).text, /No reason yet/, 'nobody is asked twice');
  });

  test('does not ask whoever leads them', async () => {
    const lead = await pages.signIn('hana');
    for (const one of opened) assert.equal((await lead.get(`/cases/${one}`)).status, 200);
  });
});

describe('looking for one person after the other', () => {
  let jo: Visitor;
  let pages: Desk;

  before(async () => {
    pages = await openDesk(undefined, { ...desk.scene, policies: askAfter(2, desk.scene.policies) });
    jo = await pages.signIn('jo');
  });
  after(() => pages.app.close());

  /** On a draft of its own, which leads on once nobody is found. */
  const seek = async (name: string, more = {}) => {
    const { to } = await jo.post('/concerns/new', { start: 'told' });
    return jo.post(`${to}/who`, { name, form: 'A', before: '', ...more });
  };

  test('asks why in the same form, once, keeps what was typed, and goes on', async () => {
    for (const name of ['Dee Tan', 'Sam Poe']) assert.equal((await seek(name)).status, 303);
    const asked = await seek('Ann Moss');
    assert.equal(asked.status, 422);
    assert.match(asked.text, /You have looked for many people within an hour/);
    assert.match(asked.text, /value="Ann Moss"/);
    const short = await seek('Ann Moss', { 'why-search': '.' });
    assert.equal(short.status, 422);
    const gone = await seek('Ann Moss', { 'why-search': 'A list came from the school.' });
    assert.equal(gone.status, 303);
    assert.equal((await seek('Lou Fell')).status, 303, 'and then as many again');
    const acts = await look<{ verb: string }>(
      desk.scene,
      desk.scene.staff.ines,
      sql`select verb from audit_event where staff_id = ${desk.scene.staff.jo.staffId}
        and verb in ('people.searched', 'reading.explained') order by at`,
    );
    const verbs = acts.map(({ verb }) => verb);
    const searched = 'people.searched';
    assert.deepEqual(verbs, [searched, searched, 'reading.explained', searched, searched]);
  });

  test('is told to information governance, who reads the reason', async () => {
    const list = await ines.get('/oversight/reading');
    assert.match(list.text, /2 searches for people within an hour/);
    assert.match(list.text, /Who: Jo Lund[\s\S]*The reason: A list came from the school\./);
  });
});

/** The same policies, with other numbers of cases and of searches. */
function askAfter(count: number, loaded: LoadedPolicies): LoadedPolicies {
  return {
    ...loaded,
    policies: loaded.policies.map((policy) => {
      const numbers = ['unusual-reading-cases-an-hour', 'unusual-searches-an-hour'].map((name) => [
        name,
        { ...policy.words.settings[name], says: '', value: count },
      ]);
      const settings = { ...policy.words.settings, ...Object.fromEntries(numbers) };
      return { ...policy, words: { ...policy.words, settings } };
    }),
  };
}

describe('emergencies in which no case is found', () => {
  test('hold nobody up, and are asked about once they are many', async () => {
    const nia = await desk.signIn('nia');
    const guess = async (reference: string) => {
      const came = await nia.post('/emergency', { reference, why: 'They ran out of the door.' });
      assert.match(came.text, /No case was found by this/);
    };
    for (const reference of ['100000', '100001', '100002']) await guess(reference);
    await findAll();
    assert.doesNotMatch((await nia.get('/reading')).text, /emergencies in which/, 'three are not many');
    await guess('100003');
    await findAll();
    await findAll();
    assert.equal(await readKinds('nia', 'emergencies-in-vain'), 1);
    assert.match(
      (await nia.get('/reading')).text,
      /4 emergencies in which no case was found, within an hour/,
    );
    assert.match((await ines.get('/oversight/reading')).text, /4 emergencies[\s\S]*Who: Nia Bell/);
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
    // A night ends twelve hours from now, so that this run is all in one.
    const elsewhen = (desk.scene.clock.now().getUTCHours() + 12) % 24;
    await findWith(100, 0, elsewhen);
    await findWith(100, 0, elsewhen);
    assert.equal(await readKinds('frankie', 'out-of-hours'), 1);
    assert.match((await frankie.get('/reading')).text, /cases within an hour, from/);
  });
});
