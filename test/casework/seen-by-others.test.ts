/** Nobody takes a case out of everybody's sight, or comes to see cases, without others who know of it. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { sendMessages } from '../../src/messages/index.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { openOutboxFolder } from '../../src/platform/post/outbox-folder.ts';
import { openCase } from './concern.ts';
import { look, readVerbs } from './partnership.ts';
import { type Desk, openDesk, type Visitor } from './recording-desk.ts';

let desk: Desk;
let staff: Desk['scene']['staff'];
let ada: Visitor;
const visitors = new Map<string, Promise<Visitor>>();
const as = (name: keyof Desk['scene']['staff']): Promise<Visitor> => {
  const known = visitors.get(name) ?? desk.signIn(name);
  visitors.set(name, known);
  return known;
};
before(async () => {
  desk = await openDesk();
  staff = desk.scene.staff;
  ada = await desk.signIn('ada.exampleshire');
});
after(() => desk.stop());

/** What somebody was told and has not seen, the newest first, and where each leads; every place is there. */
async function readTold(name: keyof typeof staff): Promise<readonly string[]> {
  const { text } = await (await as(name)).get('/');
  const list = /<ul class="govuk-list rowan-told">([\s\S]*?)<\/ul>/.exec(text)?.[1] ?? '';
  const told = [...list.matchAll(/<div>([\s\S]*?)<br>/g)].map(([, one = '']) => one);
  for (const one of told) {
    const to = /href="([^"]+)"/.exec(one)?.[1];
    if (to !== undefined) assert.equal((await (await as(name)).get(to)).status, 200, one);
  }
  return told.map((one) =>
    one
      .replace(/^<strong[\s\S]*?<\/strong>/, '')
      .replaceAll(/<[^>]+>/g, '')
      .trim(),
  );
}

/** Marks all of it as seen. */
async function clear(...names: (keyof typeof staff)[]): Promise<void> {
  for (const name of names) {
    const { text } = await (await as(name)).get('/');
    const ids = [...text.matchAll(/name="messages" value="([^"]+)"/g)].map(([, id = '']) => id);
    await (await as(name)).post('/told/seen', {
      messages: ids.toSorted((a, b) => b.length - a.length)[0] ?? '',
    });
  }
}

const readKinds = async (viewer: Viewer, caseId: string) => {
  const rows = await look<{ kind: string }>(
    desk.scene,
    viewer,
    sql`select kind from message where about_case = ${caseId} order by kind`,
  );
  return rows.map(({ kind }) => kind);
};

test('a council that is set up floods nobody who comes to it', async () => {
  for (const name of Object.keys(staff) as (keyof typeof staff)[])
    assert.deepEqual(await readTold(name), [], name);
});

describe('an exclusion', () => {
  const shutOut = async (by: keyof typeof staff, caseId: string, who: Viewer, why = 'He is her brother') =>
    (await as(by)).post(`/cases/${caseId}/exclusions`, { shut: who.staffId, why });
  const readOut = async (caseId: string, by: Viewer) => {
    const rows = await look<{ id: string }>(
      desk.scene,
      by,
      sql`select staff_id as id from exclusion where case_id = ${caseId} and lifted_at is null`,
    );
    return rows.map(({ id }) => id);
  };

  test('holds also where nobody else is left who steers the case, and is no secret then', async () => {
    const caseId = await openCase(desk, await as('frankie'));
    await clear('ines');
    assert.equal((await shutOut('hana', caseId, staff.frankie)).status, 303);
    assert.equal((await (await as('frankie')).get(`/cases/${caseId}`)).status, 404);
    const alone = /Nobody else at work answers for this\. Ask information governance/;
    assert.match((await (await as('hana')).get(`/cases/${caseId}/working`)).text, alone);
    assert.deepEqual(await readTold('ines'), [
      'Somebody was shut out of a case, and nobody at work but whoever did that answers for it now. ' +
        'Somebody else has to receive it',
    ]);
    const { text } = await ada.get('/');
    assert.match(text, /href="\/staff">\s*Nobody is left who may receive something that came in/);
    assert.doesNotMatch(text, new RegExp(caseId));
  });

  test('is told to whoever is left to steer the case, to governance, and to nobody else', async () => {
    const caseId = await openCase(desk, await as('frankie'));
    await clear('hana', 'ines');
    assert.equal((await shutOut('mo', caseId, staff.frankie)).status, 303);
    assert.deepEqual(await readOut(caseId, staff.hana), [staff.frankie.staffId]);
    assert.ok((await readVerbs(desk.scene, caseId, staff.hana)).includes('exclusion.set'));
    for (const name of ['hana', 'ines'] as const)
      assert.deepEqual(await readTold(name), ['Somebody was shut out of a case. Look whether that is right']);
    for (const name of ['frankie', 'mo', 'priya'] as const)
      assert.ok(!(await readKinds(staff[name], caseId)).includes('shut-out'), name);
    const { text } = await (await as('ines')).get(`/oversight/cases/${caseId}`);
    assert.match(text, /Mo Reid/);
  });
});

