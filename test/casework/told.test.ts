/**
 * Who is told is told: in Rowan, and by a neutral word outside. Not proved here: that GOV.UK Notify itself
 * does as its published protocol says; a stand-in does.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { sendMessages } from '../../src/messages/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import type { Post } from '../../src/platform/post/index.ts';
import { openNotify } from '../../src/platform/post/notify.ts';
import { openOutboxFolder } from '../../src/platform/post/outbox-folder.ts';
import { apiKey, type NotifyStandIn, startNotify, template } from './notify-stand-in.ts';
import { look } from './partnership.ts';
import { type Desk, openDesk, type Visitor } from './recording-desk.ts';

const HERE = 'http://localhost:3000';
const outbox = fs.mkdtempSync(path.join(os.tmpdir(), 'rowan-outbox-'));
let desk: Desk;
let mo: Visitor;
let frankie: Visitor;
let notify: NotifyStandIn;
let logged = '';
before(async () => {
  desk = await openDesk();
  mo = await desk.signIn('mo');
  frankie = await desk.signIn('frankie');
  notify = await startNotify(systemClock.now);
});
after(async () => {
  await notify.stop();
  await desk.stop();
  fs.rmSync(outbox, { recursive: true });
});

/** Mo records what she noticed; Frankie, who receives concerns, is told. */
async function record(start = 'noticed'): Promise<string> {
  const here = (await mo.post('/concerns/new', { start })).to;
  const q = /q=(\d+)/.exec((await mo.get(here)).to)?.[1] ?? '';
  await mo.post(`${here}/question`, { q, a: start === 'danger' ? 'concern' : 'no' });
  const { to } = await mo.post(`${here}/record`);
  return /[0-9a-f-]{36}/.exec(to)?.[0] ?? '';
}

const send = (post: Post) => {
  const { started, keys, clock } = desk.scene;
  const log = openLog(systemClock, (line) => {
    logged += line;
  });
  return sendMessages({ worker: started.worker, keys, post, clock, log });
};
const later = (minutes: number) => {
  const { clock } = desk.scene;
  clock.set(new Date(clock.now().getTime() + minutes * 60_000).toISOString());
};
const readMessages = (viewer: Viewer, kind: string) =>
  look<{ message_id: string; about_case: string | null; sent: boolean; tries: number; lost: boolean }>(
    desk.scene,
    viewer,
    sql`select message_id, about_case, sent_at is not null as sent, tries, given_up_at is not null as lost
      from message where kind = ${kind} order by created_at desc`,
  );
const byNotify = () => openNotify({ apiKey, template, url: notify.url }, HERE);
const byFolder = () => openOutboxFolder(outbox, HERE);
const readOutbox = () => fs.readdirSync(outbox).sort();

beforeEach(async () => {
  notify.answerWith(201);
  // What other stories left over.
  await send(byFolder());
});

describe('in Rowan', () => {
  test('Frankie sees what she was told, with a link, until she marks it as seen', async () => {
    const caseId = await record();
    const home = await frankie.get('/');
    assert.match(home.text, /You have been told/);
    assert.match(home.text, new RegExp(`href="/cases/${caseId}">Case \\d{6} has come in`));
    assert.match((await frankie.get('/work')).text, new RegExp(`/cases/${caseId}`));
    const words = home.text.replaceAll(/<[^>]+>/g, ' ').split('You have been told')[2] ?? '';
    assert.doesNotMatch(words, /abuse|violen|perpetrator|survivor/i);
    const [message] = await readMessages(desk.scene.staff.frankie, 'new-work');
    assert.equal((await mo.post('/told/seen', { messages: message?.message_id ?? '' })).to, '/');
    assert.match((await frankie.get('/')).text, new RegExp(caseId), 'it is Frankie’s to mark');
    const came = await frankie.post('/told/seen', { messages: message?.message_id ?? '', back: '/work' });
    assert.equal(came.to, '/work');
    assert.doesNotMatch((await frankie.get('/')).text, new RegExp(caseId));
    const [verb] = await look<{ verb: string }>(
      desk.scene,
      desk.scene.staff.ines,
      sql`select verb from audit_event where staff_id = ${desk.scene.staff.frankie.staffId}
        and verb not in ('home.shown', 'work.listed') order by at desc limit 1`,
    );
    assert.equal(verb?.verb, 'message.read');
  });

  test('danger stands out, many are marked at once, and rubbish marks nothing', async () => {
    const [first, second] = [await record('danger'), await record()];
    const home = await frankie.get('/');
    assert.match(
      home.text,
      /Now\s*<\/strong>\s*<a class="govuk-link" href="\/cases\/[^>]+>Case \d+ has come in, and cannot/,
    );
    assert.equal((await frankie.post('/told/seen', { messages: 'rubbish', back: '//elsewhere' })).to, '/');
    assert.match((await frankie.get('/')).text, new RegExp(first));
    const ids = [...home.text.matchAll(/name="messages" value="([^"]+)"/g)].map(([, id]) => id ?? '');
    await frankie.post('/told/seen', { messages: ids.at(-1) ?? '' });
    assert.doesNotMatch((await frankie.get('/')).text, new RegExp(`${first}|${second}`));
  });
});

