import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { signedIn, viewerOf, withRole } from '../../src/access/index.ts';
import { buildApp } from '../../src/app.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { readConfig } from '../../src/platform/config.ts';
import { answerData, defineRoute, none } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { endOldSessions, makeSignIn, signInRoutes } from '../../src/signing-in/index.ts';
import { given } from './stage.ts';
import { password, type World } from './world.ts';

const log = openLog(systemClock, () => {});

function build({ database, keys }: World, publicOrigin?: string): Promise<FastifyInstance> {
  const config = readConfig('/', publicOrigin === undefined ? {} : { PUBLIC_URL: publicOrigin });
  const who = defineRoute({
    method: 'GET',
    path: '/who',
    access: signedIn('it says who is signed in'),
    audit: none('a test'),
    handler: (request) => answerData(viewerOf(request)),
  });
  const administer = { ...who, path: '/administer', access: withRole('administrator', 'a test') };
  const routes = [
    ...signInRoutes({ database, keys, clock: systemClock, publicOrigin, frame: {} }),
    who,
    administer,
  ];
  const signIn = makeSignIn(database, publicOrigin);
  return buildApp({ config, database, clock: systemClock, log, routes, signIn });
}

const ownPage = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };

function post(
  app: FastifyInstance,
  url: string,
  fields: Record<string, string>,
  headers = {},
  address = '10.0.0.1',
) {
  const payload = new URLSearchParams(fields).toString();
  return app.inject({
    method: 'POST',
    url,
    payload,
    headers: { ...ownPage, ...headers },
    remoteAddress: address,
  });
}

const readCookie = (header: unknown): string => String(header).split(';')[0] ?? '';

async function signIn(app: FastifyInstance, name: string, headers = {}): Promise<string> {
  const answer = await post(app, '/sign-in', { name, password }, headers);
  assert.equal(answer.statusCode, 303, answer.payload);
  return readCookie(answer.headers['set-cookie']);
}

