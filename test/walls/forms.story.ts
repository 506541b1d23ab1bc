import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listMarks } from '../../src/platform/http/index.ts';
import { endOldSessions } from '../../src/signing-in/index.ts';
import { openSite, readForm, type Site, type Visitor } from './site.ts';
import { given } from './stage.ts';
import { type Name, password } from './world.ts';

const words = 'She asked us to ring before ten.';
const cover = '/work/cover';

let site: Site | undefined;
const open = async () => (site ??= await openSite(given().world));

/** Begins a recording, and gives the address of its note. */
async function begin(visitor: Visitor): Promise<string> {
  const { to } = await visitor.post('/concerns/new', { start: 'noticed' });
  return `${to}/note`;
}

/** As the script sends it when a page goes in which somebody typed. */
const hide = (visitor: Visitor, marks = listMarks({ session: visitor.session ?? '', page: cover })) =>
  visitor.post('/hide', { to: cover, 'kept.words': words }, marks);

async function endSessions(name: Name): Promise<void> {
  const { world } = given();
  const { staffId } = world.staff[name];
  await world.administrator.query('update rowan.session set ended_at = now() where staff_id = $1', [staffId]);
}

describe('a form of somebody who is signed in', () => {
  test('carries the token of the session, and is taken with it', async () => {
    const rosa = await (await open()).visitor('rosa');
    const { action, fields } = readForm(await rosa.get(cover));
    assert.match(fields['form-token'] ?? '', /^[\w-]{16}\.[\w-]{43}$/);
    assert.equal(fields['form-page'], cover);
    assert.equal((await rosa.post(action, {}, fields)).status, 422, 'it is read, and found empty');
  });

  test('without a token, or with another’s, is not taken, and may be sent again', async () => {
    const house = await open();
    const [noor, tara] = [await house.visitor('noor'), await house.visitor('tara')];
    const note = await begin(noor);
    for (const session of [undefined, tara.session ?? '', `${noor.session}x`, '']) {
      const marks = session === undefined ? {} : listMarks({ session, page: note });
      const refused = await noor.post(note, { words }, marks);
      assert.equal(refused.status, 403);
      assert.ok(refused.body.includes(words));
      assert.ok(!(await noor.get(note)).body.includes(words), 'nothing was kept');
    }
    const again = readForm(await noor.post(note, { words }, {}));
    assert.equal((await noor.post(again.action, again.fields, {})).status, 303);
    assert.ok((await noor.get(note)).body.includes(words));
  });

  test('has a token that is another on each page, and proves the session without telling it', async () => {
    const rosa = await (await open()).visitor('rosa');
    const pages = [await rosa.get(cover), await rosa.get(cover)];
    const tokens = pages.map((page) => readForm(page).fields['form-token']);
    assert.notEqual(tokens[0], tokens[1]);
    for (const { body } of pages) assert.ok(!body.includes(rosa.session ?? ''));
  });
});

