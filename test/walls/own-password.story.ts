import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { systemClock } from '../../src/platform/clock.ts';
import { openLog } from '../../src/platform/log.ts';
import { prepareProviders } from '../../src/signing-in/index.ts';
import { ask, chosen, findLink, form, type Office, openOffice, teamOf } from './joiners.ts';
import { openSite, type Visitor } from './site.ts';
import { given } from './stage.ts';
import { tryAs } from './world.ts';

const page = '/account/password';
const wanted = 'violin kettle marsh eleven';

let office: Office;
const openAnew = async () => {
  office = await openOffice();
};

const change = (who: Visitor, current: string, password: string, again = password) =>
  who.post(page, { current, password, again });

const readVerbs = async (staffId: string, count: number) =>
  (
    await ask<{ verb: string }>(
      'select verb from rowan.audit_event where staff_id = $1 order by at desc limit $2',
      staffId,
      count,
    )
  ).map(({ verb }) => verb);

const isIn = async (visitor: Visitor) => (await visitor.get('/sessions')).status === 200;

const forget = () => ask('delete from rowan.sign_in_failure');

describe('one’s own password', () => {
  before(openAnew);

  test('is changed with the one before it, and what is wrong stands beside its field', async () => {
    const { who, visitor } = await office.join('perpetua');
    assert.match((await visitor.get('/account')).body, /href="\/account\/password"/);
    for (const [current, password, again, says] of [
      ['', wanted, wanted, /id="current-error"[\s\S]*Enter the password that you have now/],
      [chosen, 'short', 'short', /id="password-error"[\s\S]*at least 15 characters/],
      [chosen, 'password12345678', 'password12345678', /id="password-error"[\s\S]*harder to guess/],
      [
        chosen,
        wanted.repeat(10),
        wanted.repeat(10),
        /id="password-error"[\s\S]*must be 200 characters or fewer/,
      ],
      [wanted.repeat(10), wanted, wanted, /id="current-error"[\s\S]*must be 200 characters or fewer/],
      [chosen, wanted, `${wanted}!`, /id="again-error"[\s\S]*the same password once more/],
      [chosen, chosen, chosen, /id="password-error"[\s\S]*you do not have now/],
      ['a guess', wanted, wanted, /id="current-error"[\s\S]*not the password that you have now/],
    ] as const) {
      const wrong = await change(visitor, current, password, again);
      assert.equal(wrong.status, 422);
      assert.match(wrong.body, says);
      assert.ok(!wrong.body.includes(password), 'a password is in no page');
    }
    assert.deepEqual(await readVerbs(who.staffId, 1), ['sign-in.refused'], 'one guess, and no slip');
    assert.ok(await isIn(visitor));
  });

  test('ends every other session and way in, goes on under another token, and is told', async () => {
    const { who, visitor } = await office.join('percival');
    const elsewhere = await office.enter('percival');
    const link = findLink((await office.ada.post(`/staff/${who.staffId}/way-in`)).body);
    const done = await change(visitor, chosen, wanted);
    assert.equal(done.to, '/account?changed=password');
    assert.deepEqual(await readVerbs(who.staffId, 2), ['password.changed', 'sign-in.accepted']);
    assert.deepEqual([await isIn(visitor), await isIn(elsewhere)], [false, false]);
    const here = office.site.visitorOf(/rowan=([\w-]{43})/.exec(done.headers)?.[1] ?? '');
    assert.match((await here.get(done.to)).body, /Your password is changed/);
    assert.match((await here.get('/')).body, /The password of your account was changed/);
    assert.equal((await (await office.site.visitor(undefined)).get(link)).status, 404);
    await office.enter('percival', wanted);
    await assert.rejects(office.enter('percival'));
    await forget();
  });

  test('is guessed no quicker here than at the door', async () => {
    const { visitor } = await office.join('persis');
    for (const _time of [1, 2, 3]) assert.equal((await change(visitor, 'a guess', wanted)).status, 422);
    const slowed = await change(visitor, chosen, wanted);
    assert.equal(slowed.status, 429);
    assert.match(slowed.body, /There were many wrong tries. Wait \d seconds/);
    assert.match(slowed.headers, /"retry-after":"\d"/);
    await forget();
  });

  test('is not there for whoever has none, or where none lets anybody in', async () => {
    const { who, visitor } = await office.join('perdita');
    const log = openLog(systemClock, () => {});
    const { readMilliseconds } = systemClock;
    const providers = prepareProviders([], { log, readMilliseconds, passwords: false });
    const bare = (await openSite(given().world, [], { providers })).visitorOf(visitor.session ?? '');
    assert.equal((await bare.get(page)).status, 404);
    assert.doesNotMatch((await bare.get('/account')).body, /\/account\/password/);
    await ask('update rowan.staff set password_hash = null where staff_id = $1', who.staffId);
    assert.equal((await visitor.get(page)).status, 404);
    assert.equal((await change(visitor, chosen, wanted)).status, 404);
    assert.doesNotMatch((await visitor.get('/account')).body, /\/account\/password/);
  });

  test('is changed in the database by a session alone that began a moment ago', async () => {
    const { who, visitor } = await office.join('peregrine');
    const [row] = await ask<{ hash: string }>(
      `select encode(token_hash, 'hex') as hash from rowan.session where staff_id = $1 and ended_at is null`,
      who.staffId,
    );
    const act = `select where rowan_private.change_password('\\x${row?.hash}', 'x', 'TEST-TEST')`;
    await ask(
      `update rowan.session set started_at = now() - interval '2 minutes' where staff_id = $1`,
      who.staffId,
    );
    assert.equal(await tryAs(given().world, who.staffId, act), 0);
    assert.ok(await isIn(visitor));
  });
});

describe('whoever’s way in is changed by another', () => {
  before(openAnew);

  test('is told of a link that was made for them, and of another address', async () => {
    const { who, visitor } = await office.join('petra');
    assert.doesNotMatch((await visitor.get('/')).body, /If you did not ask for it/, 'a first one is no news');
    const link = findLink((await office.ada.post(`/staff/${who.staffId}/way-in`)).body);
    assert.match((await visitor.get('/')).body, /made you a new way to sign in/);
    await office.ada.post(
      `/staff/${who.staffId}`,
      form(who, { name: 'Petra', email: 'petra.new@exampleshire.example', team: await teamOf('housing') }),
    );
    assert.match((await visitor.get('/')).body, /changed the e-mail address of your account/);
    const nobody = await office.site.visitor(undefined);
    await nobody.post(link, { password: wanted, again: wanted });
    const back = await office.enter('petra', wanted);
    assert.match((await back.get('/')).body, /The password of your account was changed/);
  });
});
