/** What every answer carries, what is let in, and what a table of routes must say before Rowan starts. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildApp } from '../../src/app.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { readConfig } from '../../src/platform/config.ts';
import { KeyServiceAway } from '../../src/platform/crypto/index.ts';
import { DatabaseAway } from '../../src/platform/database/index.ts';
import { openDatabase } from '../../src/platform/database/transactions.ts';
import { html } from '../../src/platform/html/index.ts';
import {
  answerPage,
  defineRoute,
  none,
  notFound,
  openToAll,
  type Route,
  redirect,
  type SignIn,
} from '../../src/platform/http/index.ts';
import type { Id, ViewerId } from '../../src/platform/ids.ts';
import { openLog } from '../../src/platform/log.ts';
import { makeSignIn } from '../../src/signing-in/index.ts';
import { readHeader, sendOverWire } from '../fuzz/wire.ts';

const lines: string[] = [];
const log = openLog(systemClock, (line) => lines.push(line));

const open = { access: openToAll('a test looks at it'), audit: none('it reads no row') };
const sealed = new KeyServiceAway('sealed', 'Unseal it.');
const full = new DatabaseAway('', { cause: new Error('timeout exceeded when trying to connect') });
const routes: readonly Route[] = [
  defineRoute({ method: 'GET', path: '/page', ...open, handler: () => html`<p>${'<Aisha> & co'}</p>` }),
  defineRoute({
    method: 'POST',
    path: '/form',
    ...open,
    handler: ({ body }) => answerPage(html`${JSON.stringify(body)}`, 422),
  }),
  defineRoute({ method: 'POST', path: '/move', ...open, handler: () => redirect('/page') }),
  defineRoute({
    method: 'GET',
    path: '/broken',
    ...open,
    handler: () => Promise.reject(new Error('Aisha Khan, 3 Elm Row')),
  }),
  defineRoute({ method: 'POST', path: '/busy', ...open, handler: () => Promise.reject(full) }),
  defineRoute({ method: 'POST', path: '/sealed', ...open, handler: () => Promise.reject(sealed) }),
  defineRoute({ method: 'GET', path: '/away', ...open, handler: () => Promise.reject(new DatabaseAway()) }),
  defineRoute({
    method: 'GET',
    path: '/shut',
    access: { name: 'nobody', allows: () => false },
    audit: none('nobody gets in'),
    handler: () => html`<p>secret</p>`,
  }),
];

const unreachable = openDatabase({ host: '127.0.0.1', port: 1 }, log);

function build(table: readonly Route[], settings: Record<string, string> = {}, signIn?: SignIn) {
  return buildApp({
    config: readConfig('/nowhere', settings),
    database: unreachable,
    clock: systemClock,
    log,
    routes: table,
    ...(signIn && { signIn }),
    frame: { mark: { title: 'Demonstration', text: 'Everything here is invented' } },
  });
}

const app = await build(routes);
const post = (headers: Record<string, string>, url = '/form', payload = 'name=Aisha') =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload,
  });
const fromOurPage = { origin: 'null', 'sec-fetch-site': 'same-origin' };

describe('every answer', () => {
  for (const url of ['/page', '/nowhere', '/broken', '/away', '/shut', '/health', '/%zz']) {
    test(`of ${url} keeps out scripts, frames, caches and referrers`, async () => {
      const { headers } = await app.inject(url);
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /default-src 'none'/);
      for (const shut of ['frame-ancestors', 'object-src', 'base-uri'])
        assert.match(policy, new RegExp(`${shut} 'none'`));
      assert.doesNotMatch(policy, /unsafe|nonce|\*/);
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.match(String(headers['permissions-policy']), /geolocation=\(\)/);
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      assert.equal(headers['access-control-allow-origin'], undefined);
      assert.equal(headers['set-cookie'], undefined);
      assert.equal(headers['x-powered-by'], undefined);
    });
  }

  test('tells browsers to keep to https where the public address has it', async () => {
    const settings = { PUBLIC_URL: 'https://rowan.example.org' };
    const published = await build(routes, settings);
    const answer = await published.inject({ url: '/page', headers: { host: 'rowan.example.org' } });
    assert.match(String(answer.headers['strict-transport-security']), /max-age=\d{8}; includeSubDomains/);
    assert.equal((await app.inject('/page')).headers['strict-transport-security'], undefined);
  });

  test('but that of a file whose address holds its hash may be kept for ever', async () => {
    const page = await app.inject('/');
    const address = /href="(\/assets\/[^"]+\.css)"/.exec(page.body)?.[1];
    assert.ok(address);
    const asset = await app.inject(address);
    assert.equal(asset.statusCode, 200);
    assert.match(String(asset.headers['cache-control']), /immutable/);
    assert.match(String(asset.headers['content-type']), /text\/css; charset=utf-8/);
  });
});