describe('a form that is sent after the session has ended', () => {
  test('is not shown to whoever signs in instead', async () => {
    const house = await open();
    const noor = await house.enter('noor');
    const form = readForm(await noor.get(await begin(noor)));
    await endSessions('noor');
    const { fields } = readForm(await noor.post(form.action, { words }, form.fields));
    assert.equal(fields['kept.words'], words);
    const other = await noor.post('/sign-in', { ...fields, name: 'rosa', password }, {});
    assert.equal(other.to, '/');
    assert.ok(!other.body.includes(words));
  });

  test('asks to sign in, keeps the words through a wrong password, and is sent then', async () => {
    const house = await open();
    const noor = await house.enter('noor');
    const note = await begin(noor);
    await endSessions('noor');
    const asked = await noor.post(note, { words, children: 'not-asked' });
    assert.equal(asked.status, 403);
    assert.match(asked.body, /<h1[^>]*>Sign in</);
    const { fields } = readForm(asked);
    const wrong = await noor.post('/sign-in', { ...fields, name: 'noor', password: 'guess' }, {});
    assert.equal(wrong.status, 422);
    assert.ok(wrong.body.includes(words));
    const carried = readForm(wrong).fields;
    const entered = await noor.post('/sign-in', { ...carried, name: 'noor', password }, {});
    assert.equal(entered.status, 200);
    assert.match(entered.body, /This is not sent yet/);
    const session = /rowan=([\w-]{43})/.exec(entered.headers)?.[1] ?? '';
    assert.ok(session !== '' && session !== noor.session);
    const again = readForm(entered);
    const back = await house.visitorOf(session).post(again.action, again.fields, {});
    assert.equal(back.status, 303);
    assert.ok((await house.visitorOf(session).get(note)).body.includes(words));
  });

  test('leads whoever only asked for a page back to that page, and never out of Rowan', async () => {
    const house = await open();
    const nobody = await house.visitor(undefined);
    assert.equal((await nobody.get('/work/cover')).to, '/sign-in?to=%2Fwork%2Fcover');
    const goTo = (to: string) => nobody.post('/sign-in', { to, name: 'tara', password });
    assert.equal((await goTo('/work/cover')).to, '/work/cover');
    for (const away of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\tevil', 'work'])
      assert.equal((await goTo(away)).to, '/', away);
  });
});

describe('the address of the sign-in page', () => {
  test('carries no form, which somebody else could have made up', async () => {
    const nobody = await (await open()).visitor(undefined);
    const sent = 'kept.member=019ab3c0-0000-7000-8000-000000000001&kept.words=x&again=yes&whose=x';
    const page = await nobody.get(`/sign-in?to=%2Fcases%2F1%2Fteam&${sent}`);
    assert.equal(page.status, 200);
    assert.match(page.body, /name="to" value="\/cases\/1\/team"/);
    assert.doesNotMatch(page.body, /kept\.|name="again"|name="whose"|Sign in again/);
  });
});

describe('hiding what is on the screen', () => {
  test('ends the session, and the next signing in leads back to the page, once', async () => {
    const house = await open();
    const { world } = given();
    const tara = await house.enter('tara');
    const note = await begin(tara);
    const { action, fields } = readForm(await tara.get(note));
    assert.equal(action, note, 'the last form of the page is the note');
    const hidden = await tara.post('/hide', {}, fields);
    assert.deepEqual([hidden.status, hidden.to], [303, '/working-days']);
    assert.match(hidden.headers, /rowan=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0/);
    assert.match((await tara.get(note)).to, /^\/sign-in/);
    const { rows } = await world.administrator.query(
      'select verb from rowan.audit_event where staff_id = $1 order by at desc limit 1',
      [world.staff.tara.staffId],
    );
    assert.deepEqual(rows, [{ verb: 'session.hidden' }]);
    const signIn = (name: Name) => tara.post('/sign-in', { name, password }, {});
    assert.equal((await signIn('rosa')).to, '/', 'nobody else is led there');
    assert.equal((await signIn('tara')).to, note);
    assert.equal((await signIn('tara')).to, '/');
  });

  test('keeps what was being typed for its author’s next signing in, sealed, and shows it once', async () => {
    const house = await open();
    const tara = await house.enter('tara');
    await hide(tara);
    const { administrator } = given().world;
    const { rows } = await administrator.query<{ sealed: Buffer }>(
      'select unsent_cipher as sealed from rowan.session where unsent_cipher is not null',
    );
    assert.equal(rows.length, 1);
    assert.ok(!rows[0]?.sealed.includes(words));
    const signIn = (name: Name, fields = {}) => tara.post('/sign-in', { name, password, ...fields }, {});
    assert.ok(!(await signIn('rosa')).body.includes(words), 'it is nobody else’s');
    const shown = await signIn('tara', { to: '/work' });
    assert.match(
      shown.body,
      /This is not sent yet[\s\S]*<a class="govuk-link" href="\/work\/cover">open the page/,
    );
    assert.equal(readForm(shown).action, cover);
    assert.equal(readForm(shown).fields['words'], words);
    assert.equal((await signIn('tara', { to: '/work' })).to, '/work');
  });

  test('keeps it where the session ran out by itself, and nothing where somebody ended it', async () => {
    const house = await open();
    const { administrator, worker, staff } = given().world;
    const leave = async (column: string, age: string) => {
      const tara = await house.enter('tara');
      const { staffId } = staff.tara;
      await administrator.query(
        `update rowan.session set ${column} = now() - $1::interval where staff_id = $2 and ended_at is null`,
        [age, staffId],
      );
      if (column === 'last_seen_at') await endOldSessions({ worker });
      await hide(tara);
      return (await tara.post('/sign-in', { name: 'tara', password }, {})).body.includes(words);
    };
    assert.equal(await leave('last_seen_at', '25 minutes'), true);
    assert.equal(await leave('started_at', '13 hours'), true);
    assert.equal(await leave('last_seen_at', '13 hours'), false, 'too long ago');
    assert.equal(await leave('ended_at', '1 minute'), false);
  });

  test('keeps nothing of a page that another left in a window of the same browser', async () => {
    const house = await open();
    const { staff } = given().world;
    const left = readForm(await (await house.enter('tara')).get(cover)).fields;
    assert.equal(left['form-whose'], staff.tara.staffId);
    const signInAfter = async (marks: Readonly<Record<string, string>>) => {
      const rosa = await house.enter('rosa');
      await hide(rosa, marks);
      return rosa.post('/sign-in', { name: 'rosa', password }, {});
    };
    for (const { 'form-whose': whose = '', ...rest } of [left, { ...left, 'form-whose': '' }]) {
      const shown = await signInAfter({ ...rest, 'form-whose': whose });
      assert.equal(shown.to, '/', 'nobody is led where another was');
      assert.ok(!shown.body.includes(words));
    }
    const own = { ...left, 'form-whose': staff.rosa.staffId };
    assert.ok((await signInAfter(own)).body.includes(words), 'her own, of a session before this one');
  });

  test('needs neither a session nor a page that is ours', async () => {
    const house = await open();
    const nobody = await house.visitor(undefined);
    assert.equal((await nobody.post('/hide')).to, '/working-days');
    const leo = await house.enter('leo');
    const marks = listMarks({ session: leo.session ?? '', page: '//evil.example' });
    await leo.post('/hide', {}, marks);
    assert.equal((await leo.post('/sign-in', { name: 'leo', password }, {})).to, '/');
  });
});
