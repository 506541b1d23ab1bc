/**
 * Trying a situation in a real browser: by keyboard, on a phone, without script, live, and two councils
 * side by side.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describeCouncil } from '../../src/advice/index.ts';
import { beginSituation, type Council, sayOf } from '../../src/advice/situation.rules.ts';
import { homeRoutes } from '../../src/home/index.ts';
import { loadPolicies } from '../../src/pathway/packs/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { assets, type PageFrame } from '../../src/platform/html/index.ts';
import { buildServer } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { addressOf } from '../../src/try-situation/addresses.rules.ts';
import { trySituationRoutes } from '../../src/try-situation/index.ts';
import { findBarriers, goThrough, type Journey, type Look, measureOverflow } from './harness.ts';

const frame: PageFrame = {
  navigation: [
    { href: '/try-a-situation', text: 'Try a situation' },
    { href: '/policies', text: 'Policy library' },
  ],
  urgent: { href: 'tel:999', text: 'Call 999' },
};
const policies = loadPolicies();
const councils = policies.policies.map(describeCouncil);
const ashfield = councils.find(({ id }) => id === 'ashfield');
const mansfield = councils.find(({ id }) => id === 'mansfield');
assert.ok(ashfield && mansfield);

const server = await buildServer({
  config: {
    host: '127.0.0.1',
    port: 0,
    publicOrigin: undefined,
    trustedProxies: [],
    dataFolder: '',
    database: { kind: 'embedded' },
  },
  clock: systemClock,
  log: openLog(systemClock, () => {}),
  assets,
  routes: [...homeRoutes(frame), ...trySituationRoutes({ policies, clock: systemClock, frame })],
});
let home = '';
before(async () => {
  home = await server.listen({ host: '127.0.0.1', port: 0 });
});
after(() => server.close());

/** Karen told a housing officer. She has a high DASH, two children, and does not want a MARAC. */
const karen = {
  situation: 'disclosure',
  service: 'housing',
  immediateDanger: 'no',
  safeToTalk: 'yes',
  survivorAge: '18-or-over',
  survivorGender: 'woman',
  children: 'yes',
  dash: 'high',
  consentMarac: 'no',
};

function addressWith(chosen: readonly Council[], facts: Readonly<Record<string, string>>): string {
  let situation = beginSituation(chosen);
  for (const [fact, answer] of Object.entries(facts)) situation = sayOf(situation, fact, answer);
  return addressOf(situation);
}

const visit = (path: string, look: Look, journey: Journey) => goThrough(`${home}${path}`, look, journey);

/** As somebody does who has no mouse: Tab until it is reached. */
async function pressTabTo(page: Page, words: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      '(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()',
    );
    if (String(focused).startsWith(words)) return;
  }
  assert.fail(`the Tab key does not come to "${words}"`);
}

const heading = (page: Page) => page.locator('h1').innerText();
const whatNow = (page: Page) => page.locator('#what-now');

