/**
 * Hana works on a case by keyboard, and nothing that she types is lost: its people, safe contact, notes and
 * closing, on a phone, each page seen on a wide screen as well.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openCase } from '../casework/concern.ts';
import { type Desk, openDesk } from '../casework/recording-desk.ts';
import { enter, press, signIn } from './casework-steps.ts';
import { findBarriers, findBarriersAgain, keepPicture, lookAgain, measureOverflow } from './harness.ts';

const phone = { width: 320 } as const;
const wide = { width: 1280 } as const;

let desk: Desk;
let address: string;
let here: string;
before(async () => {
  desk = await openDesk();
  address = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  here = `${address}/cases/${await openCase(desk, await desk.signIn('frankie'))}`;
});
after(() => desk.stop());

async function judge(page: Page, picture: string): Promise<void> {
  assert.deepEqual(await findBarriers(page), [], picture);
  assert.equal(await measureOverflow(page), 0, `${picture} on a phone`);
  await keepPicture(page, `${picture}-phone`);
  await lookAgain(page, wide);
  assert.deepEqual(await findBarriersAgain(page), [], `${picture}, wide`);
  assert.equal(await measureOverflow(page), 0, `${picture}, wide`);
  await keepPicture(page, `${picture}-wide`);
  await lookAgain(page, phone);
}

/** Types into a field that was reached by keyboard. */
async function type(page: Page, label: string, words: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.type(words);
}

async function tick(page: Page, role: 'radio' | 'checkbox', name: string): Promise<void> {
  await page.getByRole(role, { name, exact: true }).first().focus();
  await page.keyboard.press('Space');
}

test('Hana adds a person, agrees safe contact, writes a note that Hide now keeps, and closes', async () => {
  const { page, complaints, close } = await signIn(address, 'hana', phone);
  await page.goto(`${here}/people`);
  await press(page, 'button', 'Add a person');
  await tick(page, 'radio', 'A child');
  await type(page, 'Full name', 'Robin');
  await judge(page, 'case-person');
  await press(page, 'button', 'Add them');
  assert.match((await page.textContent('main')) ?? '', /Robin/);
  await judge(page, 'case-people');

  await page.goto(`${here}/contact`);
  await tick(page, 'checkbox', 'A text message');
  await page.getByLabel('Which number?').and(page.locator('#to-text')).focus();
  await page.keyboard.type('07700 900123');
  await tick(page, 'radio', 'No');
  await judge(page, 'case-contact');
  await press(page, 'button', 'Save what is safe');

  await page.goto(`${here}/notes/new`);
  await type(page, 'Write a note', 'She would like to talk on Tuesday.');
  await page.locator('[data-keep-status]', { hasText: /^Saved/ }).waitFor({ timeout: 2000 });
  await page.keyboard.type(' At two.');
  await page.getByRole('button', { name: 'Hide now' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/working-days/);
  await page.goto(`${address}/sign-in`);
  await enter(page, 'hana');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await page.goto(`${here}/notes/new`);
  assert.match((await page.textContent('main')) ?? '', /What you typed here was kept/);
  assert.equal(
    await page.getByLabel('Write a note').inputValue(),
    'She would like to talk on Tuesday. At two.',
  );
  await judge(page, 'case-note-kept');
  await press(page, 'button', 'Save the note');
  await judge(page, 'case-notes');
  await page.goto(`${here}/notes/new`);
  assert.doesNotMatch((await page.textContent('main')) ?? '', /was kept/);

  await page.goto(`${here}/closure`);
  await type(page, 'Why is it closed?', 'She has moved.');
  for (const done of await page.getByRole('radio', { name: 'It is done' }).all()) {
    await done.focus();
    await page.keyboard.press('Space');
  }
  await judge(page, 'case-closing');
  await press(page, 'button', 'Close the case');
  await judge(page, 'case-closed');
  assert.deepEqual(complaints, []);
  await close();
});