describe('a recorder who names the last who answers for it', () => {
  async function recordNaming(
    colleague: string,
    other = '',
  ): Promise<{ readonly caseId: string; readonly text: string }> {
    const jo = await as('jo');
    const here = (await jo.post('/concerns/new', { start: 'noticed' })).to;
    const q = /q=(\d+)/.exec((await jo.get(here)).to)?.[1] ?? '';
    await jo.post(`${here}/question`, { q, a: 'no' });
    await jo.post(`${here}/colleagues`, { involved: 'yes', colleague, 'colleague-2': other });
    const saved = await jo.follow(await jo.post(`${here}/record`));
    assert.equal(saved.status, 200, saved.text);
    return { caseId: /[0-9a-f-]{36}/.exec(saved.to)?.[0] ?? '', text: saved.text };
  }

  test('shuts them out, is told that nobody is left and whom to ring, and so is governance', async () => {
    await clear('ines');
    const { caseId, text } = await recordNaming('Frankie Obi');
    assert.match(text, /Its reference is <strong>\d{6}/);
    assert.match(text, /Whom you named is shut out, and nobody else at work answers for this/);
    assert.match(text, /Ring <strong>Ines Roy<\/strong> \(information governance\)/);
    assert.doesNotMatch(text, /It was sent to/);
    assert.match((await readTold('ines')).join(), /^Somebody was shut out of a case, and nobody at work/);
    const frankie = await as('frankie');
    for (const page of [`/cases/${caseId}`, `/concerns/${caseId}/saved`])
      assert.equal((await frankie.get(page)).status, 404);
    assert.doesNotMatch((await frankie.get('/work/unclaimed')).text, new RegExp(caseId));
    assert.deepEqual(await readKinds(staff.frankie, caseId), [], 'whoever is named hears of nothing');

    await giveRoles(staff.pat, ['policy-owner', 'front-door-lead']);
    assert.match((await (await as('pat')).get('/work/unclaimed')).text, new RegExp(caseId));
    assert.doesNotMatch(
      (await (await as('jo')).get(`/concerns/${caseId}/saved`)).text,
      /nobody else at work/,
    );
    await giveRoles(staff.pat, ['policy-owner']);
  });

  test('and one of information governance is not told to ring that one', async () => {
    const { text } = await recordNaming('Frankie Obi', 'Ines Roy');
    assert.match(text, /Ring a manager whom you did not name/);
  });
});

/** An administrator's form, with what it says already. */
async function change(person: Viewer, fields: Readonly<Record<string, string | readonly string[]>>) {
  const { text } = await ada.get(`/staff/${person.staffId}`);
  const typed = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(text)?.[1] ?? '';
  const chosen = (name: string) =>
    new RegExp(`name="${name}"[\\s\\S]*?<option value="([^"]*)" selected`).exec(text)?.[1] ?? '';
  const kept = { name: typed('name'), email: typed('email'), team: chosen('team'), manager: '' };
  const came = await ada.post(`/staff/${person.staffId}`, { ...kept, roles: person.roles, ...fields });
  assert.equal(came.status, 303, came.text);
}
const giveRoles = (person: Viewer, roles: readonly string[]) => change(person, { roles });

