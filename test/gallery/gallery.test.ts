import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import {
  findBarriers,
  findBarriersAgain,
  growToPage,
  keepPicture,
  type Look,
  lookAgain,
  measureOverflow,
  openEmpty,
  type Shown,
  showMarkup,
} from '../browser/harness.ts';
import { drawExamples, findPageFiles } from './gallery.ts';

// Every example of every page: well-formed, without barriers that a program can find, and as wide as its
// window.
// A program finds about a third of all barriers: people have to try the rest.

const WIDE: Look = { width: 1280, scheme: 'light' };
const PHONE_IN_THE_DARK: Look = { width: 320, scheme: 'dark' };

const rules = new StaticConfigLoader({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Matters of taste, or of govuk-frontend's own markup, which its fixtures hold us to.
    'attr-quotes': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'heading-level': ['error', { minInitialRank: 'h2' }],
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
    'no-implicit-button-type': 'off',
    'prefer-native-element': 'off',
    'no-redundant-role': 'off',
    'require-sri': 'off',
    'tel-non-breaking': 'off',
    'no-inline-style': 'error',
    'no-autoplay': 'error',
  },
});
const validator = new HtmlValidate(rules);

/** Windows that wait for the next example. One whose example failed is not used again. */
const free: Shown[] = [];

// A page that cannot be drawn is one failure, and does not keep the others from being looked at.
const files = findPageFiles();
const drawn = await Promise.allSettled(files.map(drawExamples));
const examples = drawn.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));

for (const [place, each] of drawn.entries()) {
  test(`${files[place]}: every example can be drawn`, () => {
    if (each.status === 'rejected') throw each.reason;
  });
}

test('every example has a name of its own, since its picture is named after it', () => {
  assert.equal(new Set(examples.map(({ slug }) => slug)).size, examples.length);
});

describe('every example of every page', { concurrency: 3 }, () => {
  for (const { name, slug, markup } of examples) {
    test(`${name}: its HTML is valid`, async () => {
      const { results } = await validator.validateString(markup);
      const faults = results.flatMap(({ messages }) =>
        messages.map(({ line, ruleId, message }) => `line ${line}: ${ruleId}: ${message}`),
      );
      assert.deepEqual(faults, []);
    });

    test(`${name}: nobody is shut out, on a wide screen and on a phone in the dark`, async () => {
      const window = free.pop() ?? (await openEmpty());
      const { page } = window;
      const complaintsBefore = window.complaints.length;
      await lookAgain(page, WIDE);
      await showMarkup(page, markup);
      await keepPicture(page, `${slug}-wide`);
      assert.equal(await measureOverflow(page), 0, 'the page scrolls sideways');
      assert.deepEqual(await findBarriers(page), []);

      await lookAgain(page, PHONE_IN_THE_DARK);
      await keepPicture(page, `${slug}-phone-dark`);
      assert.equal(await measureOverflow(page), 0, 'the page scrolls sideways on a phone');
      await growToPage(page);
      assert.deepEqual(await findBarriersAgain(page), []);
      assert.deepEqual(window.complaints.slice(complaintsBefore), []);
      free.push(window);
    });
  }
});
