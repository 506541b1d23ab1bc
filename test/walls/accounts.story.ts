import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { signedIn } from '../../src/access/index.ts';
import { html } from '../../src/platform/html/index.ts';
import { defineRoute, none } from '../../src/platform/http/index.ts';
import { openSite, readForm, type Site, type Visitor } from './site.ts';
import { given } from './stage.ts';
import { type Name, password } from './world.ts';

let site: Site;
before(async () => {
  site = await openSite(given().world, [plantFarReaching('GET'), plantFarReaching('POST')]);
});

let done = 0;

/** As an export or an emergency's way in declares it. */
function plantFarReaching(method: 'GET' | 'POST') {
  return defineRoute({
    method,
    path: '/far-reaching',
    access: signedIn('a test'),
    audit: none('a test'),
    stepUp: true,
    handler: () => {
      done += 1;
      return html`<p>Done, far away.</p>`;
    },
  });
}

const countVerb = async (name: Name, verb: string): Promise<number> => {
  const { administrator, staff } = given().world;
  const { rows } = await administrator.query(
    'select from rowan.audit_event where staff_id = $1 and verb = $2',
    [staff[name].staffId, verb],
  );
  return rows.length;
};

const isSignedIn = async (visitor: Visitor) => (await visitor.get('/sessions')).status === 200;

describe('where somebody is signed in', () => {
  test('is told to them in plain words, with a way to end each of the others', async () => {
    const [here, there] = [await site.enter('cleo'), await site.enter('cleo')];
    const { body } = await here.get('/sessions');
    assert.match(body, /A browser \(this one\)/);
    assert.match(body, /Signed in at \d+:\d\d[ap]m today, last used at/);
    const before = await countVerb('cleo', 'session.ended');
    const [, id] = /action="\/sessions\/([0-9a-f-]{36})\/end"/.exec(body) ?? [];
    assert.equal((await here.post(`/sessions/${id}/end`)).to, '/sessions');
    assert.deepEqual([await isSignedIn(here), await isSignedIn(there)], [true, false]);
    assert.equal(await countVerb('cleo', 'session.ended'), before + 1);
    await here.post(`/sessions/${id}/end`);
    assert.equal(await countVerb('cleo', 'session.ended'), before + 1, 'what has ended does not end twice');
  });

  test('all others end at once, and the one that it is said from goes on', async () => {
    const others = [await site.enter('cleo'), await site.enter('cleo')];
    const here = await site.enter('cleo');
    await here.post('/sessions/end');
    assert.deepEqual(await Promise.all(others.map(isSignedIn)), [false, false]);
    assert.match((await here.get('/sessions')).body, /You are signed in nowhere else/);
  });

  test('is nobody else’s to see or to end', async () => {
    const [rosa, tara] = [await site.enter('rosa'), await site.enter('tara')];
    const { rows } = await given().world.administrator.query<{ id: string }>(
      'select session_id as id from rowan.session where staff_id = $1 and ended_at is null',
      [given().world.staff.rosa.staffId],
    );
    for (const { id } of rows) {
      assert.doesNotMatch((await tara.get('/sessions')).body, new RegExp(id));
      await tara.post(`/sessions/${id}/end`);
    }
    assert.ok(await isSignedIn(rosa));
  });
});

