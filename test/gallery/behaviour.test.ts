import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Answer, type Look, openMarkup, type Shown } from '../browser/harness.ts';
import { drawExamples, frame } from './gallery.ts';

// What pages do in a browser, with script and without. The back/forward cache is told to the page, since a
// browser
// that is driven by a test keeps none: that the browser asks for the page again is not proved here.

const examples = await drawExamples('test/gallery/question.page.ts');

const show = async (slug: string, look: Look, answer: Answer, tell: (shown: Shown) => Promise<void>) => {
  const example = examples.find((each) => each.slug === slug);
  assert.ok(example, `there is no example ${slug}`);
  const shown = await openMarkup(example.markup, look, answer);
  try {
    await tell(shown);
  } finally {
    await shown.close();
  }
};

const QUESTION = 'gallery-question-typical';
const PHONE: Look = { width: 320 };
const weather: Answer = () => ({ body: '<title>Weather</title><h1>Weather</h1>' });
const noLine: Answer = () => 'no line';

const update = (steps: string, count = '1 thing now'): Answer => {
  const page = `<ul class="rowan-steps">${steps}</ul>`;
  return () => ({ body: `<p id="what-now-count">${count}</p><div id="what-now">${page}</div>` });
};

const chooseYes = (page: Page) => page.getByLabel('Yes', { exact: true }).check();

describe('leaving in a hurry', () => {
  test('Esc twice shows the neutral page, and Back does not lead to the page before', async () => {
    await show(QUESTION, {}, weather, async ({ page }) => {
      const before = await page.evaluate<number>('history.length');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.waitForURL('**/weather');
      assert.equal(await page.title(), 'Weather');
      assert.equal(await page.evaluate('history.length'), before);
    });
  });

  test('Esc once, or twice with a long time between, leaves nothing', async () => {
    await show(QUESTION, {}, weather, async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.waitForTimeout(1700);
      await page.keyboard.press('Escape');
      await page.waitForTimeout(200);
      assert.doesNotMatch(page.url(), /weather/);
    });
  });

  test('the page is blank before the neutral page has come', async () => {
    await show(QUESTION, {}, noLine, async ({ page }) => {
      await page.getByRole('button', { name: 'Hide now' }).click();
      assert.equal(await page.getByText('Is someone in danger right now?').isVisible(), false);
    });
  });

  test('without script the button asks the server to lead there', async () => {
    await show(QUESTION, { script: false }, weather, async ({ page }) => {
      const asked = page.waitForRequest((request) => request.method() === 'POST');
      await page.getByRole('button', { name: 'Hide now' }).click();
      assert.equal(new URL((await asked).url()).pathname, frame.quickLeave?.action);
    });
  });

  test('a page that comes back out of the back/forward cache is loaded again', async () => {
    await show(QUESTION, {}, noLine, async ({ page }) => {
      const again = page.waitForEvent('framenavigated');
      await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
      await again;
    });
  });
});

describe('what to do now follows the answers', () => {
  test('after a change the list is new, and focus is where it was', async () => {
    const answer = update('<li class="rowan-step">Call 999 now</li>', '1 thing now');
    await show(QUESTION, {}, answer, async ({ page, complaints }) => {
      await chooseYes(page);
      await page.getByText('Call 999 now').waitFor();
      assert.equal(await page.getByText('Find a safe place to talk').count(), 0);
      assert.equal(await page.evaluate('document.activeElement.value'), 'Yes');
      assert.deepEqual(complaints, []);
    });
  });

  test('what is the same stays as it was, so that a screen reader is told only what is new', async () => {
    const example = examples.find(({ slug }) => slug === QUESTION);
    const answer: Answer = () => ({
      body: example?.markup.replace('Find a safe place', 'Find a quiet place') ?? '',
    });
    await show(QUESTION, {}, answer, async ({ page }) => {
      await page.evaluate("document.querySelector('.rowan-step').kept = true");
      await page.locator('.rowan-step__more summary').first().click();
      await chooseYes(page);
      await page.getByText('Find a quiet place').waitFor();
      assert.equal(await page.evaluate("document.querySelector('.rowan-step').kept"), true);
      assert.equal(await page.evaluate("document.querySelector('.rowan-step__more').open"), true);
    });
  });

  test('without a line it says so in words, and trying again works', async () => {
    let isThere = false;
    const answer: Answer = (request) =>
      isThere ? update('<li class="rowan-step">Call 999 now</li>')(request) : 'no line';
    await show(QUESTION, {}, answer, async ({ page }) => {
      await chooseYes(page);
      await page.getByRole('status').getByText('Not updated:').waitFor();
      isThere = true;
      await page.getByRole('button', { name: 'try again' }).click();
      await page.getByText('Call 999 now').waitFor();
      assert.equal(await page.getByText('Not updated').count(), 0);
      assert.equal(await page.evaluate('document.activeElement.value'), 'Yes');
    });
  });

  test('an answer that is a fault is not shown as a list', async () => {
    await show(
      QUESTION,
      {},
      () => ({ status: 500, body: 'Oh dear' }),
      async ({ page }) => {
        await chooseYes(page);
        await page.getByText('Not updated:').waitFor();
        assert.equal(await page.getByText('Find a safe place to talk').count(), 1);
      },
    );
  });
});

