import type { Page } from 'playwright-core';
import { type Look, openAddress, type Shown } from './harness.ts';

/** The server is next door: what takes longer does not come. */
const PATIENCE_MS = 15_000;

/** Somebody of the cast signs in at a Rowan that listens at an address. */
export async function signIn(address: string, name: string, look: Look): Promise<Shown> {
  const shown = await openAddress(`${address}/sign-in`, look);
  shown.page.setDefaultTimeout(PATIENCE_MS);
  await enter(shown.page, name);
  await shown.page.waitForURL(`${address}/`);
  return shown;
}

/** Fills in the page that asks somebody to sign in. */
export async function enter(page: Page, name: string): Promise<void> {
  await page.getByLabel('Sign-in name').fill(name);
  await page.getByLabel('Password').fill('not to be guessed');
  await page.keyboard.press('Enter');
}

/** Brings the focus to a control as the Tab key would, presses it, and waits for the page it leads to. */
export async function press(page: Page, role: 'link' | 'button', name: string | RegExp): Promise<void> {
  await page.getByRole(role, { name }).first().focus();
  const loaded = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await loaded;
}
