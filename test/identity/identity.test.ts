/**
 * Signing in by a council's own identity provider: oidc-provider stands for it, on this machine. Not tried
 * here: Microsoft Entra ID itself, which is on no test's network.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { signedIn } from '../../src/access/index.ts';
import { letGo } from '../../src/councils/index.ts';
import { readConfig } from '../../src/platform/config.ts';
import { answerData, buildServer, defineRoute, none } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { makeSignIn, prepareProviders, signInRoutes } from '../../src/signing-in/index.ts';
import { look, nothing, openPartnership, type Partnership } from '../casework/partnership.ts';
import { type CouncilSignIn, client, startCouncilSignIn } from './council-sign-in.ts';

const home = 'http://localhost:3000';
const back = `${home}/sign-in/back`;
let scene: Partnership;
let council: CouncilSignIn;
let app: FastifyInstance;

before(async () => {
  [scene, council] = await Promise.all([openPartnership(), startCouncilSignIn(back)]);
  app = await build();
});
after(async () => {
  await app.close();
  await council.close();
  await scene.stop();
});
beforeEach(() => council.forge(undefined));

/** Rowan as it is where there is a council's own sign-in, and no password. */
function build(more: object = {}): Promise<FastifyInstance> {
  const { started, keys, clock } = scene;
  const { database } = started;
  const log = openLog(clock, () => {});
  const settings = {
    council: 'exampleshire',
    label: 'Exampleshire Council',
    issuer: council.issuer,
    clientId: client.id,
    secret: client.secret,
    addressesAreChecked: false,
    passkeys: false,
    groupsClaim: 'groups',
    groups: { 'g-door': 'front-door-lead', 'g-governance': 'information-governance' },
    ...more,
  };
  const { readMilliseconds } = clock;
  const { fetch: fetcher } = council;
  const providers = prepareProviders([settings], { log, readMilliseconds, passwords: false, fetcher });
  const frame = {};
  const far = defineRoute({
    method: 'POST',
    path: '/far-reaching',
    access: signedIn('a test'),
    audit: none('a test'),
    stepUp: true,
    handler: ({ viewer }) => answerData(viewer),
  });
  const who = { ...far, method: 'GET', path: '/who', stepUp: undefined } as never;
  const routes = [
    ...signInRoutes({ database, keys, clock, publicOrigin: undefined, frame, providers }),
    who,
    far,
  ];
  const signIn = makeSignIn(database, undefined, frame, providers.ways);
  const config = readConfig('/tmp', {});
  return buildServer({ config, clock, log, routes, assets: [], signIn, formTargets: providers.origins });
}

const ownPage = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' };

