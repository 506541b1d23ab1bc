/** The directory in a real browser: by keyboard, on a phone, without script, and on paper. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { directoryRoutes } from '../../src/directory/index.ts';
import { loadPolicies } from '../../src/pathway/packs/index.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { assets, type PageFrame } from '../../src/platform/html/index.ts';
import { buildServer } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { findBarriers, goThrough, type Journey, keepPicture, type Look, measureOverflow } from './harness.ts';

const frame: PageFrame = {
  navigation: [{ href: '/directory', text: 'Services' }],
  urgent: { href: 'tel:999', text: 'Call 999' },
};
/** A Sunday morning: offices are closed. */
const clock: Clock = { now: () => new Date('2026-11-22T10:00:00Z'), readMilliseconds: () => 0 };
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
  log: openLog(clock, () => {}),
  assets,
  routes: directoryRoutes({ policies: loadPolicies(), clock, frame }),
});
let home = '';
before(async () => {
  home = await server.listen({ host: '127.0.0.1', port: 0 });
});
after(() => server.close());

const visit = (path: string, look: Look, journey: Journey) => goThrough(`${home}${path}`, look, journey);

/** As somebody does who has no mouse. Works without script as well, so nothing is evaluated. */
async function pressTabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  assert.fail(`the Tab key does not lead to ${selector}`);
}

const looks: readonly Look[] = [
  { width: 1280 },
  { width: 320 },
  { width: 1280, script: false },
  { width: 320, script: false },
];

describe('a colleague looks for help for a man of 40, on a Sunday', () => {
  for (const look of looks) {
    const how = `${look.width} pixels wide, ${look.script === false ? 'without' : 'with'} script`;
    it(`by keyboard alone, ${how}`, () =>
      visit('/directory', look, async (page) => {
        await pressTabTo(page, '#filter-need');
        await page.keyboard.type('Help with dom');
        await pressTabTo(page, '#filter-age');
        await page.keyboard.type('18');
        await pressTabTo(page, '#filter-gender');
        await page.keyboard.type('Man');
        await pressTabTo(page, 'form[method=get] button');
        await page.keyboard.press('Enter');
        await page.waitForURL('**/directory?*gender=man*');
        const offered = page.locator('.rowan-entry__name');
        assert.deepEqual(await offered.allTextContents(), [
          'Equation',
          'National Domestic Abuse Helpline',
          'Galop',
        ]);
        const others = page.locator('h2:has-text("Not for this person") ~ ul');
        assert.match((await others.textContent()) ?? '', /Juno Women's Aid: It serves people only if/);
        assert.equal(await page.locator('a[href="tel:08088000340"]').count(), 0);
        if (look.script !== false) assert.equal(await measureOverflow(page), 0);
        await pressTabTo(page, 'a[href="/directory/equation"]');
        await page.keyboard.press('Enter');
        await page.waitForURL('**/directory/equation');
        assert.ok(await page.getByRole('link', { name: '0115 960 5556' }).isVisible());
        assert.equal(await page.getByRole('link', { name: '0800 9956 999' }).count(), 0);
        assert.ok(await page.getByText('0800 9956 999').last().isVisible());
        if (look.script !== false) assert.deepEqual(await findBarriers(page), []);
      }));
  }

  it('a word that is typed is found, and stands in no address', () =>
    visit('/directory', { script: false }, async (page) => {
      await page.getByLabel('Or look for a name, a word or a number').fill('womens aid');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /services for “womens aid”/ }).waitFor();
      assert.equal(new URL(page.url()).search, '');
      assert.ok(await page.getByRole('link', { name: "Juno Women's Aid" }).first().isVisible());
    }));

  it('open now: the night line of the hub and not its office, and hours that nobody gave stand apart', () =>
    visit('/directory?open=now', {}, async (page) => {
      const hub = page.locator('article', {
        has: page.getByRole('link', { name: 'Multi-Agency Safeguarding Hub' }),
      });
      assert.match(
        (await hub.textContent()) ?? '',
        /0300 500 80 90\s+Closed now[\s\S]*0300 456 4546\s+Open now/,
      );
      assert.ok(await page.getByRole('heading', { name: 'Hours not known' }).isVisible());
      await keepPicture(page, 'directory-open-now');
      assert.deepEqual(await findBarriers(page), []);
    }));

  it('on paper the numbers are there, and nothing to choose', () =>
    visit('/directory?need=domestic-abuse', {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.getByText('0808 800 0340').first().isVisible());
      assert.equal(await page.getByRole('button').count(), 0);
      assert.equal(await page.getByRole('combobox').count(), 0);
    }));

  it('the whole list fits a phone, and nobody is shut out', () =>
    visit('/directory', { width: 320, scheme: 'dark' }, async (page) => {
      await keepPicture(page, 'directory-phone');
      assert.equal(await measureOverflow(page), 0);
      assert.deepEqual(await findBarriers(page), []);
      assert.equal(await page.getByText('0115 958 4278').count(), 0);
    }));
});