describe('outside Rowan, into the folder', () => {
  test('a message is one neutral file that only Rowan’s user may read, and is sent once', async () => {
    const before = readOutbox();
    const caseId = await record();
    await Promise.all([send(byFolder()), send(byFolder())]);
    const added = readOutbox().filter((name) => !before.includes(name));
    const [message] = await readMessages(desk.scene.staff.frankie, 'new-work');
    assert.equal(message?.about_case, caseId);
    assert.deepEqual([message?.sent, message?.tries], [true, 1]);
    assert.deepEqual(added, [`${message?.message_id}.txt`]);
    const file = path.join(outbox, added[0] ?? '');
    const text = fs.readFileSync(file, 'utf8');
    assert.match(
      text,
      /^For: [0-9a-f-]{36}\n\nSomething in Rowan waits for you\. Sign in to see what it is: /,
    );
    assert.doesNotMatch(text, new RegExp(`Frankie|Obi|${caseId}|abuse|concern`, 'i'));
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  });

  test('what was seen in Rowan is not sent any more', async () => {
    const before = readOutbox();
    await record();
    const [message] = await readMessages(desk.scene.staff.frankie, 'new-work');
    await frankie.post('/told/seen', { messages: message?.message_id ?? '' });
    await send(byFolder());
    assert.deepEqual(readOutbox(), before);
  });

  test('a worker that dies before it notes what it sent sends it again, into the same file', async () => {
    await record();
    const before = readOutbox().length;
    const folder = byFolder();
    const dies: Post = {
      send: async (letter) => {
        await folder.send(letter);
        throw new Error('killed');
      },
    };
    await assert.rejects(send(dies), /killed/);
    await send(byFolder());
    assert.equal((await readMessages(desk.scene.staff.frankie, 'new-work'))[0]?.sent, false, 'it is claimed');
    later(2);
    await send(byFolder());
    const [message] = await readMessages(desk.scene.staff.frankie, 'new-work');
    assert.deepEqual([message?.sent, message?.tries], [true, 2]);
    assert.equal(readOutbox().length, before + 1);
  });
});

describe('outside Rowan, by GOV.UK Notify', () => {
  test('goes to the address of the one who is told, signed, neutral and by its own reference', async () => {
    const caseId = await record();
    await send(byNotify());
    const [message] = await readMessages(desk.scene.staff.frankie, 'new-work');
    assert.deepEqual([message?.about_case, message?.sent], [caseId, true]);
    assert.deepEqual(notify.taken.at(-1), {
      template_id: template,
      email_address: 'frankie@exampleshire.example',
      personalisation: { address: HERE },
      reference: message?.message_id,
    });
    const stored = await look<{ kept: boolean }>(
      desk.scene,
      desk.scene.staff.frankie,
      sql`select has_column_privilege('staff', 'email_cipher', 'select') as kept`,
    );
    assert.deepEqual(stored, [{ kept: false }], 'the pages cannot read an address');
  });

  test('what was taken without an answer is found by its reference and not sent twice', async () => {
    await record();
    const before = notify.taken.length;
    notify.answerWith('silence');
    await send(byNotify());
    assert.equal((await readMessages(desk.scene.staff.frankie, 'new-work'))[0]?.sent, false);
    notify.answerWith(201);
    later(2);
    await send(byNotify());
    assert.equal((await readMessages(desk.scene.staff.frankie, 'new-work'))[0]?.sent, true);
    assert.equal(notify.taken.length, before + 1);
  });

  test('is tried again after growing pauses, then given up: Priya is told whom it missed', async () => {
    const { staff } = desk.scene;
    const caseId = await record();
    await frankie.post(`/cases/${caseId}/receiving/question`, { question: 'When was it?' });
    await markSeen(frankie);
    const tries = async () => (await readMessages(staff.mo, 'concern-asked-back'))[0]?.tries;
    for (const [place, status] of ([403, 429, 'elsewhere', 500, 429] as const).entries()) {
      notify.answerWith(status);
      await send(byNotify());
      await send(byNotify());
      assert.equal(await tries(), place + 1, `once, for all that is looked again: ${status}`);
      later([2, 6, 31, 121, 361][place] ?? 0);
    }
    assert.deepEqual(await readMessages(staff.priya, 'not-delivered'), []);
    await send(byNotify());
    assert.equal((await readMessages(staff.mo, 'concern-asked-back'))[0]?.lost, true);
    const told = await readMessages(staff.priya, 'not-delivered');
    assert.equal(told.length, 1);
    assert.equal(told[0]?.about_case, null, 'the case may be one that Priya does not see');
    const priya = await desk.signIn('priya');
    assert.match((await priya.get('/')).text, /Mo Reid could not be told by e-mail that something waits/);
    assert.match((await mo.get('/')).text, /You were asked something about case \d{6}/, 'in Rowan it stands');
    assert.match(logged, /"message.not-sent","why":"answer-429"/);
    assert.match(logged, /"message.not-sent","why":"answer-307"/);
    assert.ok(!notify.asked.some((asked) => asked.includes('elsewhere')), 'nobody is followed elsewhere');
    assert.doesNotMatch(logged, /exampleshire\.example/);
  });

  test('a refusal, or no address at all, is given up at once', async () => {
    const { staff } = desk.scene;
    const caseId = await record();
    await frankie.post(`/cases/${caseId}/receiving/question`, { question: 'Where was it?' });
    await markSeen(frankie);
    notify.answerWith(400);
    await send(byNotify());
    const [asked] = await readMessages(staff.mo, 'concern-asked-back');
    assert.deepEqual([asked?.lost, asked?.tries], [true, 1]);
    assert.equal((await readMessages(staff.priya, 'not-delivered')).length, 2);
    notify.answerWith(201);
    const post = byNotify();
    const nobody = await post.send({ reference: caseId, to: caseId, email: undefined, isAgain: false });
    assert.deepEqual(nobody, { kind: 'refused', why: 'no-address' });
  });
});

/** By the last form of the list, which names all that are shown. */
async function markSeen(who: Visitor): Promise<void> {
  const forms = [...(await who.get('/')).text.matchAll(/name="messages" value="([^"]+)"/g)];
  await who.post('/told/seen', { messages: forms.at(-1)?.[1] ?? '' });
}