describe('whoever comes to see cases', () => {
  test('by a role is told of to those who hold it and to governance; who loses it hears it too', async () => {
    await clear('ines', 'frankie', 'nia', 'pat');
    const given = {
      'front-door-lead': ['frankie', /^Pat Doe was given the role that receives concerns, and sees them all/],
      'break-glass': ['nia', /^Pat Doe was given the right to open cases in an emergency/],
      'information-governance': ['ines', /^Pat Doe was given the role of information governance/],
    } as const;
    for (const [role, [holder, says]] of Object.entries(given)) {
      await giveRoles(staff.pat, [role]);
      for (const name of new Set([holder, 'ines'] as const))
        assert.match((await readTold(name)).join(), says);
      await clear('ines', holder);
      await giveRoles(staff.pat, []);
      for (const name of new Set([holder, 'ines'] as const))
        assert.match((await readTold(name)).join(), /^Pat Doe lost a role by which they saw cases/);
      assert.match((await readTold('pat')).join(), /A role that you held was taken from you/);
      await clear('ines', holder, 'pat');
    }
    await giveRoles(staff.pat, ['policy-owner']);
    assert.deepEqual(await readTold('ines'), [], 'a role that shows no case is told to nobody');
  });

  test('by managing somebody is told of to that person, to who managed them, and to governance', async () => {
    await clear('ines', 'lee', 'priya');
    await change(staff.lee, { manager: staff.jo.staffId });
    assert.match((await readTold('lee')).join(), /^You were given another manager, who sees the cases/);
    for (const name of ['priya', 'ines'] as const)
      assert.match((await readTold(name)).join(), /^Lee Marsh was given another manager/);
    assert.deepEqual(await readKindsOf('jo', ['managed-now', 'own-manager']), []);
    await change(staff.lee, { manager: staff.priya.staffId });
  });

  const readKindsOf = async (name: keyof typeof staff, kinds: readonly string[]) =>
    look(desk.scene, staff[name], sql`select from message where kind = any(${kinds})`);
});

describe('cover that somebody sets for another', () => {
  const dates = () => {
    const [year = '', month = '', day = ''] = desk.scene.clock.now().toISOString().slice(0, 10).split('-');
    const parts = (name: string, on: string) => ({
      [`${name}-day`]: day,
      [`${name}-month`]: month,
      [`${name}-year`]: on,
    });
    return { ...parts('from', year), ...parts('to', year) };
  };
  const cover = async (by: keyof typeof staff, absent: Viewer, covering: Viewer) =>
    (await as(by)).post('/work/cover', { absent: absent.staffId, covering: covering.staffId, ...dates() });

  test('is told to who is away and to information governance; one’s own is not', async () => {
    await clear('ines', 'mo', 'hana');
    assert.equal((await cover('hana', staff.hana, staff.nia)).status, 303);
    for (const name of ['ines', 'hana'] as const) assert.deepEqual(await readTold(name), []);
    assert.equal((await cover('priya', staff.mo, staff.jo)).status, 303);
    assert.match((await readTold('mo')).join(), /^Jo Lund stands in for you, as your manager said/);
    assert.match((await readTold('ines')).join(), /^A manager said who stands in for Mo Reid/);
  });

  test('never names whoever sets it, nor a team that never leads for somebody who may', async () => {
    for (const [covering, says] of [
      [staff.priya, /id="covering-error"[\s\S]*Choose somebody other than yourself/],
      [staff.asif, /id="covering-error"[\s\S]*Their team never leads a case/],
    ] as const) {
      const refused = await cover('priya', staff.mo, covering);
      assert.equal(refused.status, 422);
      assert.match(refused.text, says);
      assert.match(refused.text, new RegExp(`value="${covering.staffId}" selected`));
    }
    const both = [staff.priya.staffId, staff.asif.staffId];
    const set = sql`select from cover where covering_staff_id = any(${both})`;
    assert.deepEqual(await look(desk.scene, staff.ines, set), []);
  });

  test('gives nobody a case for good: who only stands in does not name themselves', async () => {
    const caseId = await openCase(desk, await as('frankie'));
    await cover('hana', staff.hana, staff.nia);
    const nia = await as('nia');
    const { text } = await nia.get(`/cases/${caseId}/working`);
    assert.match(text, /Who leads this case/);
    assert.equal(text.split('>Nia Bell<').length, 2, 'they are offered only where somebody is shut out');
    for (const [field, to] of [
      ['lead', 'lead'],
      ['member', 'team'],
    ] as const) {
      const refused = await nia.post(`/cases/${caseId}/${to}`, { [field]: staff.nia.staffId });
      assert.equal(refused.status, 422, to);
    }
    assert.equal((await nia.post(`/cases/${caseId}/team`, { member: staff.lee.staffId })).status, 303);
  });
});

test('what is told here goes out as other messages do', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rowan-outbox-'));
  const { started, keys, clock } = desk.scene;
  const post = openOutboxFolder(folder, 'http://localhost:3000');
  await sendMessages({ worker: started.worker, keys, post, clock, log: openLog(clock, () => {}) });
  const kinds = [
    'shut-out',
    'unsteered',
    'receiver-wanted',
    'receives-now',
    'governs-now',
    'managed-now',
    'cover-set',
  ];
  const lost = await look(
    desk.scene,
    staff.ines,
    sql`select from message where kind = any(${kinds}) and sent_at is null and read_at is null`,
  );
  assert.deepEqual(lost, []);
  assert.ok(fs.readdirSync(folder).length > 0);
  fs.rmSync(folder, { recursive: true });
});
