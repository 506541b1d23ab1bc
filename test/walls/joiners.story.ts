import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { ask, chosen, findJoiner, findLink, type Office, openOffice, readActs, teamOf } from './joiners.ts';
import { given } from './stage.ts';
import { password, tryAs } from './world.ts';

let office: Office;

describe('a joiner', () => {
  before(async () => {
    office = await openOffice();
  });

  test('is looked for before they are added, by sign-in name and by address', async () => {
    await office.join('jasmin');
    const [team] = [await teamOf('housing')];
    const taken = await office.ada.post('/staff/new', { name: 'Jas', signIn: 'Jasmin', team });
    assert.equal(taken.status, 422);
    assert.match(taken.body, /Somebody has this sign-in name/);
    assert.match(taken.body, /jasmin of the joiners<\/a> is here already/);
    const email = 'JASMIN@exampleshire.example';
    const same = await office.ada.post('/staff/new', { name: 'Jas', signIn: 'jas', email, team });
    assert.match(same.body, /Somebody has this e-mail address/);
    const elsewhere = await office.ada.post('/staff/new', { name: 'Frank', signIn: 'frank', team });
    assert.match(elsewhere.body, /This sign-in name is taken/);
    assert.deepEqual(await ask('select from rowan.staff where sign_in in ($1, $2)', 'jas', 'Jasmin'), []);
  });

  test('is added with words that can be kept, and what was typed otherwise stands there still', async () => {
    const before = (await readActs()).length;
    const team = await teamOf('housing');
    const sound = { name: 'Jolanda', signIn: 'jolanda', email: 'Jolanda@exampleshire.example', team };
    for (const [slip, says] of [
      [{ name: 'Jolanda '.repeat(16) }, /The name must be 120 characters or fewer/],
      [{ signIn: 'jolanda'.repeat(18) }, /The sign-in name must be 100 characters or fewer/],
      [{ signIn: 'Jolanda, of Housing' }, /Enter a sign-in name of letters/],
      [{ email: `${'jolanda'.repeat(18)}@exampleshire.example` }, /The e-mail address must be 120/],
      [{ name: 'Jo\0' }, /The name holds a character that cannot be kept/],
      [{ signIn: 'jo\0' }, /The sign-in name holds a character that cannot be kept/],
    ] as const) {
      const wrong = await office.ada.post('/staff/new', { ...sound, ...slip });
      assert.equal(wrong.status, 422);
      assert.match(wrong.body, says);
      for (const typed of Object.values({ ...sound, ...slip }))
        assert.ok(wrong.body.includes(`value="${typed}"`), typed);
    }
    const name = 'The team that is on call '.repeat(5);
    const wrongTeam = await office.ada.post('/staff/teams', { name, service: 'housing' });
    assert.equal(wrongTeam.status, 422);
    assert.match(wrongTeam.body, /The name must be 120 characters or fewer/);
    assert.ok(wrongTeam.body.includes(`value="${name}"`));
    assert.deepEqual(await readActs(before), []);
    assert.deepEqual(await ask('select from rowan.staff where sign_in like $1', 'jolanda%'), []);
  });

  test('comes in by a link that works once, and chooses a password that is hard to guess', async () => {
    const before = (await readActs()).length;
    const team = await teamOf('housing');
    const made = await office.ada.post('/staff/new', { name: 'Jo', signIn: 'jo', team });
    const link = findLink(made.body);
    assert.deepEqual(await readActs(before), ['staff.added', 'way-in.made']);
    const nobody = await office.site.visitor(undefined);
    assert.match((await nobody.get(link)).body, /You sign in as <strong>jo<\/strong>/);
    for (const [password, again, says] of [
      ['short', 'short', /at least 15 characters/],
      ['jo jo jo jo jo jo', 'jo jo jo jo jo jo', /harder to guess/],
      [chosen.repeat(20), chosen.repeat(20), /The password must be 200 characters or fewer/],
      [`${chosen}\0`, `${chosen}\0`, /The password holds a character that cannot be kept/],
      ['password12345678', 'password12345678', /harder to guess/],
      ['Exampleshire2026', 'Exampleshire2026', /harder to guess/],
      [chosen, `${chosen}!`, /the same password once more/],
    ] as const) {
      const wrong = await nobody.post(link, { password, again });
      assert.equal(wrong.status, 422);
      assert.match(wrong.body, says);
      assert.ok(!wrong.body.includes(password), 'a password is in no page');
    }
    assert.equal((await nobody.post(link, { password: chosen, again: chosen })).to, '/sign-in');
    assert.equal((await nobody.get(link)).status, 404);
    assert.equal((await nobody.post(link, { password: chosen, again: chosen })).status, 404);
    await office.enter('jo');
    const jo = await findJoiner('jo');
    const verbs = await ask<{ verb: string }>(
      'select verb from rowan.audit_event where staff_id = $1 order by seq',
      jo.staffId,
    );
    assert.deepEqual(verbs.slice(0, 2), [{ verb: 'way-in.taken' }, { verb: 'sign-in.accepted' }]);
  });

  test('who lost their link gets another, which ends the first; it runs out after a day', async () => {
    const { who, visitor } = await office.join('juno');
    const make = async () => findLink((await office.ada.post(`/staff/${who.staffId}/way-in`)).body);
    const [first, second] = [await make(), await make()];
    const nobody = await office.site.visitor(undefined);
    assert.equal((await nobody.get(first)).status, 404);
    assert.match(
      (await (await office.site.visitor('mona')).get('/')).body,
      /made juno of the joiners a new way to sign in/,
    );
    await ask(`update rowan.way_in set expires_at = now() where staff_id = $1`, who.staffId);
    assert.equal((await nobody.get(second)).status, 404);
    assert.equal((await visitor.get('/sessions')).status, 200, 'a link that nobody used ends nothing');
  });

  test('is added by nobody who is no administrator, in the database either', async () => {
    const { world } = given();
    const { noor, oddAda } = world.staff;
    const { who } = await office.join('jill');
    const act = `select rowan_private.end_sessions_of('${who.staffId}')`;
    for (const by of [noor, oddAda]) assert.equal(await tryAs(world, by.staffId, act), 0);
    const away = await office.enter('odd-ada', password);
    assert.equal((await away.get(`/staff/${who.staffId}`)).status, 404);
    assert.equal((await away.post(`/staff/${who.staffId}/closing`, { when: 'now' })).status, 404);
    assert.equal(await tryAs(world, noor.staffId, 'select from staff_change'), 0);
  });
});