/** For the README: written only when somebody asks for them, so that a test leaves the tree clean. */
async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}${name}.png` });
}

describe('trying a situation', () => {
  it('goes by keyboard alone, from the start to what to do in danger', async () => {
    await visit('/', {}, async (page) => {
      await pressTabTo(page, 'Try a situation');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/try-a-situation');
      await pressTabTo(page, 'Mansfield District Council');
      await page.keyboard.press('Space');
      await pressTabTo(page, 'Start');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/try-a-situation?s=*');
      assert.match(await heading(page), /Is anybody in danger right now\?/);
      await pressTabTo(page, 'Yes');
      await page.keyboard.press('Space');
      await whatNow(page).getByText('Call 999').first().waitFor();
      await pressTabTo(page, 'Continue');
      await page.keyboard.press('Enter');
      await page.getByText('Somebody is in danger now.', { exact: true }).waitFor();
      assert.match(await heading(page), /Is it safe to talk\?/);
      await pressTabTo(page, 'Skip for now');
      await page.keyboard.press('Enter');
      await page.getByText('Left for later.').waitFor();
    });
  });

  it('brings what to do now up to date with each answer, and nothing else of the page', async () => {
    await visit(`${addressWith([mansfield], { situation: 'disclosure' })}&c=1`, {}, async (page) => {
      await page.evaluate('window.stillHere = true');
      const chart = () => page.locator('#way svg').last().textContent();
      const before = await chart();
      await page.getByLabel('Yes', { exact: true }).check();
      const danger = whatNow(page).locator('.rowan-step--danger');
      await danger.waitFor();
      assert.match(await danger.innerText(), /Call 999/);
      assert.notEqual(await chart(), before);
      assert.equal(await page.locator('.rowan-step--danger a').first().getAttribute('href'), 'tel:999');
      await page.getByLabel('No', { exact: true }).check();
      await danger.waitFor({ state: 'detached' });
      assert.equal(await page.evaluate('window.stillHere'), true);
      assert.equal(await page.locator('input[value=no]').isChecked(), true);
    });
  });

  it('works without script: answer, skip, change, clear', async () => {
    await visit('/try-a-situation', { script: false }, async (page) => {
      await page.getByLabel('Mansfield District Council').check();
      await page.getByRole('button', { name: 'Start' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
      assert.match(await page.title(), /^Error: /);
      await page.getByRole('link', { name: 'Choose an answer' }).click();
      await page.getByLabel('No', { exact: true }).check();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('link', { name: 'Skip for now' }).click();
      const said = page.locator('.rowan-said');
      assert.match(await said.innerText(), /Nobody is in danger right now\.[\s\S]*Left for later\./);
      await page.getByRole('link', { name: /Change.*Is anybody in danger/ }).click();
      await page.getByLabel('Yes', { exact: true }).check();
      await page.getByRole('button', { name: 'Continue' }).click();
      assert.match(await said.innerText(), /Somebody is in danger now\.[\s\S]*Left for later\./);
      await page.getByRole('link', { name: /Clear.*Is anybody in danger/ }).click();
      assert.doesNotMatch(await said.innerText(), /Somebody is in danger now/);
      assert.equal(await page.title(), 'Try a situation – Rowan');
    });
  });

  it('lets any question be answered at once, those that are never put among them', async () => {
    await visit(addressWith([mansfield], karen), { script: false }, async (page) => {
      await page.getByRole('link', { name: 'Answer any question' }).click();
      await page.getByLabel('Have they said that they are LGBT+?').selectOption('Yes');
      await page.getByLabel('Do they want a referral to a specialist').selectOption('Yes');
      await page.getByRole('button', { name: 'Show what to do' }).click();
      assert.match(await whatNow(page).innerText(), /Refer to the specialist service[\s\S]*Galop/);
    });
  });

  it('shows every step with who, whom, the number to ring, why, and the clause in its place', async () => {
    await visit(addressWith([mansfield], karen), {}, async (page) => {
      const step = whatNow(page).locator('.rowan-step', { hasText: 'Refer the children to MASH' });
      assert.match(await step.innerText(), /Do this · Safeguarding lead[\s\S]*Multi-Agency Safeguarding Hub/);
      assert.equal(await step.locator('a[href^="tel:"]').first().getAttribute('href'), 'tel:03005008090');
      await step.getByText('Why?').click();
      assert.match(await step.innerText(), /Because they have told somebody about the abuse/);
      const clause = step.locator('.rowan-result__clauses a');
      assert.match((await clause.first().getAttribute('href')) ?? '', /^\/policies\/mansfield\/clauses#/);
      assert.match(
        (await clause.nth(1).getAttribute('href')) ?? '',
        /^\/policies\/mansfield\/source#line-\d+$/,
      );
      assert.match(await whatNow(page).innerText(), /It goes ahead without their agreement/);
      await page.evaluate('scrollTo(0, 0)');
      await step.getByText('Why?').click();
      await keepScreenshot(page, 'try-a-situation');
    });
  });

  it('keeps nothing in the browser', async () => {
    await visit(addressWith([mansfield], karen), {}, async (page) => {
      const kept = 'document.cookie.length + localStorage.length + sessionStorage.length';
      assert.equal(await page.evaluate(kept), 0);
    });
  });

  it('prints on one sheet', async () => {
    for (const facts of [karen, { immediateDanger: 'yes' }]) {
      await visit(addressWith([mansfield], facts), {}, async (page) => {
        const pdf = await page.pdf({ format: 'A4' });
        assert.equal(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length, 1);
      });
    }
  });
});

describe('on a phone', () => {
  it('has what to do now in a bar at the foot, which opens with and without script', async () => {
    for (const script of [true, false]) {
      await visit(addressWith([mansfield], karen), { width: 320, script }, async (page) => {
        const bar = page.locator('.rowan-now__bar');
        assert.match(await bar.innerText(), /What to do now\s+1 now, \d+ in all/);
        await bar.click();
        assert.equal(await whatNow(page).isVisible(), true);
        assert.equal(await measureOverflow(page), 0);
      });
    }
    await visit(addressWith([mansfield], karen), { width: 390 }, async (page) => {
      await page.locator('.rowan-now__bar').click();
      await keepScreenshot(page, 'try-a-situation-phone');
    });
  });
});

describe('two councils side by side', () => {
  it('say in words where they differ, and what is only in one of them', async () => {
    await visit(addressWith([mansfield], karen), { script: false }, async (page) => {
      await page.getByRole('link', { name: 'Change or compare' }).click();
      await page.getByLabel('Ashfield District Council').check();
      await page.getByRole('button', { name: 'Continue' }).click();
      const compared = whatNow(page);
      assert.match(
        await compared.innerText(),
        /\d+ steps are the same, \d+ differ, \d+ are only in one of them/,
      );
      const marac = compared.locator('.rowan-sides__step', { hasText: 'Differs' }).filter({
        has: page.getByRole('heading', { name: 'Refer to MARAC' }),
      });
      assert.match(await marac.innerText(), /Differs: who does it/);
      assert.match(await compared.innerText(), /Only here: Mansfield District Council/);
      assert.match(await page.locator('.rowan-said').innerText(), /They do not agree to a MARAC referral\./);
    });
  });

  it('are kept up to date as well', async () => {
    await visit(addressWith([ashfield, mansfield], { situation: 'disclosure' }), {}, async (page) => {
      await page.getByLabel('Yes', { exact: true }).check();
      await whatNow(page).locator('.rowan-sides__danger').first().waitFor();
    });
  });

  it('fit their window', async () => {
    for (const width of [320, 1280]) {
      await visit(addressWith([ashfield, mansfield], karen), { width }, async (page) => {
        assert.equal(await measureOverflow(page), 0);
        if (width === 320) return;
        assert.deepEqual(await findBarriers(page), []);
        await page.setViewportSize({ width, height: 1400 });
        await keepScreenshot(page, 'compare-two-councils');
      });
    }
  });
});

describe('nobody is shut out', () => {
  it('of a real situation, its chart or all its questions', async () => {
    const real = addressWith([mansfield], karen);
    await visit(`${real}&c=1`, { scheme: 'dark' }, async (page) => {
      assert.deepEqual(await findBarriers(page), []);
    });
    await visit(real.replace('?', '/questions?'), {}, async (page) => {
      assert.deepEqual(await findBarriers(page), []);
    });
    await visit(real.replace('?', '/chart?'), { width: 320 }, async (page) => {
      assert.equal(await measureOverflow(page), 0);
    });
  });
});
