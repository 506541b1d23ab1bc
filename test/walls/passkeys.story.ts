import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { systemClock } from '../../src/platform/clock.ts';
import { openLog } from '../../src/platform/log.ts';
import { prepareProviders } from '../../src/signing-in/index.ts';
import { type Asked, type Authenticator, makeAuthenticator, type Slip } from './authenticator.ts';
import { ask, findLink, openOffice } from './joiners.ts';
import { openSite, type Site, type Visitor } from './site.ts';
import { given } from './stage.ts';
import { type Name, tryAs } from './world.ts';

let site: Site;
before(async () => {
  site = await openSite(given().world);
});

const readAsked = async (visitor: Visitor, address: string): Promise<Asked> =>
  JSON.parse((await visitor.post(address)).body);

async function add(visitor: Visitor, name: string, device = makeAuthenticator()): Promise<Authenticator> {
  const passkey = device.make(await readAsked(visitor, '/account/passkeys/challenge'));
  const added = await visitor.post('/account/passkeys/new', { name, passkey });
  assert.equal(added.to, '/account', added.body);
  return device;
}

/** Somebody shows a passkey at the door; a status, and their session where they are let in. */
async function show(device: Authenticator, slip?: Slip, asked?: Asked, at = site) {
  const nobody = await at.visitor(undefined);
  const challenge = asked ?? (await readAsked(nobody, '/sign-in/passkey/challenge'));
  const came = await nobody.post('/sign-in/passkey', { passkey: device.show(challenge, slip) });
  return { ...came, session: /rowan=([\w-]{43})/.exec(came.headers)?.[1] };
}

const staffIdOf = (name: Name) => given().world.staff[name].staffId;

const readVerbs = async (name: Name, count: number) =>
  (
    await ask<{ verb: string }>(
      'select verb from rowan.audit_event where staff_id = $1 order by seq desc limit $2',
      staffIdOf(name),
      count,
    )
  ).map(({ verb }) => verb);

const forget = () => ask('delete from rowan.sign_in_failure');

