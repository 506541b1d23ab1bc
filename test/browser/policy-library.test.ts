/** The policy library in a real browser, as a domestic-abuse lead and a member of staff go through it. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { type RunningLibrary, runLibrary } from '../policy-library/running-library.ts';
import { findBarriers, goThrough, type Journey, type Look, measureOverflow } from './harness.ts';

let library: RunningLibrary;
let home: string;

before(async () => {
  library = await runLibrary();
  home = await library.listen();
});
after(() => library.stop());

const visit = (path: string, look: Look, journey: Journey) => goThrough(`${home}${path}`, look, journey);

/** As somebody does who has no mouse: Tab until it is reached, then Enter. */
async function pressTabTo(page: Page, words: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab');
    const focused = String(await page.evaluate('document.activeElement.textContent.trim()'));
    if (focused.startsWith(words)) return page.keyboard.press('Enter');
  }
  assert.fail(`the Tab key does not come to "${words}"`);
}

const isInView = (page: Page): Promise<unknown> =>
  page.evaluate(`(() => {
    const { top, bottom } = document.querySelector(':target').getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  })()`);

describe('the policy library', () => {
  it('leads the lead, by keyboard alone, to a council’s booklet and to a rule', async () => {
    await visit('/policies', {}, async (page) => {
      await pressTabTo(page, 'Mansfield District Council');
      await page.waitForURL('**/policies/mansfield');
      await pressTabTo(page, 'Safety now');
      await page.waitForURL('**#step-safety');
      assert.equal(await isInView(page), true);
    });
  });

  it('leads from a rule to its clause, and from the clause to the line of the document', async () => {
    await visit('/policies/mansfield', { script: false }, async (page) => {
      const rule = page.locator('#rule-high-risk-goes-to-marac');
      await rule.locator('.rowan-chip').first().click();
      await page.waitForURL('**/policies/mansfield/clauses#*');
      assert.equal(await isInView(page), true);
      await page.locator(':target').getByText('Open it in the document').click();
      await page.waitForURL('**/source?document=*#line-*');
      assert.equal(await isInView(page), true);
      await page.locator(':target .rowan-chip').first().click();
      await page.waitForURL('**/policies/mansfield/clauses#*');
    });
  });

  it('narrows the register without script, and keeps the choice in the address', async () => {
    await visit('/policies/ashfield/clauses', { script: false }, async (page) => {
      await page.getByLabel('Kind').selectOption('Never');
      await page.getByLabel('Carried out').selectOption('Carried out by a rule');
      await page.getByRole('button', { name: 'Show' }).click();
      await page.waitForURL('**kind=never**');
      assert.equal(await page.getByLabel('Kind').inputValue(), 'never');
      const shown = await page.locator('article').count();
      assert.match(await page.getByRole('status').innerText(), new RegExp(`^${shown} of `));
    });
  });

  it('opens what always holds in full', async () => {
    await visit('/policies/ashfield/proofs', {}, async (page) => {
      const first = page.locator('details').first();
      await first.locator('summary').press('Enter');
      assert.ok(await first.getByText('Where').isVisible());
    });
  });
});

describe('on a phone, or at 400 % of a desktop', () => {
  const pages = ['', '/chart', '/clauses', '/source', '/questions', '/proofs'];
  const addresses = ['/policies', '/policies/compare', ...pages.map((page) => `/policies/mansfield${page}`)];

  for (const address of addresses) {
    it(`${address} never scrolls sideways`, async () => {
      await visit(address, { width: 320, script: false }, async (page) => {
        assert.equal(await measureOverflow(page), 0);
      });
    });
  }
});

describe('nobody is shut out', () => {
  for (const address of [
    '/policies',
    '/policies/compare',
    '/policies/ashfield',
    '/policies/ashfield/chart',
  ]) {
    it(address, async () => {
      await visit(address, {}, async (page) => assert.deepEqual(await findBarriers(page), []));
    });
  }
});

describe('on paper', () => {
  /** The pages' sizes in points, as the file says them. */
  const readSizes = (pdf: Buffer): string[] =>
    Array.from(pdf.toString('latin1').matchAll(/\/MediaBox \[([^\]]+)\]/g), ([, box = '']) => box.trim());

  it('the booklet is many pages of A4 without anything to press, and folded parts are open', async () => {
    await visit('/policies/ashfield', {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.rowan-siblings').isVisible(), false);
      assert.equal(await page.locator('.rowan-header__nav').isVisible(), false);
      const folded = page.locator('details dl').first();
      assert.equal(await folded.isVisible(), true);
      const sizes = readSizes(await page.pdf({ format: 'A4' }));
      assert.ok(sizes.length > 10 && sizes.length < 120, `${sizes.length} pages`);
    });
  });

  it('the chart fills a sheet of A3 across', async () => {
    await visit('/policies/ashfield/chart', {}, async (page) => {
      const sizes = readSizes(await page.pdf({ preferCSSPageSize: true }));
      assert.ok(
        sizes.some((size) => /^0 0 119[01]\S* 84[12]/.test(size)),
        sizes.join('; '),
      );
    });
  });
});

if (process.env['SCREENSHOTS'] === '1') {
  describe('pictures for the README', () => {
    const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
    const pictures: readonly (readonly [string, string])[] = [
      ['/policies', 'policy-library'],
      ['/policies/mansfield#rule-high-risk-goes-to-marac', 'policy-booklet'],
      ['/policies/mansfield/clauses?kind=rule', 'policy-clauses'],
      ['/policies/mansfield/source#line-210', 'policy-document'],
      ['/policies/mansfield/chart', 'policy-chart'],
      ['/policies/compare', 'policy-compare'],
    ];
    for (const [address, name] of pictures) {
      it(name, async () => {
        mkdirSync(folder, { recursive: true });
        await visit(address, {}, async (page) => {
          await page.screenshot({ path: `${folder}${name}.png` });
        });
      });
    }
  });
}