describe('what Node itself cannot read', () => {
  test('is answered with the headers and in the words of every other answer', async () => {
    const listening = await build(routes);
    const { port } = new URL(await listening.listen({ host: '127.0.0.1', port: 0 }));
    const ask = (target: string, ...more: [string, string][]) => {
      const headers = [['Host', 'localhost'] as const, ...more];
      return sendOverWire(Number(port), { method: 'GET', target, headers, body: Buffer.alloc(0) });
    };
    const tooLong = await ask(`/page?${'a'.repeat(20_000)}`);
    const unclear = await ask('/page', ['Content-Length', '1'], ['Transfer-Encoding', 'chunked']);
    const expecting = await ask('/page', ['Expect', 'applause']);
    await listening.close();
    assert.deepEqual([tooLong.status, unclear.status, expecting.status], [431, 400, 200]);
    const { headers } = await app.inject('/page');
    for (const answered of [tooLong, unclear, expecting])
      for (const name of ['cache-control', 'content-security-policy', 'referrer-policy'])
        assert.equal(readHeader(answered, name), headers[name], `${answered.status} ${name}`);
    for (const words of [/could not read what was sent/, /Everything here is invented/])
      assert.match(tooLong.body, words);
  });
});

describe('a form that is sent', () => {
  test('from one of our own pages is read', async () => {
    const answer = await post(fromOurPage);
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, /Aisha/);
    assert.equal((await post({ origin: 'http://localhost' })).statusCode, 422);
  });

  test('from anywhere else, or from nobody knows where, is refused', async () => {
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'http://localhost', 'sec-fetch-site': 'same-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
      { origin: 'https://localhost' },
      { origin: 'http://localhost:8080' },
      {},
    ];
    for (const headers of foreign) {
      const answer = await post(headers as Record<string, string>);
      assert.equal(answer.statusCode, 400, JSON.stringify(headers));
      assert.doesNotMatch(answer.body, /Aisha/);
    }
  });

  test('under a name that is not ours is refused, and so is a page', async () => {
    const rebound = { host: 'evil.example', origin: 'http://evil.example' };
    assert.equal((await post(rebound)).statusCode, 400);
    assert.equal((await app.inject({ url: '/page', headers: { host: 'evil.example' } })).statusCode, 400);
  });

  test('and is larger than a megabyte gets a page that says so', async () => {
    const answer = await post(fromOurPage, '/form', `name=${'a'.repeat(1_100_000)}`);
    assert.equal(answer.statusCode, 413);
    assert.match(answer.body, /larger than this page can take/);
  });

  test('in a language that we do not read gets a page that says so', async () => {
    for (const [type, payload] of [
      ['application/json', '{"name":"Aisha"}'],
      ['text/plain', 'name=Aisha'],
      ['application/xml', '<name/>'],
      ['image/png', 'x'],
    ] as const) {
      const answer = await post({ ...fromOurPage, 'content-type': type }, '/form', payload);
      assert.equal(answer.statusCode, 400);
      assert.match(answer.body, /could not read what was sent/);
    }
  });

  test('a letter at a time does not hold a connection for ever', () => {
    assert.ok(app.server.requestTimeout > 0 && app.server.requestTimeout <= 60_000);
  });

  test('leads on to a page that is fetched anew', async () => {
    const answer = await post(fromOurPage, '/move');
    assert.equal(answer.statusCode, 303);
    assert.equal(answer.headers.location, '/page');
  });

  test('in a way that no page of ours asks is refused, and nothing of it is sent back', async () => {
    for (const method of ['TRACE', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'] as const) {
      const answer = await app.inject({
        method,
        url: '/page',
        headers: { ...fromOurPage, cookie: 'rowan=Aisha' },
      });
      assert.equal(answer.statusCode, 404, method);
      assert.doesNotMatch(answer.body, /Aisha/);
    }
  });

  test('and is loaded again by its address gets a page that says so', async () => {
    const answer = await app.inject('/form');
    assert.equal(answer.statusCode, 405);
    assert.equal(answer.headers.allow, 'POST');
  });
});