describe('signing in', () => {
  test('lets somebody in as who they are, with a cookie that scripts cannot read', async () => {
    const { world } = given();
    const app = await build(world);
    const answer = await post(app, '/sign-in', { name: ' Rosa ', password });
    assert.match(String(answer.headers['set-cookie']), /^rowan=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const cookie = readCookie(answer.headers['set-cookie']);
    const who = await app.inject({ url: '/who', headers: { cookie } });
    assert.deepEqual(who.json(), world.staff.rosa);
    const denied = await app.inject({ url: '/administer', headers: { cookie } });
    assert.equal(denied.statusCode, 404);
  });

  test('over https has the cookie that is held to this host', async () => {
    const app = await build(given().world, 'https://rowan.example.org');
    const answer = await app.inject({
      method: 'POST',
      url: '/sign-in',
      payload: new URLSearchParams({ name: 'rosa', password }).toString(),
      headers: { ...ownPage, host: 'rowan.example.org', origin: 'https://rowan.example.org' },
    });
    const flags = /^__Host-rowan=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/;
    assert.match(String(answer.headers['set-cookie']), flags);
  });

  test('says the same of a wrong password and of a name that nobody has', async () => {
    const app = await build(given().world);
    const wrong = await post(app, '/sign-in', { name: 'tara', password: 'guess' }, {}, '10.0.0.2');
    const nobody = await post(app, '/sign-in', { name: 'tarx', password: 'guess' }, {}, '10.0.0.2');
    assert.equal(wrong.statusCode, 422);
    assert.equal(wrong.payload.replaceAll('tara', '____'), nobody.payload.replaceAll('tarx', '____'));
    assert.match(wrong.payload, /sign-in name or the password is not right/);
    assert.doesNotMatch(wrong.payload, /guess/);
  });

  test('with nothing typed says what is missing, beside the field', async () => {
    const answer = await post(await build(given().world), '/sign-in', { name: 'rosa\0', password: '' });
    assert.equal(answer.statusCode, 422);
    assert.match(answer.payload, /Enter your password/);
  });

  test('waits longer after each wrong password, for that place alone, and never for good', async () => {
    const { world } = given();
    const app = await build(world);
    const known = await signIn(app, 'leo');
    assert.ok(known);
    const guess = () => post(app, '/sign-in', { name: 'leo', password: 'guess' }, {}, '10.9.9.9');
    const statuses = [];
    for (let turn = 0; turn < 5; turn += 1) statuses.push((await guess()).statusCode);
    assert.deepEqual(statuses, [422, 422, 422, 429, 429]);
    const wait = await guess();
    assert.match(wait.payload, /Wait \d seconds?, then try again/);
    assert.match(String(wait.headers['retry-after']), /^[1-4]$/);
    await signIn(app, 'leo');
    await world.administrator.query(
      `update rowan.sign_in_failure set last_at = now() - interval '61 minutes'`,
    );
    assert.equal((await guess()).statusCode, 422);
  });

  test('from a place known to the account, an attack from five hundred others does not slow', async () => {
    const { world } = given();
    const app = await build(world);
    await signIn(app, 'mona');
    const account = `sha256(convert_to('account:mona', 'UTF8'))`;
    await world.administrator.query(
      `insert into rowan.sign_in_failure (subject, failures) values (${account}, 500)
       on conflict (subject) do update set failures = 500, last_at = now()`,
    );
    const elsewhere = await post(app, '/sign-in', { name: 'mona', password }, {}, '10.7.7.7');
    assert.equal(elsewhere.statusCode, 429);
    await signIn(app, 'mona');
    // The attack ends with its story: others tell of mona too.
    await world.administrator.query(`delete from rowan.sign_in_failure where subject = ${account}`);
  });
});

describe('a session', () => {
  test('ends with signing out: the token dead, the cookie changed, the site’s data cleared', async () => {
    const { world } = given();
    const app = await build(world);
    const cookie = await signIn(app, 'noor');
    const left = await post(app, '/sign-out', {}, { cookie });
    assert.equal(left.headers['location'], '/sign-in');
    assert.match(String(left.headers['set-cookie']), /^rowan=; .*HttpOnly.*Max-Age=0$/);
    assert.equal(left.headers['clear-site-data'], '"cache", "cookies", "storage"');
    const after = await app.inject({ url: '/who', headers: { cookie } });
    assert.equal(after.statusCode, 303);
    assert.equal(after.headers['location'], '/sign-in?to=%2Fwho');
    const { rows } = await world.administrator.query(
      `select verb from rowan.audit_event where staff_id = $1 order by seq`,
      [world.staff.noor.staffId],
    );
    assert.deepEqual(rows.slice(-2), [{ verb: 'sign-in.accepted' }, { verb: 'sign-out.done' }]);
  });

  test('ends by itself after 20 minutes unused, after 12 hours, and when its owner leaves', async () => {
    const { world } = given();
    const app = await build(world);
    const ends = [
      `update rowan.session set last_seen_at = now() - interval '21 minutes'`,
      `update rowan.session set started_at = now() - interval '13 hours'`,
      `update rowan.staff set left_on = current_date where sign_in = 'colin'`,
    ];
    for (const statement of ends) {
      const cookie = await signIn(app, 'colin');
      await world.administrator.query(statement);
      const after = await app.inject({ url: '/who', headers: { cookie } });
      assert.equal(after.statusCode, 303, statement);
    }
    await world.administrator.query(`update rowan.staff set left_on = null where sign_in = 'colin'`);
  });

  test('is not alive again when the clock is set back, and nobody is kept out by it', async () => {
    const { world } = given();
    const app = await build(world);
    const [ranOut, lasts] = [await signIn(app, 'noor'), await signIn(app, 'tara')];
    const of = (...names: string[]) =>
      `from rowan.staff as s
       where s.staff_id = session.staff_id and s.sign_in in ('${names.join(`', '`)}')`;
    await world.administrator.query(
      `update rowan.session set last_seen_at = last_seen_at - interval '65 minutes' ${of('noor')}`,
    );
    assert.ok((await endOldSessions(world)) > 0);
    for (let turn = 0; turn < 4; turn += 1)
      await post(app, '/sign-in', { name: 'tara', password: 'guess' }, {}, '10.7.7.7');
    // An hour back: what was written before lies an hour ahead.
    await world.administrator.query(
      `update rowan.session set started_at = started_at + interval '1 hour',
         last_seen_at = last_seen_at + interval '1 hour', ended_at = ended_at + interval '1 hour'
       ${of('noor', 'tara')}`,
    );
    await world.administrator.query(`update rowan.sign_in_failure set last_at = last_at + interval '1 hour'`);
    for (const cookie of [ranOut, lasts])
      assert.equal((await app.inject({ url: '/who', headers: { cookie } })).statusCode, 303);
    const again = await post(app, '/sign-in', { name: 'tara', password }, {}, '10.7.7.7');
    assert.equal(again.statusCode, 303);
    const cookie = readCookie(again.headers['set-cookie']);
    assert.equal((await app.inject({ url: '/who', headers: { cookie } })).statusCode, 200);
    await world.administrator.query('delete from rowan.sign_in_failure');
  });

  test('has a new token at each signing in, and the one before it is ended', async () => {
    const app = await build(given().world);
    const first = await signIn(app, 'tara');
    const second = await signIn(app, 'tara', { cookie: first });
    assert.notEqual(first, second);
    assert.equal((await app.inject({ url: '/who', headers: { cookie: first } })).statusCode, 303);
    assert.equal((await app.inject({ url: '/who', headers: { cookie: second } })).statusCode, 200);
  });

  test('that somebody makes up is none', async () => {
    const app = await build(given().world);
    for (const cookie of [`rowan=${'a'.repeat(43)}`, 'rowan=', 'rowan=x; rowan=y', '__Host-rowan=abc']) {
      assert.equal((await app.inject({ url: '/who', headers: { cookie } })).statusCode, 303, cookie);
    }
  });
});
