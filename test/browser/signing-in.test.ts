/** Signing in with a real browser: passkeys, whose device it plays, and how the end of a session is told. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Desk, openDesk } from '../casework/recording-desk.ts';
import { addressOf, ask } from '../start-up/rowan.ts';
import { enter } from './casework-steps.ts';
import { findBarriers, keepPicture, measureOverflow, openAddress, type Shown } from './harness.ts';
import { goRound, press, tabTo } from './keyboard.ts';

let desk: Desk;
let address: string;
before(async () => {
  desk = await openDesk();
  // No browser makes a passkey for a number.
  address = (await desk.app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
});
after(() => desk.stop());

/** A device in the browser, which knows its owner's finger until it is told that it does not. */
async function addDevice(page: Page) {
  const line = await page.context().newCDPSession(page);
  await line.send('WebAuthn.enable');
  const { authenticatorId } = await line.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    know: (isUserVerified: boolean) =>
      line.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

/** What axe says of these pages, the gallery's examples show. */
async function judge({ page, complaints }: Shown, picture: string): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 640 });
    await keepPicture(page, `${picture}-${width}`);
    assert.equal(await measureOverflow(page), 0, picture);
  }
  const others = complaints.filter((complaint) => !/status of (403|422)/.test(complaint));
  assert.deepEqual(others, [], picture);
}

