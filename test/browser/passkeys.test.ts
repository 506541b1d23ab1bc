/** Passkeys in a real browser, which plays the device: made, shown, asked for again, removed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Desk, openDesk } from '../casework/recording-desk.ts';
import { addressOf, ask } from '../start-up/rowan.ts';
import { enter } from './casework-steps.ts';
import { keepPicture, measureOverflow, openAddress, type Shown } from './harness.ts';
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
const grow = () =>
  ask(
    addressOf(desk.scene.dataFolder, 'rowan_administrator'),
    `update rowan.session set started_at = now() - interval '11 minutes'`,
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
  await ask(
    addressOf(desk.scene.dataFolder, 'rowan_administrator'),
    `update rowan.session set last_seen_at = now() - interval '20 minutes'`,
  );
  await page.clock.fastForward('05:01');
  await page.waitForURL(`${address}/sign-in?to=%2Faccount&ended=yes`);
  assert.match((await page.textContent('main')) ?? '', /You are signed out/);
  await keepPicture(page, 'session-over');
  await enter(page, 'mo');
  await page.waitForURL(`${address}/account`);
  await close();
});