describe('the list of what to do', () => {
  for (const script of [true, false]) {
    const how = script ? 'with script' : 'without script';
    test(`on a wide screen it stands open, ${how}`, async () => {
      await show(QUESTION, { script }, noLine, async ({ page }) => {
        assert.ok(await page.getByRole('link', { name: 'Call 999' }).last().isVisible());
      });
    });

    test(`on a phone it is a bar at the foot, which opens, ${how}`, async () => {
      await show(QUESTION, { ...PHONE, script }, noLine, async ({ page }) => {
        const bar = page.locator('.rowan-now__bar');
        const box = await bar.boundingBox();
        assert.ok(box && box.y + box.height <= 641 && box.y > 500, 'the bar is not at the foot');
        const safePlace = page.getByText('Find a safe place to talk');
        assert.equal(await safePlace.isVisible(), false);
        await bar.click();
        assert.ok(await safePlace.isVisible());
      });
    });
  }

  test('on a phone no field that the Tab key reaches lies under the bar', async () => {
    await show('gallery-question-long-names', PHONE, noLine, async ({ page }) => {
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press('Tab');
        const hidden = await page.evaluate<boolean>(`(() => {
          const { activeElement: active } = document;
          if (active === document.body || active.closest('.rowan-now')) return false;
          const bar = document.querySelector('.rowan-now').getBoundingClientRect();
          const box = active.getBoundingClientRect();
          return box.bottom > bar.top && box.top < bar.bottom;
        })()`);
        assert.equal(hidden, false, `after ${step + 1} Tabs`);
      }
    });
  });

  test('on paper it is all there, and there is nothing to press', async () => {
    await show(QUESTION, PHONE, noLine, async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.getByText('Find a safe place to talk').isVisible());
      assert.ok(await page.getByText('The policy asks for it at 14 ticks').first().isVisible());
      assert.equal(await page.getByRole('button').count(), 0);
    });
  });
});

test('on a guided page everything that one taps is at least 44 pixels high', async () => {
  await show(QUESTION, PHONE, noLine, async ({ page }) => {
    await page.locator('.rowan-now__bar').click();
    const small = await page.evaluate<string[]>(`[...document.querySelectorAll('a, button, summary, input')]
      .filter((each) => each.checkVisibility() && !each.closest('p, .govuk-skip-link, .rowan-step__text'))
      .filter((each) => each.getBoundingClientRect().height < 44 && !each.matches('.govuk-skip-link'))
      .map((each) => each.outerHTML)`);
    assert.deepEqual(small, []);
  });
});

test('after an error the summary has the focus, and leads to its field', async () => {
  await show('gallery-question-error', {}, noLine, async ({ page }) => {
    assert.match(String(await page.evaluate('document.activeElement.className')), /govuk-error-summary/);
    await page.getByRole('link', { name: 'Say whether someone is in danger' }).click();
    assert.equal(await page.evaluate('document.activeElement.id'), 'answer');
  });
});

test('a double click on Continue sends one form', async () => {
  let sent = 0;
  const answer: Answer = () => {
    sent += 1;
    return 'no line';
  };
  await show(QUESTION, {}, answer, async ({ page }) => {
    await page.getByRole('button', { name: 'Continue' }).dblclick();
    await page.waitForTimeout(300);
    assert.equal(sent, 1);
  });
});
