import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** What has the focus, as somebody sees it. */
interface Focused {
  readonly words: string;
  readonly kind: string;
  /** A ring, a bar or another colour says where it is. */
  readonly isMarked: boolean;
  /** Nothing lies over it, and it is not out of the window. */
  readonly isInSight: boolean;
  readonly top: number;
  /** The part of the page in which the order is from the top down. */
  readonly part: string;
}

const ENOUGH = 150;

/** In the page's own words: it is sent to the browser as text. */
const lookAtFocus = `(() => {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const label = element.labels?.[0];
  // A radio's ring is drawn beside it, by its label.
  const drawn = label ? [getComputedStyle(label, '::before'), style] : [style];
  const isMarked = element.matches(':focus-visible') && drawn.some((each) =>
    each.boxShadow !== 'none' || (each.outlineStyle !== 'none' && each.outlineWidth !== '0px'));
  const height = box.height > innerHeight ? innerHeight : box.height;
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + height / 2);
  const isInSight = hit !== null && (element.contains(hit) || hit.contains(element) || label === hit);
  const words = (element.ariaLabel ?? label?.textContent ?? element.textContent).trim();
  const part = element.closest('header, .rowan-guided__main, .rowan-now, footer')?.className ?? '';
  const top = box.top + scrollY + (element.closest('.rowan-now__body')?.scrollTop ?? 0);
  const kind = element.type ?? element.localName;
  return { words: words.replace(/\\s+/g, ' '), kind, isMarked, isInSight, top, part };
})()`;

/** Presses Tab once; undefined where the focus has left the page. */
async function goOn(page: Page): Promise<Focused | undefined> {
  await page.keyboard.press('Tab');
  const focused = ((await page.evaluate(lookAtFocus)) as Focused | null) ?? undefined;
  if (focused === undefined || focused.kind === 'section') return focused;
  assert.ok(focused.isMarked, `one does not see that the focus is on “${focused.words}”, ${page.url()}`);
  assert.ok(focused.isInSight, `“${focused.words}” has the focus and is covered, ${page.url()}`);
  return focused;
}

/** As somebody does who has no mouse: Tab until it is reached. */
export async function tabTo(page: Page, words: string | RegExp): Promise<void> {
  const isIt = (text: string) => (typeof words === 'string' ? text.startsWith(words) : words.test(text));
  for (let pressed = 0; pressed < ENOUGH; pressed += 1) {
    const focused = await goOn(page);
    if (focused !== undefined && isIt(focused.words)) return;
  }
  assert.fail(`the Tab key does not come to “${words}”, ${page.url()}`);
}

/** Presses a link or a button, and waits for the page that it leads to. */
export async function press(page: Page, words: string | RegExp): Promise<void> {
  await tabTo(page, words);
  const loaded = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await loaded;
}

/** Chooses one of several answers: Tab brings to the first, the arrows to the others. */
export async function choose(page: Page, answer: string): Promise<void> {
  for (let pressed = 0; pressed < ENOUGH; pressed += 1) {
    const focused = await goOn(page);
    if (focused?.kind !== 'radio') continue;
    await page.keyboard.press('Space');
    for (let moved = 0; moved < 8; moved += 1) {
      const words = (await page.evaluate(lookAtFocus)) as Focused;
      if (words.words === answer) return;
      await page.keyboard.press('ArrowDown');
    }
    break;
  }
  assert.fail(`no answer “${answer}” is reached, ${page.url()}`);
}

/** Goes once round the whole page: it comes out again, and within each part from the top down. */
export async function goRound(page: Page): Promise<void> {
  const lowest = new Map<string, number>();
  const first = await goOn(page);
  for (let pressed = 0; pressed < ENOUGH; pressed += 1) {
    const focused = await goOn(page);
    const isRound = focused?.words === first?.words && focused?.top === first?.top;
    if (focused === undefined || isRound) return;
    const before = lowest.get(focused.part) ?? 0;
    assert.ok(focused.top >= before - 20, `“${focused.words}” comes after what stands below it`);
    lowest.set(focused.part, Math.max(before, focused.top));
  }
  assert.fail(`the Tab key does not leave ${page.url()}`);
}