function post(url: string, fields: Record<string, string> = {}, cookie = '') {
  const headers = { ...ownPage, cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return app.inject({ method: 'POST', url, headers, payload: new URLSearchParams(fields).toString() });
}

const get = (url: string, cookie = '') => app.inject({ url, headers: { ...ownPage, cookie } });
const readCookie = (header: unknown) => String(header).split(';')[0] ?? '';

/** Goes away to the council's own sign-in, and comes back to the door. */
async function goThere(fields: Record<string, string> = {}, cookie = '') {
  const away = await post('/sign-in/with/exampleshire', fields, cookie);
  assert.equal(away.statusCode, 303, away.payload);
  const errand = readCookie(away.headers['set-cookie']);
  const came = await council.visit(String(away.headers.location));
  return { came, errand, asked: new URL(String(away.headers.location)) };
}

async function comeIn(fields: Record<string, string> = {}) {
  const { came, errand } = await goThere(fields);
  const answer = await get(came.pathname + came.search, errand);
  return {
    status: answer.statusCode,
    text: answer.payload,
    cookie: readCookie(answer.headers['set-cookie']),
    answer,
  };
}

const mo = { subject: 'subject-of-mo', email: 'Mo@exampleshire.example' };

const readVerbs = async (staffId: string) =>
  (
    await look<{ verb: string }>(
      scene,
      scene.staff.ines,
      sql`select verb from audit_event where staff_id = ${staffId} order by at`,
    )
  ).map(({ verb }) => verb);

describe('a council’s own sign-in', () => {
  test('lets in whom an administrator added, first by their address, then by who they are', async () => {
    council.become(mo);
    const first = await comeIn();
    assert.equal(first.status, 303, first.text);
    const { staffId } = scene.staff.mo;
    assert.equal((await get('/who', first.cookie)).json().staffId, staffId);
    assert.deepEqual(await readVerbs(staffId), ['identity.linked', 'sign-in.accepted']);
    council.become({ ...mo, email: 'another@elsewhere.example' });
    assert.equal((await get('/who', (await comeIn()).cookie)).json().staffId, staffId);
    assert.deepEqual((await readVerbs(staffId)).filter((verb) => verb === 'identity.linked').length, 1);
  });

  test('gives the roles of somebody’s groups at each sign-in, and takes those of others away', async () => {
    const roles = async (groups: string[]) => {
      council.become({ ...mo, groups });
      return (await get('/who', (await comeIn()).cookie)).json().roles;
    };
    assert.deepEqual(await roles(['g-door', 'g-canteen']), ['front-door-lead']);
    assert.deepEqual(await roles(['g-governance']), ['information-governance']);
    assert.deepEqual(await roles([]), []);
    const verbs = await readVerbs(scene.staff.mo.staffId);
    assert.equal(verbs.filter((verb) => verb === 'role.given').length, 2);
    assert.equal(verbs.filter((verb) => verb === 'role.ended').length, 2);
    council.become({ subject: 'subject-of-priya', email: 'priya@exampleshire.example' });
    assert.deepEqual(
      (await get('/who', (await comeIn()).cookie)).json().roles,
      ['team-manager'],
      'no group maps to it',
    );
  });

  test('lets in nobody whom nobody added, whose address is not checked, or who took over one', async () => {
    for (const account of [
      { subject: 'a', email: 'stranger@exampleshire.example', groups: ['g-door'] },
      { subject: 'b', email: 'lee@exampleshire.example', isChecked: false },
      { subject: 'c', email: mo.email },
    ]) {
      council.become(account);
      const refused = await comeIn();
      assert.equal(refused.status, 422);
      assert.match(refused.text, /knows you, and Rowan does not yet/);
      assert.equal(refused.answer.headers['set-cookie'], undefined);
    }
  });

  test('does not let in who has left', async () => {
    council.become({ subject: 'subject-of-asif', email: 'asif@exampleshire.example' });
    assert.equal((await comeIn()).status, 303);
    const { started, administrator, staff } = scene;
    const gone = scene.clock.now().toISOString().slice(0, 10);
    await started.database.actAs(administrator.staffId, nothing, (tx) =>
      letGo(tx, staff.asif.staffId, gone, 'TEST-0000'),
    );
    assert.equal((await comeIn()).status, 422);
  });

  test('has no password beside it', async () => {
    const page = await get('/sign-in');
    assert.match(page.payload, /Sign in with Exampleshire Council/);
    assert.doesNotMatch(page.payload, /type="password"/);
    assert.match(
      String(page.headers['content-security-policy']),
      new RegExp(`form-action 'self' ${council.issuer}`),
    );
    assert.equal((await post('/sign-in', { name: 'mo', password: 'not to be guessed' })).statusCode, 404);
    assert.equal((await post('/sign-in/with/oddborough')).statusCode, 404);
  });

  test('is left as well when somebody signs out of Rowan', async () => {
    council.become(mo);
    const { cookie } = await comeIn();
    const left = await post('/sign-out', {}, cookie);
    const to = new URL(String(left.headers.location));
    assert.equal(to.origin, council.issuer);
    assert.equal(to.searchParams.get('post_logout_redirect_uri'), `${home}/sign-in`);
    assert.equal((await get('/who', cookie)).statusCode, 303);
  });
});

describe('a council that asks for a second proof', () => {
  const amr =
    (...methods: string[]): Parameters<CouncilSignIn['forge']>[0] =>
    (claims) => ({
      ...claims,
      amr: methods,
    });

  before(async () => {
    await app.close();
    app = await build({ secondProof: { ask: 'urn:two', acr: ['urn:two'], amr: ['mfa', 'hwk'] } });
  });
  after(async () => {
    await app.close();
    app = await build();
  });

  test('asks its sign-in for it, and lets in who showed one', async () => {
    council.become(mo);
    assert.equal((await goThere()).asked.searchParams.get('acr_values'), 'urn:two');
    for (const forge of [
      amr('pwd', 'mfa'),
      amr('hwk'),
      (claims: object) => ({ ...claims, acr: 'urn:two' }),
    ]) {
      council.forge(forge);
      assert.equal((await comeIn()).status, 303);
    }
  });

  test('lets in nobody of whom its sign-in says otherwise, or nothing, and says what to do', async () => {
    council.become(mo);
    for (const forge of [
      undefined,
      amr('pwd'),
      amr(),
      (claims: object) => ({ ...claims, amr: 'mfa', acr: '0' }),
    ]) {
      council.forge(forge);
      const refused = await comeIn();
      assert.equal(refused.status, 422);
      assert.match(refused.text, /not that you showed a second proof/);
      assert.equal(refused.answer.headers['set-cookie'], undefined);
    }
  });
});

describe('an answer that proves nothing', () => {
  const now = () => Math.floor(scene.clock.now().getTime() / 1000);
  const forgeries = {
    'of another nonce': (claims) => ({ ...claims, nonce: 'another' }),
    'of another issuer': (claims) => ({ ...claims, iss: 'https://elsewhere.example' }),
    'for somebody else': (claims) => ({ ...claims, aud: 'another-client' }),
    'that has expired': (claims) => ({ ...claims, exp: now() - 300 }),
    'that is not to be used yet': (claims) => ({ ...claims, nbf: now() + 300 }),
  } as const satisfies Record<string, Parameters<CouncilSignIn['forge']>[0]>;

  for (const [name, forge] of Object.entries(forgeries)) {
    test(`lets nobody in: a token ${name}`, async () => {
      council.become(mo);
      council.forge(forge);
      const refused = await comeIn();
      assert.equal(refused.status, 422);
      assert.match(refused.text, /did not prove who you are/);
    });
  }

  test('is not what a key makes that the provider published beside its first', async () => {
    council.become(mo);
    council.forge((claims) => claims, 'next');
    assert.equal((await comeIn()).status, 303);
  });

  test('lets nobody in: a token that another key signed', async () => {
    council.become(mo);
    council.forge((claims) => claims, 'another');
    assert.match((await comeIn()).text, /did not prove who you are/);
  });

  test('is not what a clock makes that goes half a minute wrong', async () => {
    council.become(mo);
    council.forge((claims) => ({ ...claims, exp: now() - 30, iat: now() + 30 }));
    assert.equal((await comeIn()).status, 303);
  });

  test('lets nobody in: another state, another browser, or the same answer twice', async () => {
    council.become(mo);
    const first = await goThere();
    const changed = new URL(first.came);
    changed.searchParams.set('state', 'another');
    assert.equal((await get(changed.pathname + changed.search, first.errand)).statusCode, 422);
    const second = await goThere();
    const way = second.came.pathname + second.came.search;
    assert.match((await get(way)).payload, /longer than 10 minutes, or you came back twice/);
    assert.equal((await get(way, second.errand)).statusCode, 303);
    assert.equal((await get(way, second.errand)).statusCode, 422);
  });
});

describe('what somebody was about to do', () => {
  test('is kept while they are away, and is theirs to send when they are back', async () => {
    council.become(mo);
    const { text } = await comeIn({ to: '/far-reaching', 'kept.words': 'She said: he knows.' });
    assert.match(text, /<form method="post" action="\/far-reaching" autocomplete="off">/);
    assert.match(text, /value="She said: he knows."/);
  });

  test('wants them to show again who they are, before what reaches far', async () => {
    council.become(mo);
    const again = { to: '/far-reaching', again: 'yes' };
    const { asked } = await goThere(again);
    assert.equal(asked.searchParams.get('prompt'), 'login');
    assert.equal(asked.searchParams.get('max_age'), '60');
    council.forge((claims) => ({
      ...claims,
      auth_time: Math.floor(scene.clock.now().getTime() / 1000) - 3600,
    }));
    assert.match((await comeIn(again)).text, /did not prove who you are/);
  });

  test('stays on the page where the council’s own sign-in does not answer', async () => {
    const { close } = await startCouncilSignIn(back);
    await close();
    await council.close();
    await app.close();
    app = await build();
    const refused = await post('/sign-in/with/exampleshire', {
      to: '/work',
      'kept.words': 'He has my phone.',
    });
    assert.equal(refused.statusCode, 503);
    assert.match(refused.payload, /Exampleshire Council does not answer/);
    assert.match(refused.payload, /He has my phone/);
  });
});