describe('a passkey', () => {
  test('is made by its owner, who is told; it lets them in, and signs in again', async () => {
    const tara = await site.enter('tara');
    assert.match((await tara.get('/account')).body, /You have none yet/);
    const device = await add(tara, 'Work <laptop>');
    assert.deepEqual(await readVerbs('tara', 1), ['passkey.added']);
    assert.match((await tara.get('/account')).body, /Work &lt;laptop&gt;[\s\S]*Made at .*, not used yet/);
    assert.match((await tara.get('/')).body, /A passkey was added to your account/);
    const came = await show(device);
    assert.equal(came.to, '/');
    assert.deepEqual(await readVerbs('tara', 1), ['sign-in.accepted']);
    const again = site.visitorOf(came.session ?? '');
    assert.match((await again.get('/account')).body, /last used at/);
    await ask(
      `update rowan.session set started_at = now() - interval '11 minutes' where staff_id = $1`,
      [staffIdOf('tara')].join(),
    );
    const asked = await again.get('/account/passkeys/new');
    assert.match(asked.body, /Sign in again to go on[\s\S]*action="\/sign-in\/passkey"/);
    const challenge = await readAsked(again, '/sign-in/passkey/challenge');
    const fields = { to: '/account/passkeys/new', again: 'yes', passkey: device.show(challenge) };
    assert.equal((await again.post('/sign-in/passkey', fields)).to, '/account/passkeys/new');
    assert.equal((await again.get('/account')).status, 303, 'the token of before is worth nothing');
  });

  test('lets nobody in who shows it wrongly, and each try is recorded', async () => {
    const device = await add(await site.enter('cleo'), 'Phone');
    const other = await add(await site.enter('leo'), 'Phone');
    const leo = Buffer.from(staffIdOf('leo').replaceAll('-', ''), 'hex').toString('base64url');
    const used = await readAsked(await site.visitor(undefined), '/sign-in/passkey/challenge');
    assert.equal((await show(device, {}, used)).to, '/');
    const made = await readAsked(await site.enter('cleo'), '/account/passkeys/challenge');
    const slips: Readonly<Record<string, [Slip, Asked?]>> = {
      'on a page that only looks like Rowan': [{ origin: 'http://localhost.evil.example' }],
      'for another host': [{ host: 'evil.example' }],
      'an answer played again': [{}, used],
      'to a challenge of nobody': [{ challenge: 'A'.repeat(43) }],
      'to a challenge for making one': [{}, made],
      'without showing who is there': [{ isUnverified: true }],
      'of a device that counts back': [{ count: 1 }],
      'as somebody else': [{ user: leo }],
    };
    for (const [name, [slip, asked]] of Object.entries(slips)) {
      await forget();
      const refused = await show(device, slip, asked);
      assert.equal(refused.status, 422, name);
      assert.match(refused.body, /This passkey does not let you in here/, name);
      assert.equal(refused.session, undefined, name);
      assert.deepEqual(await readVerbs('cleo', 1), ['sign-in.refused'], name);
    }
    assert.equal((await show(other)).to, '/', 'another’s is as good as ever');
    assert.equal((await show(makeAuthenticator())).status, 422, 'and nobody’s is none');
  });

  test('is counted with passwords where somebody tries without end', async () => {
    await forget();
    const device = await add(await site.enter('mona'), 'Phone');
    const statuses = [];
    for (let turn = 0; turn < 5; turn += 1)
      statuses.push((await show(device, { isUnverified: true })).status);
    assert.deepEqual(statuses, [422, 422, 422, 429, 429]);
    const nobody = await site.visitor(undefined);
    assert.equal((await nobody.post('/sign-in', { name: 'mona', password: 'a guess' })).status, 429);
    await forget();
    assert.equal((await show(device)).to, '/');
  });

  test('is nobody else’s to see, to add to, or to remove', async () => {
    const [noor, tara] = [await site.enter('noor'), await site.enter('tara')];
    await add(noor, 'Mine');
    const [row] = await ask<{ id: string }>(
      'select passkey_id as id from rowan.passkey where staff_id = $1',
      staffIdOf('noor'),
    );
    assert.equal((await tara.get(`/account/passkeys/${row?.id}`)).status, 404);
    assert.equal((await tara.post(`/account/passkeys/${row?.id}`)).status, 404);
    const { world } = given();
    for (const name of ['tara', 'ada', 'iris'] as const) {
      const seen = `select passkey_id from passkey where passkey_id = '${row?.id}'`;
      assert.equal(await tryAs(world, staffIdOf(name), seen), 0, name);
    }
    assert.equal(await tryAs(world, staffIdOf('noor'), 'select public_key from passkey'), 0);
    // What was asked of Noor, Tara's device answers.
    const asked = await readAsked(noor, '/account/passkeys/challenge');
    const passkey = makeAuthenticator().make(asked);
    const taken = await tara.post('/account/passkeys/new', { name: 'Stolen', passkey });
    assert.match(taken.body, /did not answer what Rowan asked/);
    const ada = await site.visitor('ada');
    assert.match((await ada.get(`/staff/${staffIdOf('noor')}`)).body, /by a password, or by a passkey/);
  });

  test('is refused where it is made wrongly, twice, or without a name, and the typing kept', async () => {
    const rita = await site.enter('rita');
    const device = await add(rita, 'Laptop');
    for (const [slip, name, says] of [
      [{ origin: 'http://elsewhere.example' }, 'Phone', /did not answer what Rowan asked/],
      [{ isUnverified: true }, 'Phone', /did not answer what Rowan asked/],
      [{}, 'Phone', /This passkey was made before/],
      [{}, '  ', /Enter a name for it/],
      [{}, 'x'.repeat(61), /The name must be 60 characters or fewer/],
      [{}, 'x'.repeat(1001), /The name must be 60 characters or fewer/],
    ] as const) {
      const passkey = device.make(await readAsked(rita, '/account/passkeys/challenge'), slip);
      const refused = await rita.post('/account/passkeys/new', { name, passkey });
      assert.equal(refused.status, 422);
      assert.match(refused.body, says);
      assert.ok(refused.body.includes(`value="${name.trim()}"`) || name.trim() === '');
    }
    const without = await rita.post('/account/passkeys/new', { name: 'Phone' });
    assert.match(without.body, /No passkey came from your browser/);
    const nobody = await site.visitor(undefined);
    assert.match((await nobody.post('/sign-in/passkey')).body, /No passkey came from your browser/);
  });

  test('lets nobody in any more once it is removed, and ends the sessions that began with it', async () => {
    const paul = await site.enter('paul');
    const device = await add(paul, 'Lost phone');
    const lost = site.visitorOf((await show(device)).session ?? '');
    const [, id] = /\/account\/passkeys\/([0-9a-f-]{36})/.exec((await paul.get('/account')).body) ?? [];
    assert.match((await paul.get(`/account/passkeys/${id}`)).body, /Remove “Lost phone”\?/);
    assert.equal((await paul.post(`/account/passkeys/${id}`)).to, '/account');
    assert.deepEqual(await readVerbs('paul', 1), ['passkey.removed']);
    assert.match((await paul.get('/')).body, /A passkey of your account was removed/);
    assert.equal((await lost.get('/account')).status, 303);
    assert.equal((await show(device)).status, 422);
    assert.equal((await paul.post(`/account/passkeys/${id}`)).status, 404);
  });
});

