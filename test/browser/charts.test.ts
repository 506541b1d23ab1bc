/**
 * The charts as a browser shows them: no letter outside its box, a phone's width kept, nothing against the
 * CSP.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { drawPathway, drawWay, showSteps } from '../../src/pathway/charts/index.ts';
import { choosePolicy, loadPolicies } from '../../src/pathway/index.ts';
import { html, page as showPage, trustMarkup } from '../../src/platform/html/index.ts';
import { findBarriers, keepPicture, type Look, measureOverflow, openMarkup } from './harness.ts';

const chosen = choosePolicy(loadPolicies(), 'mansfield', '2026-11-22');
assert.ok(chosen.ok);
const { policy: mansfield } = chosen;

const lenaTold = {
  situation: 'disclosure',
  service: 'housing',
  safeToTalk: 'yes',
  immediateDanger: 'yes',
  children: 'yes',
  dash: 'high',
  consentMarac: 'no',
};

const show = (svg: string, words = html``) =>
  String(showPage({ title: 'Chart', body: html`<h1>Chart</h1>${trustMarkup(svg)}${words}` }));

/** Texts that reach beyond the box that they stand in, or beyond the picture. */
const findSpilled = `[...document.querySelectorAll('.rowan-chart text')].flatMap((text) => {
  const box = text.closest('g')?.querySelector('rect') ?? text.ownerSVGElement;
  const inner = text.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  const fits = inner.left >= outer.left - 1 && inner.right <= outer.right + 1
    && inner.top >= outer.top - 2 && inner.bottom <= outer.bottom + 2;
  return fits ? [] : [text.textContent];
})`;

const looks: readonly (Look & { readonly name: string })[] = [
  { name: 'light', width: 320 },
  { name: 'dark', width: 320, scheme: 'dark' },
  { name: 'forced', width: 320, forcedColours: true },
];

describe("one situation's way on a phone", () => {
  for (const look of looks) {
    test(`is whole at 320 pixels, ${look.name}`, async () => {
      const { svg, steps } = await drawWay(mansfield, lenaTold);
      const { page, complaints, close } = await openMarkup(show(svg, showSteps(steps)), look);
      assert.deepEqual(complaints, []);
      assert.equal(await measureOverflow(page), 0);
      assert.deepEqual(await page.evaluate(findSpilled), []);
      assert.deepEqual(await findBarriers(page), []);
      await keepPicture(page, `way-${look.name}`);
      await close();
    });
  }

  test('is whole where the system has none of the fonts that it asks for', async () => {
    const { svg } = await drawWay(mansfield, lenaTold);
    const plain = svg.replace(/font-family="[^"]+"/, 'font-family="DejaVu Sans"');
    const { page, close } = await openMarkup(show(plain), { width: 320 });
    assert.deepEqual(await page.evaluate(findSpilled), []);
    await close();
  });
});

describe('the poster of the whole pathway', () => {
  test('keeps every text in its box, at the size of an A3 sheet', async () => {
    const { svg } = await drawPathway(mansfield);
    const { page, complaints, close } = await openMarkup(svg, { width: 1600 });
    assert.deepEqual(complaints, []);
    assert.deepEqual(await page.evaluate(findSpilled), []);
    const { width, height } = (await page.locator('svg').boundingBox()) ?? { width: 0, height: 0 };
    assert.ok(Math.abs(width / height - 420 / 297) < 0.01, 'the sheet has the sides of A3');
    await keepPicture(page, 'pathway-poster');
    await close();
  });
});
