/** What somebody may type, send twice, or send from an old page, while they record. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { readDateOfBirth } from '../../src/people/form/typed-date.rules.ts';
import { look } from './partnership.ts';
import { type Desk, openDesk, type Visitor } from './recording-desk.ts';

let desk: Desk;
let mo: Visitor;
before(async () => {
  desk = await openDesk();
  mo = await desk.signIn('mo');
});
after(() => desk.stop());

const begin = async (): Promise<string> => (await mo.post('/concerns/new', { start: 'noticed' })).to;
const birth = (day: string, month: string, year: string) => ({
  'birth-day': day,
  'birth-month': month,
  'birth-year': year,
});

/** Records, people and tasks that Frankie, who receives concerns, may see. */
async function countRecords() {
  const { scene } = desk;
  const count = sql<{ table: string; count: string }>`
    select 'records' as table, count(*) from case_record union all select 'people', count(*) from person
    union all select 'tasks', count(*) from task`;
  return look(scene, scene.staff.frankie, count);
}

describe('a date of birth', () => {
  const wrong: readonly [string, string, string, RegExp][] = [
    ['31', '2', '1990', /There is no such day/],
    ['29', '2', '2023', /There is no such day/],
    ['0', '1', '1990', /There is no such day/],
    ['1', '13', '1990', /There is no such day/],
    ['1', '1', '90', /The year must have four figures/],
    ['1', '1', '2999', /must be in the past/],
    ['1', '1', '1066', /must be 1890 or later/],
    ['', '1', '1990', /must have a day/],
    ['first', '1', '1990', /The day must be a number/],
    ['1', '-1', '1990', /The month must be a number/],
  ];
  for (const [day, month, year, says] of wrong) {
    test(`${day} ${month} ${year} is refused beside the field, and kept`, async () => {
      const here = await begin();
      const came = await mo.post(`${here}/who`, { name: 'Sam', ...birth(day, month, year) });
      assert.equal(came.status, 422);
      assert.match(came.text, says);
      assert.match(came.text, /<title>Error: /);
      assert.match(came.text, /govuk-error-summary/);
      const kept = await mo.get(`${here}/who`);
      assert.match(kept.text, /value="Sam"/);
      const before = await countRecords();
      const refused = await mo.post(`${here}/record`);
      assert.equal(refused.status, 422);
      assert.match(refused.text, /Not saved[\s\S]*Who it is about/);
      assert.deepEqual(await countRecords(), before, 'nothing is half written');
    });
  }

  test('that is in the calendar is read, leap days and single figures among them', () => {
    const read = (day: string, month: string, year: string) =>
      readDateOfBirth({ day, month, year }, '2026-11-22');
    assert.deepEqual(read('29', '2', '2024'), { ok: true, date: '2024-02-29' });
    assert.deepEqual(read(' 1 ', '02', '1990'), { ok: true, date: '1990-02-01' });
    assert.deepEqual(read('22', '11', '2026'), { ok: true, date: '2026-11-22' });
    assert.deepEqual(read('', '', ''), { ok: true, date: undefined });
  });
});

describe('what is typed', () => {
  const names = ["D’Arcy O'Neill", 'Zoë Żółć', 'محمد', '李小龍', 'ঋতু', '<b>Bo</b> & "Co"', '👩‍👧 Jo'];
  const phones = ['01632 960001', '+44 (0)1632-960 001', 'ask at the shop', '٠٧٧٠٠٩٠٠٠٠٠'];

  test('may be a name in any script and a phone number in any shape', async () => {
    for (const [place, name] of names.entries()) {
      const here = await begin();
      const phone = phones[place % phones.length] ?? '';
      assert.equal((await mo.post(`${here}/who`, { name, phone, same: 'nobody' })).status, 303, name);
      const saved = await mo.post(`${here}/record`);
      assert.match(saved.to, /\/saved$/, name);
    }
  });

  test('may be as long as a book, and no longer', async () => {
    const here = await begin();
    const words = 'She came. '.repeat(9000);
    assert.equal((await mo.post(`${here}/note`, { words })).status, 303);
    const long = await mo.post(`${here}/note`, { words: `${words}${words}` });
    assert.equal(long.status, 422);
    assert.match(long.text, /must be 100,000 characters or fewer/);
    const paste = await mo.post(`${here}/note`, { words: 'x'.repeat(10_000_000) });
    assert.equal(paste.status, 413);
    assert.match(paste.text, /That is more than we can take at once/);
    assert.match((await mo.get(`${here}/note`)).text, /She came/);
  });

  test('that cannot be kept is refused in words', async () => {
    const here = await begin();
    const came = await mo.post(`${here}/who`, { name: 'Sam\0' });
    assert.equal(came.status, 422);
    assert.match(came.text, /holds a character that cannot be kept/);
    // A browser sends a lone surrogate as the sign that stands for it: it is kept as that.
    assert.equal((await mo.post(`${here}/who`, { name: 'Sam\ud800' })).status, 303);
  });

  test('is kept while it is typed, and encrypted', async () => {
    const here = await begin();
    const kept = await mo.post(`${here}/note/keep`, { words: 'He has my phone', form: 'A', before: '' });
    assert.match(kept.text, /"saved":"\d+:\d\d[ap]m"/);
    assert.match((await mo.get(`${here}/note`)).text, /He has my phone/);
    const rows = await look<{ body_cipher: Buffer }>(
      desk.scene,
      desk.scene.staff.mo,
      sql`select body_cipher from draft`,
    );
    assert.ok(rows.every((row) => !row.body_cipher.includes('He has my phone')));
  });

  test('is its author’s alone, and gone for good once it is thrown away', async () => {
    const here = await begin();
    await mo.post(`${here}/note`, { words: 'Only mine' });
    const priya = await desk.signIn('priya');
    for (const path of ['', '/note', '/result', '/paper', '/who']) {
      assert.equal((await priya.get(`${here}${path}`)).status, 404, path);
    }
    assert.equal((await priya.post(`${here}/note`, { words: 'x' })).status, 404);
    await priya.post(`${here}/away`);
    assert.match((await mo.get('/')).text, new RegExp(here));
    assert.match((await mo.get(`${here}/note`)).text, /Only mine/);
    await mo.post(`${here}/away`);
    assert.equal((await mo.get(`${here}/note`)).status, 404);
    assert.doesNotMatch((await mo.get('/')).text, new RegExp(here));
  });

  test('stays where it was when somebody signed out sends it, and the words come back to them', async () => {
    const here = await begin();
    await mo.post(`${here}/note`, { words: 'As it was' });
    const came = await desk.signedOut.post(`${here}/note`, { words: 'As it is not' });
    assert.equal(came.status, 403);
    assert.match(came.text, /<h1[^>]*>Sign in<[\s\S]*It\s+is not saved[\s\S]*As it is not/);
    assert.match((await mo.get(`${here}/note`)).text, /As it was/);
  });
});

