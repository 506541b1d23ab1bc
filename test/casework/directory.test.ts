/** The directory as staff keep it, and as it stands at the head of pages while the office is closed. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { makeId } from '../../src/platform/ids.ts';
import { recordConcern } from './concern.ts';
import { look } from './partnership.ts';
import { type Came, type Desk, openDesk, type Visitor } from './recording-desk.ts';

let desk: Desk;
let mo: Visitor;
let hana: Visitor;
let pat: Visitor;
let stranger: Visitor;

before(async () => {
  desk = await openDesk();
  desk.scene.clock.set('2026-11-24T10:30:00Z');
  [mo, hana, pat, stranger] = await Promise.all([
    desk.signIn('mo'),
    desk.signIn('hana'),
    desk.signIn('pat'),
    desk.signIn('ada.oddborough'),
  ]);
});
after(() => desk.stop());

/** The verbs about the directory, oldest first, as information governance reads them. */
const readVerbs = async () => {
  const rows = await look<{ verb: string }>(
    desk.scene,
    desk.scene.staff.ines,
    sql`select verb from audit_event where verb like 'directory.%' order by at, seq`,
  );
  return rows.map(({ verb }) => verb);
};

const hidden = ({ text }: Came, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
const said = 'reported wrong on 24 November 2026, being looked at';

describe('a wrong number', () => {
  test('is reported in two clicks, seen by colleagues and the public, and by no other council', async () => {
    const service = await mo.get('/directory/harbour');
    assert.match(service.text, /href="\/directory\/harbour\/report"/);
    const form = await mo.get('/directory/harbour/report');
    assert.match(form.text, /This number is wrong/);
    const report = hidden(form, 'report');
    const sent = await mo.post('/directory/harbour/report', { report, words: 'It rings out.' });
    assert.equal(sent.to, '/directory/harbour');
    await mo.post('/directory/harbour/report', { report, words: 'It rings out.' });
    for (const path of ['/directory', '/directory/harbour'])
      for (const reader of [hana, desk.signedOut]) {
        const { text } = await reader.get(path);
        assert.match(text, new RegExp(said, 'i'), path);
        assert.doesNotMatch(text, /It rings out/, 'what was written of it is for whoever keeps it');
      }
    assert.doesNotMatch((await stranger.get('/directory/harbour')).text, /reported wrong/i);
    assert.deepEqual(await readVerbs(), ['directory.reported'], 'a double click makes one report');
    const told = /href="\/directory\/reports">\s*A colleague found a number wrong/;
    assert.match((await pat.get('/')).text, told);
    assert.doesNotMatch((await hana.get('/')).text, told);
  });

  test('is on the list of who keeps the policy, done and not done after all', async () => {
    assert.match(
      (await pat.get('/directory')).text,
      /What colleagues found\s+wrong<\/a>: 1 service to look at/,
    );
    const list = await pat.get('/directory/reports');
    assert.match(list.text, /Harbour<\/a>[\s\S]*by Mo Reid[\s\S]*It rings out\./);
    const steps = /action="(\/directory\/reports\/[^"]+\/steps)"/.exec(list.text)?.[1] ?? '';
    await pat.post(steps, { kind: 'done' });
    await pat.post(steps, { kind: 'done' });
    for (const reader of [hana, desk.signedOut])
      assert.doesNotMatch((await reader.get('/directory/harbour')).text, /reported wrong/i);
    await pat.post(steps, { kind: 'undone' });
    assert.match((await hana.get('/directory/harbour')).text, new RegExp(said, 'i'));
    await pat.post(steps, { kind: 'done' });
    assert.deepEqual(await readVerbs(), [
      'directory.reported',
      'directory.reports-listed',
      'directory.report-done',
      'directory.report-undone',
      'directory.report-done',
    ]);
    for (const other of [mo, stranger]) {
      assert.equal((await other.get('/directory/reports')).status, 404);
      assert.equal((await other.post(steps, { kind: 'undone' })).status, 404);
    }
  });

  test('leads back to where it was found, and never out of Rowan', async () => {
    const report = () => makeId(desk.scene.clock);
    const back = '/concerns/new/01980000-0000-7000-8000-000000000001/result';
    const form = await mo.get(`/directory/lantern/report?back=${back}`);
    assert.equal(hidden(form, 'back'), back);
    assert.equal((await mo.post('/directory/lantern/report', { report: report(), back })).to, back);
    for (const out of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const came = await mo.post('/directory/lantern/report', { report: report(), back: out });
      assert.equal(came.to, '/directory/lantern', out);
    }
  });

  test('with too many words, of no service, or from nobody, is not kept', async () => {
    const report = makeId(desk.scene.clock);
    const words = 'x'.repeat(5000);
    const long = await mo.post('/directory/prism/report', { report, words });
    assert.equal(long.status, 422);
    assert.match(long.text, /href="#words">What is wrong must be 1,000 characters or fewer. Take out 4,000/);
    assert.ok(long.text.includes(words), 'what was typed is kept');
    assert.equal((await mo.post('/directory/nothing/report', { report })).status, 404);
    assert.equal((await mo.post('/directory/prism/report', { report: 'x' })).status, 404);
    assert.match((await desk.signedOut.post('/directory/prism/report', { report })).text, /Sign in/);
    assert.doesNotMatch((await mo.get('/directory/prism')).text, /reported wrong/i);
  });
});

