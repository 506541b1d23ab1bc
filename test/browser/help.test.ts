/**
 * The page for people who are abused themselves, in a real browser. Not proved here: what a browser keeps in
 * its history, which no page can change, and what a proxy in front of Rowan writes down (docs/operate.md).
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { helpRoutes } from '../../src/help/index.ts';
import { loadPolicies } from '../../src/pathway/index.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database/transactions.ts';
import { assets, page as drawPage, html } from '../../src/platform/html/index.ts';
import { buildServer, defineRoute, none, openToAll } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { findBarriers, goThrough, keepPicture, type Look, measureOverflow } from './harness.ts';

/** A Sunday evening: offices are closed. */
const clock: Clock = { now: () => new Date('2026-11-22T21:00:00Z'), readMilliseconds: () => 0 };
const logged: string[] = [];
const log = openLog(clock, (line) => logged.push(line));
/** Numbers are there without a database. */
const database = openDatabase(
  { host: '127.0.0.1', port: 1 },
  openLog(clock, () => {}),
);
const neutral = defineRoute({
  method: 'GET',
  path: '/working-days',
  access: openToAll('a test'),
  audit: none('a test'),
  handler: () => drawPage({ title: 'Working days', body: html`<h1>Working days</h1>` }),
});
const server = await buildServer({
  config: {
    host: '127.0.0.1',
    port: 0,
    publicOrigin: undefined,
    trustedProxies: [],
    dataFolder: '',
    database: { kind: 'embedded' },
  },
  clock,
  log,
  assets,
  routes: [...helpRoutes({ policies: loadPolicies(), clock, database, mark: undefined }), neutral],
});
let home = '';
before(async () => {
  home = await server.listen({ host: '127.0.0.1', port: 0 });
});
after(() => server.close());

const weather = /^https:\/\/www\.bbc\.co\.uk\/weather/;

/** Opens the page where the weather is answered by the test, and nobody else is asked anything. */
const readHelp = (look: Look, journey: (page: Page) => Promise<void>) =>
  goThrough(`${home}/working-days`, look, async (page) => {
    await page.route(weather, (route) => route.fulfill({ contentType: 'text/html', body: 'Sunny' }));
    await page.goto(`${home}/help`);
    await journey(page);
  });

async function findGone(page: Page): Promise<void> {
  await page.waitForURL(weather);
  await page.goBack();
  await page.waitForURL('**/working-days');
  assert.equal(await page.locator('text=hurts').count(), 0);
}

describe('somebody who is afraid reads who can help', () => {
  for (const width of [1280, 320])
    it(`in a window of ${width} pixels, with the numbers that are sure, and no barrier`, () =>
      readHelp({ width }, async (page) => {
        assert.equal(await page.title(), 'Help – Rowan');
        assert.ok(await page.getByRole('link', { name: '0808 2000 247' }).isVisible());
        assert.ok(await page.getByRole('link', { name: '0808 800 0340' }).isVisible());
        const [first] = await page.locator('main li strong').allTextContents();
        assert.equal(first, 'National Domestic Abuse Helpline', 'who helps everybody comes first');
        assert.equal(await page.getByText('0800 9956 999').count(), 0, 'a number that nobody is sure of');
        assert.equal(await page.getByText('01623 450000').count(), 1, 'both councils');
        assert.equal(await page.getByText('01623 463463').count(), 1, 'both councils');
        assert.equal(await page.locator('a[href*="sign-in"], a[href="/work"], form').count(), 0);
        assert.equal(await measureOverflow(page), 0);
        assert.deepEqual(await findBarriers(page), []);
        await keepPicture(page, `help-${width}`);
      }));

  it('and leaves by the button, and Back does not lead there again', () =>
    readHelp({}, async (page) => {
      await page.getByRole('button', { name: 'Emergency Exit this page' }).click();
      await findGone(page);
    }));

  it('and leaves by the Shift key, pressed three times', () =>
    readHelp({}, async (page) => {
      await page.locator('h1').click();
      for (const _ of [1, 2, 3]) await page.keyboard.press('Shift');
      await findGone(page);
    }));

  it('and leaves without script', () =>
    readHelp({ script: false }, async (page) => {
      await page.locator('.govuk-exit-this-page__button').click();
      await page.waitForURL(weather);
    }));

  it('and nothing is kept of them: no cookie, no line in the log, nobody is asked who they are', async () => {
    const before = logged.length;
    await readHelp({}, async (page) => {
      const sent = await page.request.get(`${home}/help`);
      assert.equal(sent.headers()['set-cookie'], undefined);
      assert.equal(sent.headers()['cache-control'], 'no-store');
      assert.deepEqual(await page.context().cookies(), []);
      assert.equal(await page.evaluate('localStorage.length + sessionStorage.length'), 0);
    });
    const lines = logged.slice(before).filter((line) => !line.includes('/working-days'));
    assert.deepEqual(lines, []);
  });
});