describe('a form', () => {
  test('of an older page does not write over a newer one, and shows both', async () => {
    const here = await begin();
    await mo.post(`${here}/note`, { words: 'Written here', form: 'A', before: '' });
    const stale = await mo.post(`${here}/note`, { words: 'Written there', form: 'B', before: '' });
    assert.equal(stale.status, 409);
    assert.match(stale.text, /Written here[\s\S]*Written there/);
    const again = await mo.post(`${here}/note`, { words: 'Written here and more', form: 'A', before: '' });
    assert.equal(again.status, 303, 'the same form may be sent again');
    const over = await mo.post(`${here}/note`, { words: 'Written there', form: 'B', before: 'A' });
    assert.equal(over.status, 303);
  });

  test('that asks what does not exist, or comes from nowhere, is not found', async () => {
    const here = await begin();
    for (const path of ['/concerns/new/nothing', `${here}/nothing`, `${here}/question?q=9999`]) {
      assert.equal((await mo.get(path)).status, 404, path);
    }
    assert.equal((await mo.post('/concerns/new', { start: 'elsewhere' })).status, 404);
    assert.equal((await mo.post(`${here}/question`, { q: '9999', a: 'yes' })).status, 404);
    const unknown = await mo.get('/concerns/new/01980000-0000-7000-8000-000000000001');
    assert.equal(unknown.status, 404);
  });

  test('of an older version, without what later ones carry or with what they dropped, is taken', async () => {
    const here = await begin();
    const odd = { name: 'Sam', nickname: 'S', 'birth-century': '19' };
    assert.equal((await mo.post(`${here}/who`, odd)).status, 303);
    const page = await mo.get(`${here}/result`);
    const [, done = ''] = /name="done"[^>]*value="([^"]+)"/.exec(page.text) ?? [];
    await mo.post(`${here}/result`, { done });
    // It says nothing of what was ticked, and so takes nothing back.
    const saved = await mo.follow(await mo.post(`${here}/record`));
    const caseId = /[0-9a-f-]{36}/.exec(saved.to)?.[0];
    assert.match((await mo.get(`/cases/${caseId}/notes`)).text, /Done already: /);
  });

  test('without an answer, or with one that the question does not have, says so', async () => {
    const here = await begin();
    const q = /q=(\d+)/.exec((await mo.get(here)).to)?.[1] ?? '';
    const empty = await mo.post(`${here}/question`, { q, a: '' });
    assert.equal(empty.status, 422);
    assert.match(empty.text, /Choose an answer/);
    const odd = await mo.post(`${here}/question`, { q, a: 'perhaps' });
    assert.equal(odd.status, 422);
    assert.match(odd.text, /Choose one of the answers on the page/);
    assert.equal((await mo.post(`${here}/question`, { q, act: 'skip' })).status, 303);
  });

  test('puts nothing that only the survivor can answer until it is safe to talk', async () => {
    const here = await begin();
    const { facts } = desk.scene.policies.policies[0]?.policy ?? { facts: [] };
    const places = facts.flatMap(({ from }, place) => (from === 'survivor' ? [place] : []));
    for (const place of places) {
      const came = await mo.get(`${here}/question?q=${place}`);
      assert.equal(came.status, 303, facts[place]?.id);
    }
  });
});

describe('naming a colleague', () => {
  test('whom nobody knows, or oneself, is refused; without a name its receivers are told', async () => {
    const here = await begin();
    const send = (colleague: string) => mo.post(`${here}/colleagues`, { involved: 'yes', colleague });
    assert.match((await send('Nobody Known')).text, /No colleague has this name/);
    assert.match((await send('mo reid')).text, /This is you/);
    assert.equal((await send('')).status, 303);
  });
});