/** Presses a button that asks the device, and waits for where it leads. */
async function pressFor(page: Page, button: string, to: string): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${address}${to}`);
}

/** Everybody signed in longer ago than an act that reaches far allows. */
const grow = () => age('started_at', '11 minutes');

const age = (column: 'started_at' | 'last_seen_at', by: string) =>
  ask(
    addressOf(desk.scene.dataFolder, 'rowan_administrator'),
    `update rowan.session set ${column} = now() - interval '${by}'`,
  );

test('a passkey is made, lets its owner in, is asked for again, and removed, by keyboard', async () => {
  const shown = await openAddress(`${address}/sign-in?to=%2Faccount`, { width: 320 });
  const { page } = shown;
  const device = await addDevice(page);
  await judge(shown, 'passkeys-sign-in');
  await enter(page, 'mo');
  await page.waitForURL(`${address}/account`);
  await judge(shown, 'passkeys-none');
  await press(page, 'Add a passkey');
  await goRound(page);
  await tabTo(page, 'What you call it');
  await page.keyboard.type('Work laptop');
  await device.know(false);
  await tabTo(page, 'Make the passkey');
  await page.keyboard.press('Enter');
  await page.getByText('No passkey was made').waitFor();
  await judge(shown, 'passkeys-not-made');
  await device.know(true);
  await pressFor(page, 'Make the passkey', '/account');
  assert.match((await page.textContent('main')) ?? '', /Work laptop[\s\S]*not used yet/);
  await goRound(page);
  await judge(shown, 'passkeys-one');

  // The same device makes no second one.
  await press(page, 'Add a passkey');
  await tabTo(page, 'What you call it');
  await page.keyboard.type('Again');
  await page.keyboard.press('Enter');
  await page.getByText('This device has a passkey for you already').waitFor();

  await page.goto(`${address}/`);
  await press(page, 'Sign out');
  await device.know(false);
  await tabTo(page, 'Sign in with a passkey');
  await page.keyboard.press('Enter');
  await page.getByText('No passkey was shown').waitFor();
  await device.know(true);
  await pressFor(page, 'Sign in with a passkey', '/');

  await page.goto(`${address}/account`);
  await grow();
  await press(page, 'Remove: Work laptop');
  assert.match((await page.textContent('h1')) ?? '', /Sign in again to go on/);
  await judge(shown, 'passkeys-again');
  await tabTo(page, 'Sign in with a passkey');
  await page.keyboard.press('Enter');
  await page.getByText('Remove “Work laptop”?').waitFor();
  await judge(shown, 'passkeys-removal');
  await press(page, 'Remove it');
  assert.match((await page.textContent('main')) ?? '', /You have none yet/);
  await page.goto(`${address}/`);
  await press(page, 'Sign out');
  await tabTo(page, 'Sign in with a passkey');
  await page.keyboard.press('Enter');
  await page.getByText('This passkey does not let you in here').first().waitFor();
  await judge(shown, 'passkeys-refused');
  await shown.close();
});

test('without script, a passkey is missed in words, and the other ways are there', async () => {
  const { page, close } = await openAddress(`${address}/sign-in`, { script: false, width: 320 });
  await press(page, 'Sign in with a passkey');
  assert.match((await page.textContent('main')) ?? '', /No passkey came from your browser. It needs script/);
  await enter(page, 'mo');
  await page.waitForURL(`${address}/`);
  await close();
});

test('at an address of numbers, it is said that passkeys need a name', async () => {
  const { page, close } = await openAddress(`${address.replace('localhost', '127.0.0.1')}/sign-in`);
  await press(page, 'Sign in with a passkey');
  assert.match((await page.textContent('main')) ?? '', /Passkeys need an address with a name/);
  await close();
});

test('a page that was left makes way for the sign-in once its session is over, and no sooner', async () => {
  const { page, close } = await openAddress(`${address}/sign-in?to=%2Faccount`);
  await page.clock.install();
  await enter(page, 'mo');
  await page.waitForURL(`${address}/account`);
  const asked = page.waitForResponse(`${address}/session`);
  await page.clock.fastForward('05:01');
  const { seconds } = await (await asked).json();
  assert.ok(seconds > 19 * 60 && seconds <= 20 * 60, `${seconds} seconds are left`);
  assert.match((await page.textContent('main')) ?? '', /Your account/);
  // A bad line ends nothing before its time.
  await page.route('**/session', (route) => route.abort());
  await page.clock.fastForward('05:01');
  assert.match((await page.textContent('main')) ?? '', /Your account/);
  await page.unroute('**/session');
  await age('last_seen_at', '20 minutes');
  await page.clock.fastForward('05:01');
  await page.waitForURL(`${address}/sign-in?to=%2Faccount&ended=yes`);
  assert.match((await page.textContent('main')) ?? '', /You are signed out/);
  await keepPicture(page, 'session-over');
  await enter(page, 'mo');
  await page.waitForURL(`${address}/account`);
  await close();
});

/** Somebody of the cast on a page whose clock the test turns. */
async function watch(path: string, width: number): Promise<Shown> {
  const shown = await openAddress(`${address}/sign-in?to=${encodeURIComponent(path)}`, { width });
  await shown.page.clock.install();
  await enter(shown.page, 'mo');
  await shown.page.waitForURL(`${address}${path}`);
  return shown;
}

const focusOf = (page: Page) => page.evaluate<string>('document.activeElement.textContent.trim()');

test('a session’s end is told before it comes, in reach of the keyboard, and put off by a key', async () => {
  const shown = await watch('/account', 320);
  const { page } = shown;
  const said = page.getByRole('dialog', { name: /You will be signed out in/ });
  await tabTo(page, 'See your sessions');
  await age('last_seen_at', '18 minutes 5 seconds');
  await page.clock.fastForward('05:01');
  await said.waitFor();
  assert.match((await said.textContent()) ?? '', /signed out in\s+2\sminutes/);
  assert.equal(await focusOf(page), 'Stay signed in');
  assert.ok(await page.getByRole('button', { name: 'Hide now' }).isVisible());
  await judge(shown, 'session-end-stay');
  assert.deepEqual(await findBarriers(page), []);

  // To be told keeps nothing alive, and a bad line is told.
  await page.context().setOffline(true);
  assert.equal(await focusOf(page), 'Stay signed in');
  const unheard = page.waitForEvent('requestfailed', (request) => request.method() === 'POST');
  await page.keyboard.press('Enter');
  await unheard;
  await page.getByRole('status').getByText('Rowan did not answer').waitFor();
  await page.context().setOffline(false);
  const answered = page.waitForResponse((each) => each.request().method() === 'POST');
  await page.keyboard.press('Enter');
  const { seconds } = await (await answered).json();
  assert.ok(seconds > 19 * 60, `${seconds} seconds are left`);
  await said.waitFor({ state: 'hidden' });
  assert.equal(await focusOf(page), 'See your sessions, and end them', 'focus is back where it was');

  await age('started_at', '11 hours 56 minutes');
  await page.clock.fastForward('05:01');
  await said.waitFor();
  assert.match((await said.textContent()) ?? '', /4\sminutes[\s\S]*this cannot be put off/);
  assert.equal(await focusOf(page), 'See your sessions, and end them', 'whoever types goes on typing');
  await page.setViewportSize({ width: 1280, height: 640 });
  await keepPicture(page, 'session-end-last');
  await page.getByRole('button', { name: 'Close this' }).click();
  await said.waitFor({ state: 'hidden' });
  await shown.close();
});

test('whoever types is there, and what they typed is shown to them when they are back', async () => {
  const { page, close } = await watch('/directory/harbour/report', 1280);
  const told: string[] = [];
  page.on('request', (request) => void (request.method() === 'POST' && told.push(request.url())));
  const words = page.getByLabel('What happened');
  await words.focus();
  await page.clock.fastForward('04:01');
  await words.dispatchEvent('input');
  await page.waitForTimeout(200);
  assert.deepEqual(told, [], 'a page that types by itself keeps nothing alive');
  const stayed = page.waitForResponse((each) => each.request().method() === 'POST');
  await page.keyboard.type('It rings, and');
  await stayed;
  assert.deepEqual(told, [`${address}/session`], 'once for many keys');

  await age('last_seen_at', '20 minutes');
  await page.clock.fastForward('05:01');
  await page.waitForURL(/ended=yes/);
  assert.doesNotMatch((await page.textContent('body')) ?? '', /It rings/);
  await enter(page, 'mo');
  await page.getByText('This is not sent yet').waitFor();
  assert.match((await page.textContent('main')) ?? '', /kept what was on it[\s\S]*It rings, and/);
  await keepPicture(page, 'session-end-unsent');
  await page.getByRole('button', { name: 'Send it now' }).click();
  await page.waitForURL(/\/directory/);
  await close();
});

test('a page makes way for whoever signs in next, and gives them nothing that was typed', async () => {
  const { page, close } = await watch('/directory/harbour/report', 1280);
  await page.getByLabel('What happened').focus();
  await page.keyboard.type('It rings, and');
  const other = await page.context().newPage();
  await other.goto(`${address}/sign-in`);
  await enter(other, 'mo');
  await other.waitForURL(`${address}/`);
  await page.clock.fastForward('05:01');
  assert.equal(await page.getByLabel('What happened').inputValue(), 'It rings, and', 'it is their own still');
  await other.goto(`${address}/sign-in`);
  await enter(other, 'priya');
  await other.waitForURL(`${address}/`);
  await page.clock.fastForward('05:01');
  await page.waitForURL(`${address}/`);
  assert.doesNotMatch((await page.textContent('body')) ?? '', /It rings/);
  await other.goto(`${address}/account`);
  assert.match((await other.textContent('main')) ?? '', /Your account/, 'nobody is signed out by it');
  await other.getByRole('button', { name: 'Hide now' }).click();
  await other.waitForURL(/working-days/);
  await other.goto(`${address}/sign-in`);
  await enter(other, 'priya');
  await other.waitForURL(`${address}/account`);
  await close();
});

test('a browser that is too old is told so where one signs in, without being asked its name', async () => {
  const { page, close } = await openAddress(`${address}/sign-in`, { width: 320 });
  const word = page.getByText('This browser is older than Rowan needs');
  assert.equal(await word.isVisible(), false);
  // As a browser reads the style sheet that does not know what stands in @supports.
  await page.evaluate(`for (const { cssRules } of document.styleSheets)
    for (const rule of [...cssRules].filter((each) => each.conditionText?.includes('1lh')))
      while (rule.cssRules.length > 0) rule.deleteRule(0)`);
  assert.equal(await word.isVisible(), true);
  await keepPicture(page, 'sign-in-old-browser');
  await close();
});

test('what a page was not let do, the browser reports', async () => {
  const { page, close } = await openAddress(`${address}/sign-in`);
  const reported = page.waitForResponse('**/browser-reports');
  await page.evaluate(`document.body.setAttribute('style', 'color: red')`);
  assert.equal((await reported).status(), 200, 'it comes in at the door, and is read');
  await close();
});

test('where somebody is signed in, they see, end and leave by keyboard', async () => {
  const elsewhere = [await desk.signIn('mo'), await desk.signIn('mo')];
  const isIn = async () => Promise.all(elsewhere.map(async (each) => (await each.get('/account')).status));
  const shown = await openAddress(`${address}/sign-in?to=%2Faccount`, { width: 320 });
  const { page } = shown;
  await enter(page, 'mo');
  await page.waitForURL(`${address}/account`);
  await press(page, 'See your sessions');
  await goRound(page);
  await judge(shown, 'sessions');
  await press(page, /^End it: A browser/);
  assert.deepEqual((await isIn()).sort(), [200, 303], 'one of the two is over');
  await press(page, 'End all others');
  assert.deepEqual(await isIn(), [303, 303]);
  assert.match((await page.textContent('main')) ?? '', /You are signed in nowhere else/);
  await press(page, 'Sign out');
  assert.equal(new URL(page.url()).pathname, '/sign-in');
  await shown.close();
});

test('a password is changed by keyboard, and lets in where the one before did not', async () => {
  const shown = await openAddress(`${address}/sign-in?to=%2Faccount`, { width: 320 });
  const { page } = shown;
  await enter(page, 'asif');
  await page.waitForURL(`${address}/account`);
  await press(page, 'Change your password');
  const fill = async (current: string, wanted: string) => {
    for (const [label, words] of [
      ['The password that you have now', current],
      ['New password', wanted],
      ['The same once more', wanted],
    ] as const) {
      await tabTo(page, label);
      await page.keyboard.type(words);
    }
    const loaded = page.waitForEvent('load');
    await page.keyboard.press('Enter');
    await loaded;
  };
  await fill('a guess', 'violin kettle marsh eleven');
  assert.match((await page.textContent('main')) ?? '', /This is not the password that you have now/);
  await goRound(page);
  await judge(shown, 'own-password-wrong');
  await page.goto(`${address}/account/password`);
  await fill('not to be guessed', 'violin kettle marsh eleven');
  assert.match((await page.textContent('main')) ?? '', /Your password is changed/);
  await judge(shown, 'own-password-changed');
  await shown.close();
});