describe('a session that is held', () => {
  const age = (column: string, minutes: number) =>
    given().world.administrator.query(
      `update rowan.session set ${column} = now() - make_interval(mins => $1) where staff_id = $2`,
      [minutes, given().world.staff.cleo.staffId],
    );

  test('lives for 19 minutes without use and not for 20; for all but 12 hours and not longer', async () => {
    for (const [column, lives, ends] of [
      ['last_seen_at', 19, 20],
      ['started_at', 12 * 60 - 1, 12 * 60],
    ] as const) {
      const cleo = await site.enter('cleo');
      await age(column, lives);
      assert.ok(await isSignedIn(cleo), `${column} ${lives} minutes ago`);
      await age(column, ends);
      assert.ok(!(await isSignedIn(cleo)), `${column} ${ends} minutes ago`);
    }
  });

  test('has to be signed in to again, after 10 minutes, before what reaches far', async () => {
    const cleo = await site.enter('cleo');
    assert.equal((await cleo.get('/far-reaching')).status, 200);
    await age('started_at', 11);
    const before = done;
    const asked = await cleo.post('/far-reaching', { words: 'She said: he knows.' });
    assert.equal(asked.status, 403);
    assert.match(asked.body, /Sign in again to go on<\/h1>/);
    assert.match(asked.body, /value="cleo"/);
    assert.match(asked.body, /name="kept.words" value="She said: he knows."/);
    assert.equal(done, before);

    const fields = { to: '/far-reaching', again: 'yes', 'kept.words': 'She said: he knows.' };
    const wrong = await cleo.post('/sign-in', { ...fields, name: 'cleo', password: 'a guess' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /Sign in again to go on<\/h1>[\s\S]*name="kept.words"/);
    const back = await cleo.post('/sign-in', { ...fields, name: 'cleo', password });
    assert.match(
      back.body,
      /<form method="post" action="\/far-reaching" autocomplete="off">[\s\S]*value="She said: he knows."/,
    );
    const fresh = site.visitorOf(/rowan=([\w-]{43})/.exec(back.headers)?.[1] ?? '');
    assert.match((await fresh.post('/far-reaching')).body, /Done, far away/);
    assert.ok(!(await isSignedIn(cleo)), 'the token of before is worth nothing');
  });

  test('is signed in to again before others are ended, and the button pressed once more', async () => {
    const [cleo, other] = [await site.enter('cleo'), await site.enter('cleo')];
    await age('started_at', 11);
    const asked = await cleo.post('/sessions/end');
    assert.equal(asked.status, 403);
    assert.ok(await isSignedIn(other), 'nothing is ended yet');
    const [, sent = ''] = /name="(kept\.\w+)" value="yes"/.exec(asked.body) ?? [];
    const fields = { to: '/sessions/end', again: 'yes', [sent]: 'yes', name: 'cleo', password };
    const back = await cleo.post('/sign-in', fields);
    assert.match(back.body, /<form method="post" action="\/sessions\/end" autocomplete="off">/);
    const fresh = site.visitorOf(/rowan=([\w-]{43})/.exec(back.headers)?.[1] ?? '');
    assert.equal((await fresh.post('/sessions/end')).to, '/sessions');
    assert.ok(!(await isSignedIn(other)));
  });

  test('is stayed in by asking for it, and by that for no longer than 12 hours', async () => {
    const cleo = await site.enter('cleo');
    const ask = async (send: Promise<{ body: string }>) => JSON.parse((await send).body);
    await age('last_seen_at', 19);
    assert.ok((await ask(cleo.get('/session'))).seconds <= 60);
    assert.ok((await ask(cleo.post('/session'))).seconds > 19 * 60);
    await age('started_at', 12 * 60 - 5);
    const { seconds, atMost } = await ask(cleo.post('/session'));
    assert.ok(seconds === atMost && seconds > 0 && seconds <= 5 * 60, `${seconds} of ${atMost} seconds`);
    await age('last_seen_at', 20);
    assert.equal((await cleo.post('/session')).status, 403, 'what is over is not put off');
  });

  test('says how long it lasts, is not used by it, and leaves no page behind without script', async () => {
    const cleo = await site.enter('cleo');
    await age('last_seen_at', 19);
    for (const _time of ['first', 'second']) {
      const { seconds, whose } = JSON.parse((await cleo.get('/session')).body);
      assert.ok(seconds > 0 && seconds <= 60, `${seconds} seconds are left`);
      assert.equal(whose, given().world.staff.cleo.staffId);
    }
    await age('last_seen_at', 20);
    assert.equal(JSON.parse((await cleo.get('/session')).body).seconds, 0);
    const again = await site.enter('cleo');
    const { body } = await again.get('/account');
    assert.match(body, /<noscript><meta http-equiv="refresh" content="1205; url=\/sign-in\?to=%2Faccount/);
    assert.match((await again.get('/sign-in?to=%2Faccount&ended=yes')).body, /You are signed out/);
    const nobody = await site.visitor(undefined);
    assert.doesNotMatch((await nobody.get('/policies')).body, /refresh|data-session/);
  });

  test('gives what was typed to nobody who signs in instead', async () => {
    const cleo = await site.enter('cleo');
    await age('started_at', 11);
    const { fields } = readForm(await cleo.post('/far-reaching', { words: 'She said: he knows.' }));
    assert.equal(fields['kept.words'], 'She said: he knows.');
    const other = await cleo.post('/sign-in', { ...fields, name: 'tara', password });
    assert.equal(other.to, '/');
    assert.doesNotMatch(other.body, /he knows/);
  });
});
