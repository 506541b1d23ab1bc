import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { assets } from '../../src/platform/html/index.ts';
import { AXE_ADDRESS, isServedHere, PAGE_HEADERS, serveMarkup } from './shown-markup.ts';

/** Where markup is shown whose forms a test answers. Nothing here reaches a network. */
const SHOWN_AT = 'http://rowan.test/';

export interface Look {
  /** In CSS pixels: 320 is a small phone, or 400 % of a desktop. */
  readonly width?: number;
  readonly script?: boolean;
  readonly scheme?: 'light' | 'dark';
  readonly forcedColours?: boolean;
}

export interface Shown {
  readonly page: Page;
  /** What the browser complained of: errors of scripts, and breaches of the content security policy. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

const HOW_TO_START = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let shared: Promise<Browser> | undefined;

/** One browser for all tests of a process, closed after the last. */
const startBrowser = (): Promise<Browser> => {
  shared ??= chromium.launch({ executablePath: findChromium(), args: [...HOW_TO_START] });
  return shared;
};

/** A browser of one's own, with one page, which may be killed as a machine that loses its power kills it. */
export const openDoomed = async (address: string): Promise<{ page: Page; kill: () => Promise<void> }> => {
  const server = await chromium.launchServer({ executablePath: findChromium(), args: [...HOW_TO_START] });
  const page = await (await chromium.connect(server.wsEndpoint())).newPage();
  await page.goto(address);
  return { page, kill: () => server.kill() };
};

after(async () => {
  const browser = await shared;
  await browser?.close();
});

const findChromium = (): string => {
  const places = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  const found = places.find((place) => place !== undefined && place !== '' && existsSync(place));
  if (found === undefined) {
    throw new Error('These tests need Chromium: install it, or say where it is with CHROMIUM=path npm test.');
  }
  return found;
};

/** A window of its own: no cookie and no cache of another test. */
const openWindow = async (look: Look = {}): Promise<BrowserContext> => {
  const browser = await startBrowser();
  return browser.newContext({
    viewport: sizeWindow(look),
    javaScriptEnabled: look.script ?? true,
    colorScheme: look.scheme ?? 'light',
    forcedColors: look.forcedColours ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
};

/** Opens a page of a running server. */
export const openAddress = async (address: string, look: Look = {}): Promise<Shown> => {
  const shown = await openEmpty(look);
  await shown.page.goto(address);
  return shown;
};

export type Journey = (page: Page) => Promise<void>;

/** Opens a page, goes a way through it, and asks that the browser had nothing to complain of. */
export const goThrough = async (address: string, look: Look, journey: Journey): Promise<void> => {
  const { page, complaints, close } = await openAddress(address, look);
  try {
    await journey(page);
    // A form that comes back with an error says so in its status, and the browser notes it.
    const others = complaints.filter((complaint) => !complaint.includes('status of 422'));
    assert.deepEqual(others, []);
  } finally {
    await close();
  }
};

/** What stands for the server where a page sends a form or asks for an update. */
export type Answer = (request: Request) => { readonly status?: number; readonly body: string } | 'no line';

/** Shows one page's markup with the real style sheet and script, and without Rowan. */
export const openMarkup = async (markup: string, look: Look = {}, answer?: Answer): Promise<Shown> => {
  const shown = await openEmpty(look);
  if (answer === undefined) await showMarkup(shown.page, markup);
  else await showAnswered(shown.page, markup, answer);
  return shown;
};

/** Shows markup in a window that is open already, which is much quicker than to open one. */
export const showMarkup = async (page: Page, markup: string): Promise<void> => {
  await page.goto(await serveMarkup(markup));
};

const showAnswered = async (page: Page, markup: string, answer: Answer): Promise<void> => {
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ headers: PAGE_HEADERS, body: markup });
    const asset = assets.find(({ address }) => address === pathname);
    if (asset) return route.fulfill({ contentType: asset.type, body: asset.bytes });
    const answered = answer(route.request());
    return answered === 'no line' ? route.abort() : route.fulfill({ headers: PAGE_HEADERS, ...answered });
  });
  await page.goto(SHOWN_AT);
};

/** Looks at the page that is open in another way, without loading it again. */
export const lookAgain = async (page: Page, look: Look): Promise<void> => {
  await page.setViewportSize(sizeWindow(look));
  await page.emulateMedia({ colorScheme: look.scheme ?? 'light' });
};

/**
 * Makes the window as tall as its page: what is stuck to its foot covers nothing then. That it covers nothing
 * where one types, journeys show.
 */
export const growToPage = async (page: Page): Promise<void> => {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height });
};

const sizeWindow = ({ width = 1280 }: Look) => ({ width, height: width === 320 ? 640 : 900 });

/** Opens a window with nothing in it yet. */
export const openEmpty = async (look: Look = {}): Promise<Shown> => {
  const window = await openWindow(look);
  const page = await window.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A browser asks for one by itself where what it shows is no page, and so names none.
    const isIcon = message.location().url.endsWith('/favicon.ico');
    if (message.type() === 'error' && !isIcon) complaints.push(message.text());
  });
  return { page, complaints, close: () => window.close() };
};

/**
 * The rules whose answer turns on colour, size and what is to be seen: for a second look at the same
 * markup.
 */
const RULES_OF_A_LOOK = [
  'aria-hidden-focus',
  'button-name',
  'color-contrast',
  'label',
  'link-in-text-block',
  'link-name',
  'region',
  'scrollable-region-focusable',
  'target-size',
];

const ALL_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds against WCAG 2.2 AA and its own best practice, a line each; none where all is well. */
export const findBarriers = async (page: Page): Promise<string[]> => {
  if (await isServedHere(page.url())) await page.addScriptTag({ url: AXE_ADDRESS });
  else await page.evaluate(axe.source);
  return runAxe(page, { type: 'tag', values: ALL_RULES });
};

/** What axe finds in a second look at the same page, where `findBarriers` looked at it in full. */
export const findBarriersAgain = (page: Page): Promise<string[]> =>
  runAxe(page, { type: 'rule', values: RULES_OF_A_LOOK });

const runAxe = async (page: Page, runOnly: RunOptions['runOnly']): Promise<string[]> => {
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  return tellBarriers(
    await page.evaluate<AxeResults['violations']>(`axe.run(${options}).then((found) => found.violations)`),
  );
};

const tellBarriers = (violations: AxeResults['violations']): string[] =>
  violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );

/** By how many pixels a page is wider than its window. */
export const measureOverflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/**
 * With PICTURES=1, keeps a picture of the whole page in test-output/, to be looked at: a third of the time.
 */
export const keepPicture = async (page: Page, name: string): Promise<void> => {
  if (process.env['PICTURES'] === undefined) return;
  const path = fileURLToPath(new URL(`../../test-output/${name}.png`, import.meta.url));
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
};
