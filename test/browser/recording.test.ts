/** What is typed while recording, in a real browser. The ways from start to end are in journeys.test.ts. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Desk, openDesk } from '../casework/recording-desk.ts';
import { type Look, openAddress } from './harness.ts';

let desk: Desk;
let home: string;

before(async () => {
  desk = await openDesk();
  home = (await desk.app.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');
});
after(() => desk.stop());

async function visit(look: Look, journey: (page: Page) => Promise<void>): Promise<void> {
  const { page, complaints, close } = await openAddress(`${home}/sign-in`, look);
  page.setDefaultTimeout(15_000);
  try {
    await enter(page);
    await page.waitForURL(`${home}/`);
    await journey(page);
    assert.deepEqual(complaints, []);
  } finally {
    await close();
  }
}

async function enter(page: Page): Promise<void> {
  await page.fill('#name', 'mo');
  await page.fill('#password', 'not to be guessed');
  await page.keyboard.press('Enter');
}

/** Begins a recording, and opens its note. */
async function openNote(page: Page): Promise<string> {
  await press(page, 'I noticed something');
  await page.waitForURL('**/question?q=*');
  const draft = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
  const note = `${home}/concerns/new/${draft}/note`;
  await page.goto(note);
  return note;
}

/** As somebody does who has no mouse: Tab until it is reached. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    await page.keyboard.press('Tab');
    const focused = String(await page.evaluate('document.activeElement.textContent.trim()')).replace(
      /\s+/g,
      ' ',
    );
    if (focused !== '' && focused.startsWith(words)) return;
  }
  assert.fail(`the Tab key does not come to "${words}"`);
}

async function press(page: Page, words: string): Promise<void> {
  await tabTo(page, words);
  const here = page.url();
  await page.keyboard.press('Enter');
  await page.waitForURL(({ href }) => href !== here);
}

describe('what is typed', () => {
  it('is saved within two seconds, hidden by Esc twice, and there again after signing in', async () => {
    await visit({ width: 320 }, async (page) => {
      const note = await openNote(page);
      await page.locator('#words').pressSequentially('She comes with him every time');
      await page.locator('[data-keep-status]', { hasText: 'Saved' }).waitFor({ timeout: 2000 });
      await page.locator('#words').pressSequentially(', and waits outside');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.waitForURL('**/working-days');
      assert.doesNotMatch(String(await page.textContent('body')), /noticed|abuse|999/i);
      await page.goBack();
      await page.waitForURL('**/sign-in?to=*');
      assert.doesNotMatch(String(await page.textContent('body')), /She comes/);
      await page.goto(`${home}/sign-in`);
      await enter(page);
      await page.waitForURL(note);
      assert.equal(await page.inputValue('#words'), 'She comes with him every time, and waits outside');
    });
  });

  it('is off the screen at once, however slow the server is, and kept all the same', async () => {
    await visit({ width: 1280 }, async (page) => {
      const note = await openNote(page);
      await page.route(/keep|hide|working-days/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        await route.continue();
      });
      await page.locator('#words').pressSequentially('He reads her messages');
      await page.getByRole('button', { name: 'Hide now' }).click();
      await page.getByRole('heading', { name: 'Working days' }).waitFor({ timeout: 500 });
      assert.equal(page.url(), note, 'nothing has come from the server yet');
      assert.equal(String(await page.textContent('body')).trim(), await page.title());
      await page.waitForURL('**/working-days');
      await page.unroute(/keep|hide|working-days/);
      await page.goto(note);
      await enter(page);
      await page.waitForURL(note);
      assert.equal(await page.inputValue('#words'), 'He reads her messages');
    });
  });

  it('is hidden by its button without script, and what was sent before is there again', async () => {
    await visit({ width: 320, script: false }, async (page) => {
      const note = await openNote(page);
      await page.getByRole('button', { name: 'Hide now' }).click();
      await page.waitForURL('**/working-days');
      await page.goBack();
      await page.waitForURL('**/sign-in?to=*');
      await page.goto(`${home}/sign-in`);
      await enter(page);
      await page.waitForURL(note);
    });
  });

  it('cannot be reached through the back button after signing out', async () => {
    await visit({ width: 1280 }, async (page) => {
      await openNote(page);
      await page.locator('#words').fill('Nobody else may read this');
      await page.locator('[data-keep-status]', { hasText: 'Saved' }).waitFor();
      await page.goto(home);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL('**/sign-in');
      for (let step = 0; step < 3; step++) {
        await page.goBack();
        await page.waitForLoadState();
        assert.match(page.url(), /sign-in|\/$/);
        assert.doesNotMatch(String(await page.textContent('body')), /Nobody else|My work/);
      }
    });
  });

  it('brings what to do now up to date with an answer, without leaving the question', async () => {
    await visit({ width: 1280 }, async (page) => {
      await press(page, 'I noticed something');
      await page.waitForURL('**/question?q=*');
      const before = await page.textContent('#what-now');
      await page.getByLabel('Yes', { exact: true }).check();
      for (let tries = 0; tries < 50 && (await page.textContent('#what-now')) === before; tries += 1)
        await page.waitForTimeout(100);
      assert.notEqual(await page.textContent('#what-now'), before);
      assert.match(page.url(), /question\?q=/);
    });
  });
});