describe('where people come by https through a proxy', async () => {
  const PROXY = '10.0.0.5';
  const behind = await build(routes, {
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://rowan.example.org',
    TRUST_PROXY: PROXY,
  });
  const come = (
    from: string,
    protocol: string | undefined,
    url = '/page?q=1',
    method: 'GET' | 'POST' = 'GET',
  ) =>
    behind.inject({
      method,
      url,
      remoteAddress: from,
      headers: {
        host: 'rowan.example.org',
        'sec-fetch-site': 'same-origin',
        ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(protocol !== undefined && { 'x-forwarded-proto': protocol }),
      },
      ...(method === 'POST' && { payload: 'name=Aisha' }),
    });

  test('whoever does is served', async () => {
    assert.equal((await come(PROXY, 'https')).statusCode, 200);
    assert.equal((await come(PROXY, 'https', '/form', 'POST')).statusCode, 422);
  });

  test('whoever comes past it, or by http, is led to https; what they send is not used', async () => {
    for (const [from, protocol] of [
      [PROXY, 'http'],
      [PROXY, undefined],
      [PROXY, 'https, http'],
      ['10.0.0.9', 'https'],
      ['10.0.0.9', undefined],
    ] as const) {
      const led = await come(from, protocol);
      assert.equal(led.statusCode, 307, `${from} ${protocol}`);
      assert.equal(led.headers.location, 'https://rowan.example.org/page?q=1');
      assert.doesNotMatch(led.body, /Aisha/);
      lines.length = 0;
      const refused = await come(from, protocol, '/form', 'POST');
      assert.equal(refused.statusCode, 400, `${from} ${protocol}`);
      assert.doesNotMatch(refused.body, /Aisha/);
      assert.match(lines.join(''), /"request.unguarded"/);
    }
  });

  test('a health check needs no https, and the demonstration on this machine none', async () => {
    assert.equal((await come('10.0.0.9', undefined, '/health')).statusCode, 503);
    assert.equal((await app.inject('/page')).statusCode, 200);
  });
});

describe('what goes wrong', () => {
  test('escapes nothing: text is text', async () => {
    assert.match((await app.inject('/page')).body, /&lt;Aisha&gt; &amp; co/);
  });

  test('in Rowan is told with a reference that the log has too, and without what was asked', async () => {
    lines.length = 0;
    const answer = await app.inject('/broken?name=Aisha');
    assert.equal(answer.statusCode, 500);
    const reference = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer.body)?.[0];
    assert.ok(reference);
    const logged = lines.join('');
    assert.match(logged, new RegExp(`"defect","reference":"${reference}"`));
    assert.doesNotMatch(`${answer.body}${logged}`, /Aisha|Khan|Elm Row/);
    assert.doesNotMatch(answer.body, /\.ts:\d|node_modules/);
  });

  test('in the database is told as what it is', async () => {
    const answer = await app.inject('/away');
    assert.equal(answer.statusCode, 503);
    assert.equal(answer.headers['retry-after'], '5');
    assert.equal((await app.inject('/health')).statusCode, 503);
  });

  test('in the service of the keys is told in the same words, and the log says what it is', async () => {
    lines.length = 0;
    const answer = await post(fromOurPage, '/sealed', 'words=She+rang');
    assert.equal(answer.statusCode, 503);
    assert.match(answer.body, /may not be saved[\s\S]*value="She rang"/);
    assert.match(lines.join(''), /"alarm","event":"keys.away".*"why":"sealed"/);
    assert.doesNotMatch(lines.join(''), /She rang/);
  });

  test('that only has no time is told apart, and keeps what was typed', async () => {
    const busy = await post(fromOurPage, '/busy', 'words=She+rang+%26+cried&words=Then+not');
    assert.equal(busy.statusCode, 503);
    assert.equal(busy.headers['retry-after'], '5');
    assert.match(busy.body, /Rowan is busy/);
    assert.match(busy.body, /action="\/busy"[\s\S]*value="She rang &amp; cried"[\s\S]*value="Then not"/);
    const secret = await post(fromOurPage, '/busy', 'password=hunter2');
    assert.doesNotMatch(secret.body, /hunter2|Send it again/);
  });

  test('and every page of every status stands in the frame that all pages have', async () => {
    const answers = [
      [404, await app.inject('/nowhere')],
      [404, await app.inject('/shut')],
      [405, await app.inject('/form')],
      [400, await app.inject('/%zz')],
      [400, await app.inject({ url: '/page', headers: { host: 'evil.example' } })],
      [400, await post({ ...fromOurPage, 'content-type': 'image/png' })],
      [413, await post(fromOurPage, '/form', `name=${'a'.repeat(1_100_000)}`)],
      [500, await app.inject('/broken')],
      [503, await app.inject('/away')],
      [200, await app.inject('/')],
    ] as const;
    for (const [status, { statusCode, body }] of answers) {
      assert.equal(statusCode, status);
      assert.match(body, /Everything here is invented/, `${status}`);
    }
  });

  test('in the database keeps nobody from a page of telephone numbers', async () => {
    const show = (viewer: 'welcome' | 'if-there') =>
      defineRoute({
        method: 'GET',
        path: `/${viewer}`,
        access: { ...open.access, viewer },
        audit: open.audit,
        handler: (request) => html`<p>${request.viewer === undefined ? 'nobody' : 'somebody'}</p>`,
      });
    const signIn = makeSignIn(unreachable, undefined, {});
    const away = await build([show('welcome'), show('if-there')], {}, signIn);
    const ask = (url: string) => away.inject({ url, headers: { cookie: `rowan=${'a'.repeat(43)}` } });
    assert.equal((await ask('/welcome')).statusCode, 503);
    const answer = await ask('/if-there');
    assert.equal(answer.statusCode, 200);
    assert.match(answer.body, /nobody/);
  });

  test('and what one may not see is told in the same words as what is not there', async () => {
    const [shut, missing] = [await app.inject('/shut'), await app.inject('/nowhere')];
    assert.equal(shut.statusCode, 404);
    assert.equal(shut.body, missing.body);
    assert.deepEqual({ ...shut.headers, date: '' }, { ...missing.headers, date: '' });
  });

  test('and takes a step of time that does not tell which of the two it was', async () => {
    const config = readConfig('/nowhere', {});
    const parts = { config, database: unreachable, clock: systemClock, log, routes, refusalsTakeMs: 80 };
    const slow = await buildApp(parts);
    await slow.inject('/page');
    const began = performance.now();
    assert.equal((await slow.inject('/shut')).statusCode, 404);
    assert.ok(performance.now() - began >= 78);
  });

  test('and who asked for it while signed in is in the log, by an id alone', async () => {
    const [staffId, organisationId] = ['an-id' as ViewerId, 'another' as Id<'organisation'>];
    const viewer = { staffId, organisationId, council: 'exampleshire', roles: [] };
    const signIn = { ...makeSignIn(unreachable, undefined, {}), identify: async () => viewer };
    const keep = (path: string, isLetIn: boolean) =>
      defineRoute({
        method: 'GET',
        path,
        access: { name: 'whoever may', viewer: 'wanted', allows: () => isLetIn },
        audit: open.audit,
        handler: () => notFound,
      });
    const kept = [keep('/a', false), keep('/b', true)];
    const guarded = await build(kept, {}, signIn);
    for (const url of ['/a', '/b']) {
      lines.length = 0;
      assert.equal((await guarded.inject(url)).statusCode, 404);
      const logged = lines.join('');
      const reference = /"request.not-found","reference":"([^"]+)","staff":"an-id"/.exec(logged)?.[1];
      assert.ok(reference);
      assert.match(
        logged,
        new RegExp(`"request","reference":"${reference}","method":"GET","route":"${url}"`),
      );
    }
  });
});