const day = (text: string) => {
  const [year = '', month = '', of = ''] = text.split('-');
  return { 'asked-day': of, 'asked-month': month, 'asked-year': year };
};

describe('an entry', () => {
  test('is confirmed by who keeps the policy, with a name and a day, until it is taken back', async () => {
    const before = (await readVerbs()).length;
    const fingerprint = hidden(await pat.get('/directory/prism'), 'fingerprint');
    const confirm = { fingerprint, act: 'confirm', ...day('2026-11-20') };
    assert.equal((await pat.post('/directory/prism/confirmation', confirm)).to, '/directory/prism');
    for (const who of [mo, pat]) {
      const { text } = await who.get('/directory/prism');
      assert.match(text, /Checked with the service on 20 November 2026 by Pat Doe/);
      assert.doesNotMatch(text, /From the policy of 2026, not yet checked/);
    }
    assert.match((await stranger.get('/directory/prism')).text, /not yet checked/);
    for (const path of ['/directory', '/directory/prism']) {
      const { text } = await desk.signedOut.get(path);
      assert.match(text, /Checked with the service on 20 November 2026/i, path);
      assert.doesNotMatch(text, /Pat Doe/, 'who asked is the council’s own to know');
    }
    await pat.post('/directory/prism/confirmation', { fingerprint, act: 'withdraw' });
    for (const who of [mo, desk.signedOut])
      assert.match((await who.get('/directory/prism')).text, /not yet checked/);
    assert.deepEqual((await readVerbs()).slice(before), [
      'directory.confirmed',
      'directory.confirmation-withdrawn',
    ]);
  });

  test('is not confirmed for a day to come, as it was before a change, or by anybody else', async () => {
    const page = await pat.get('/directory/prism');
    const fingerprint = hidden(page, 'fingerprint');
    const send = (who: Visitor, fields: Record<string, string>) =>
      who.post('/directory/prism/confirmation', { fingerprint, act: 'confirm', ...fields });
    for (const [fields, says] of [
      [day('2026-11-25'), /The day on which you asked is today or before/],
      [day('26-11-20'), /Enter the day on which you asked/],
      [day('2026-02-31'), /Enter the day on which you asked/],
      [{ ...day('2026-11-20'), fingerprint: 'another' }, /The entry has changed since/],
    ] as const) {
      const came = await send(pat, fields);
      assert.equal(came.status, 422);
      assert.match(came.text, says);
    }
    for (const other of [mo, stranger]) assert.equal((await send(other, day('2026-11-20'))).status, 404);
    assert.match((await mo.get('/directory/prism')).text, /not yet checked/);
  });

  test('is walled in the database too: nobody writes or reads what is not theirs', async () => {
    const { started, staff, organisationId, stranger: away } = desk.scene;
    const insert = (table: string, rest: ReturnType<typeof sql>) =>
      sql`insert into ${sql.table(table)} ${rest}`;
    const confirmation = (by: string) =>
      insert(
        'directory_confirmation',
        sql`(organisation_id, service, kind, fingerprint, asked_on, said_by)
          values (${organisationId}, 'prism', 'confirmed', 'x', current_date, ${by})`,
      );
    const report = insert(
      'directory_report',
      sql`(directory_report_id, organisation_id, service, reported_by)
        values (${makeId(desk.scene.clock)}, ${organisationId}, 'prism', ${staff.hana.staffId})`,
    );
    for (const [who, statement] of [
      [staff.mo, confirmation(staff.mo.staffId)],
      [staff.pat, confirmation(staff.mo.staffId)],
      [away, confirmation(away.staffId)],
      [staff.mo, report],
    ] as const) {
      const act = started.database.actAs(
        who.staffId,
        async () => {},
        (tx) => statement.execute(tx),
      );
      await assert.rejects(act, /row-level security/);
    }
    for (const table of ['directory_report', 'directory_report_step', 'directory_confirmation']) {
      const read = sql`select * from ${sql.table(table)}`;
      assert.deepEqual(await look(desk.scene, away, read), []);
      assert.ok((await look(desk.scene, staff.mo, read)).length > 0, table);
    }
  });
});