describe('where there are no passwords', () => {
  test('a one-time link makes the first passkey; the last one stays, and ends with the account', async () => {
    const log = openLog(systemClock, () => {});
    const { readMilliseconds } = systemClock;
    const providers = prepareProviders([], { log, readMilliseconds, passwords: false });
    const bare = await openSite(given().world, [], { providers });
    const { who, visitor } = await (await openOffice()).join('joyce');
    const before = await add(visitor, 'Before');
    const ada = await site.visitor('ada');
    const link = findLink((await ada.post(`/staff/${who.staffId}/way-in`)).body);
    const nobody = await bare.visitor(undefined);
    assert.match((await nobody.get(link)).body, /Make a passkey<\/h1>/);
    const device = makeAuthenticator();
    const passkey = device.make(await readAsked(nobody, `${link}/challenge`));
    assert.equal((await nobody.post(link, { name: '', passkey })).status, 422);
    assert.equal((await nobody.post(link, { name: 'First', passkey })).to, '/sign-in');
    assert.equal((await nobody.get(link)).status, 404);
    assert.equal((await show(before)).status, 422, 'whoever needed a way in had lost one');

    const joyce = bare.visitorOf((await show(device, {}, undefined, bare)).session ?? '');
    const [, id] = /\/account\/passkeys\/([0-9a-f-]{36})/.exec((await joyce.get('/account')).body) ?? [];
    assert.match((await joyce.post(`/account/passkeys/${id}`)).body, /It is your only way to sign in/);
    await ask('update rowan.staff set left_on = current_date where staff_id = $1', who.staffId);
    assert.equal((await show(device)).status, 422);
    assert.equal((await joyce.get('/account')).status, 303);
    await ask('update rowan.staff set left_on = null where staff_id = $1', who.staffId);
  });

  test('and the council has a sign-in of its own: its settings decide', async () => {
    const log = openLog(systemClock, () => {});
    const council = {
      council: 'exampleshire',
      label: 'Exampleshire',
      issuer: 'https://sign-in.example',
      clientId: 'rowan',
      secret: 'not asked',
      addressesAreChecked: false,
      groupsClaim: 'groups',
      groups: {},
    };
    const device = await add(await site.enter('erin'), 'Laptop');
    const { readMilliseconds } = systemClock;
    for (const passkeys of [true, false]) {
      const settings = [
        { ...council, passkeys },
        { ...council, council: 'oddborough', passkeys: true },
      ];
      const providers = prepareProviders(settings, { log, readMilliseconds, passwords: false });
      const there = await openSite(given().world, [], { providers });
      assert.equal((await show(device, {}, undefined, there)).status, passkeys ? 303 : 422);
    }
  });
});