describe('when Rowan stops', () => {
  test('what is under way is finished first', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const handler = async () => {
      arrived.resolve();
      await promise;
      return html`<p>done</p>`;
    };
    const slow = await build([defineRoute({ method: 'GET', path: '/slow', ...open, handler })]);
    const address = await slow.listen({ host: '127.0.0.1', port: 0 });
    const answer = fetch(`${address}/slow`);
    await arrived.promise;
    const closed = slow.close();
    resolve();
    assert.match(await (await answer).text(), /done/);
    await closed;
  });
});

describe('Rowan does not start with a route that', () => {
  const whole = { method: 'GET', path: '/cases/:case', ...open, handler: () => html`` } as const;
  const breaches = [
    ['says nothing of who may', { ...whole, access: undefined }, /GET \/cases\/:case does not say who may/],
    [
      'says nothing of its record',
      { ...whole, audit: undefined },
      /GET \/cases\/:case does not say under what name/,
    ],
    ['has an empty name for its record', { ...whole, audit: ' ' }, /does not say under what name/],
    ['asks nobody to sign in again', { ...whole, stepUp: true }, /sign in again \(stepUp\) who need not/],
    ['gives no reason for having none', { ...whole, audit: none('') }, /nor why it is not/],
    ['does nothing', { ...whole, handler: undefined }, /has no handler/],
    ['takes another method', { ...whole, method: 'PUT' }, /neither GET nor POST/],
    ['has a slash too many', { ...whole, path: '/cases/' }, /address that is not plain/],
  ] as const;
  for (const [what, route, sentence] of breaches) {
    test(what, async () => {
      await assert.rejects(build([route as unknown as Route]), sentence);
    });
  }

  test('stands there twice', async () => {
    await assert.rejects(build([whole, whole]), /stands in the table twice/);
  });

  test('stands outside the table', async () => {
    const another = await build([]);
    assert.throws(() => another.get('/sneaked-in', () => 'hello'), /stands outside the table of routes/);
  });

  test('and starts with one that says all', async () => {
    assert.equal((await (await build([whole])).inject('/cases/1')).statusCode, 200);
  });
});