const draftOf = ({ to }: Pick<Came, 'to'>) => /[0-9a-f-]{36}/.exec(to)?.[0] ?? '';
const night = '2026-11-24T23:30:00Z';
const morning = '2026-11-24T10:30:00Z';
const nightLine = /The office is closed now[\s\S]*tel:01632960011/;

describe('while the office is closed', () => {
  test('what the clock told is marked in the case, as said by nobody', async () => {
    const { started, staff } = desk.scene;
    const caseId = await recordConcern(desk.scene, staff.mo, { situation: 'concern', service: 'general' });
    await started.database.actAs(
      staff.mo.staffId,
      async () => {},
      (tx) =>
        sql`insert into advice (advice_id, case_id, given_at, given_to, facts, by_clock, result, trace,
            policy_version, content_hash)
          select gen_random_uuid(), case_id, given_at + interval '1 second', given_to,
            facts || '{"safeToTalk": "yes"}', array['safeToTalk'], result, trace, policy_version, content_hash
          from advice where case_id = ${caseId}`.execute(tx),
    );
    const { text } = await mo.get(`/cases/${caseId}/advice`);
    assert.equal(text.split('(nobody said so: taken from the clock when it was saved)').length, 2);
  });

  test('whoever saves is shown the night numbers at once, and the receiver’s cover is told', async () => {
    const { clock, staff } = desk.scene;
    clock.set(night);
    const frankie = await desk.signIn('frankie');
    const today = { day: '24', month: '11', year: '2026' };
    const covered = await frankie.post('/work/cover', {
      absent: staff.frankie.staffId,
      covering: staff.jo.staffId,
      ...Object.fromEntries(
        Object.entries(today).flatMap(([part, of]) => [
          [`from-${part}`, of],
          [`to-${part}`, of],
        ]),
      ),
    });
    assert.equal(covered.status, 303, covered.text);
    const begun = await mo.post('/concerns/new', { start: 'noticed' });
    const result = await mo.get(`${begun.to}/result`);
    assert.match(result.text, nightLine);
    assert.ok(result.text.indexOf('The office is closed') < result.text.indexOf('What to do now</h2>'));
    assert.match((await mo.get(`${begun.to}/paper`)).text, nightLine);
    const saved = await mo.follow(await mo.post(`${begun.to}/record`));
    assert.match(saved.text, nightLine);
    assert.match(saved.text, /It may be read when the office opens/);
    const caseId = draftOf(saved);
    assert.match((await mo.get(`/cases/${caseId}`)).text, nightLine);
    clock.set(morning);
    for (const path of [`/cases/${caseId}`, `/concerns/${caseId}/saved`])
      assert.doesNotMatch((await mo.get(path)).text, /The office is closed now/, path);
    const told = await look<{ kind: string }>(
      desk.scene,
      staff.frankie,
      sql`select kind from message where about_case = ${caseId}`,
    );
    assert.deepEqual(told, [{ kind: 'new-work' }]);
  });

  test('a line for women stands at the head of no page about a man', async () => {
    desk.scene.clock.set(night);
    const caseId = await recordConcern(desk.scene, desk.scene.staff.mo, {
      situation: 'disclosure',
      survivorGender: 'man',
      survivorAge: '18-or-over',
    });
    const { text } = await mo.get(`/cases/${caseId}`);
    assert.match(text, /The office is closed now[\s\S]*tel:08081570000/);
    assert.ok(!text.includes('tel:01632960011'));
    desk.scene.clock.set(morning);
  });
});
