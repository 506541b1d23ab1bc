/**
 * Whatever somebody types into a form: what is refused is refused with a sentence that says why, and the form
 * that is shown again holds all of it. Not tried here: that nothing is written; the slices' own tests do.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as newAccountPage from '../src/accounts/staff/new-account.page.ts';
import { exampleChoices } from '../src/accounts/staff/show-account-form.ts';
import { checkAccount, readTypedAccount } from '../src/accounts/staff/staff.forms.ts';
import { readContact } from '../src/cases/contact/contact.forms.ts';
import { readReport } from '../src/directory/keeping/keeping.forms.ts';
import * as reportPage from '../src/directory/keeping/report.page.ts';
import { readEmergency, readReview } from '../src/emergency/emergency.forms.ts';
import * as emergencyPage from '../src/emergency/emergency.page.ts';
import * as reviewPage from '../src/emergency/reviewing/review.page.ts';
import { readNote } from '../src/notes/index.ts';
import * as brakePage from '../src/oversight/unusual/brake.page.ts';
import { readSentence } from '../src/oversight/unusual/unusual.forms.ts';
import { html } from '../src/platform/html/index.ts';
import { readPasskeyName } from '../src/signing-in/passkeys/passkey.forms.ts';
import { readSignIn } from '../src/signing-in/sign-in.forms.ts';
import { readReason } from '../src/work/task.forms.ts';
import { fc } from './property.ts';

/** What is said of a text that is refused, and the page, or its field, as it is shown again. */
type Refused = { readonly says: string | undefined; readonly again: string } | undefined;

interface Form {
  readonly most: number;
  /** What is said where nothing was typed, or too little. */
  readonly missing?: RegExp;
  send(text: string): Refused;
}

const id = '019ab3c0-0000-7000-8000-000000000005';
const inErrors = (errors: readonly { readonly field: string; readonly text: string }[], field: string) =>
  errors.find((error) => error.field === field)?.text;
const onPage = ({ body }: { readonly body: unknown }) => String(body);
const example = <Model>(examples: Readonly<Record<string, Model>>): Model => {
  const { typical } = examples;
  assert.ok(typical);
  return typical;
};

const forms: Readonly<Record<string, Form>> = {
  'the reason of an emergency': {
    most: 4000,
    missing: /Say in a sentence what the emergency is/,
    send: (why) => {
      const read = readEmergency({ reference: '482113', why });
      if (read.ok) return undefined;
      return {
        says: inErrors(read.errors, 'why'),
        again: onPage(emergencyPage.html(emergencyPage.model([], read))),
      };
    },
  },
  'the name in an emergency': {
    most: 300,
    missing: /Give the reference, or the whole name/,
    send: (name) => {
      const why = 'Her sister rang: he is at the door.';
      const read = readEmergency({ name, 'birth-day': '27', 'birth-month': '3', 'birth-year': '1987', why });
      if (read.ok) return undefined;
      const again = onPage(emergencyPage.html(emergencyPage.model([], read)));
      return { says: inErrors(read.errors, 'name') ?? inErrors(read.errors, 'reference'), again };
    },
  },
  'the review of an emergency': {
    most: 4000,
    missing: /Say why, and what was done about it/,
    send: (words) => {
      const read = readReview({ right: 'no', words });
      if (read.ok) return undefined;
      const shown = { ...example(reviewPage.examples), review: null, mayReview: true };
      return {
        says: inErrors(read.errors, 'words'),
        again: onPage(reviewPage.html(reviewPage.model(shown, read))),
      };
    },
  },
  'why somebody reads on': {
    most: 4000,
    missing: /Say it in a sentence/,
    send: (words) => {
      const read = readSentence({ words });
      if (read.ok) return undefined;
      const model = brakePage.model({ action: '/reading/pause/1' }, { words: read.typed, error: read.error });
      return { says: read.error, again: onPage(brakePage.html(model)) };
    },
  },
  'what is wrong with a number': {
    most: 1000,
    send: (words) => {
      const read = readReport({ report: id, words });
      assert.ok(read);
      if (read.ok) return undefined;
      const model = { ...example(reportPage.examples), words: read.words, error: read.error };
      return { says: read.error, again: onPage(reportPage.html(model)) };
    },
  },
  'the name of a colleague': {
    most: 120,
    missing: /Enter their name/,
    send: (name) => {
      const [team] = exampleChoices.teams;
      const typed = readTypedAccount({ name, signIn: 'j.smith', team: team?.id });
      const errors = checkAccount(typed, exampleChoices, true);
      if (errors.name === undefined) return undefined;
      const model = newAccountPage.model({ typed, errors, choices: exampleChoices, same: null });
      return { says: errors.name, again: onPage(newAccountPage.html(model)) };
    },
  },
  'a way to get in touch': {
    most: 500,
    send: (words) => {
      const { agreement, errors } = readContact({ words });
      return errors.length === 0 ? undefined : { says: inErrors(errors, 'words'), again: agreement.words };
    },
  },
  'a note': {
    most: 100_000,
    missing: /Write what was said and done/,
    send: (body) => {
      const read = readNote({ note: id, body });
      assert.ok(read);
      return read.ok ? undefined : { says: read.error, again: read.typed.body };
    },
  },
  'why a task is open again': {
    most: 4000,
    missing: /Say why this is to be done again/,
    send: (why) => {
      const read = readReason({ why });
      return read.ok ? undefined : { says: read.error, again: read.typed };
    },
  },
  'the name of a passkey': {
    most: 60,
    missing: /Enter a name for it/,
    send: (name) => {
      const read = readPasskeyName({ name });
      return read.ok ? undefined : { says: read.error, again: read.typed };
    },
  },
  'a sign-in name': {
    most: 200,
    missing: /Enter your sign-in name/,
    send: (name) => {
      const read = readSignIn({ name, password: 'violin kettle marsh eleven' });
      return read.ok ? undefined : { says: read.errors.name, again: read.name };
    },
  },
};

const parts = fc.constantFrom('a', ' ', 'é', '👩‍👧', '<b>', '&', '"', 'He knows. ');
const spoilt = fc.constantFrom('', '', '\0', '\ud800');
const texts = (most: number) =>
  fc
    .record({
      start: fc.array(parts, { maxLength: 30 }),
      spoilt,
      length: fc.oneof(fc.constant(0), fc.integer({ min: most - 3, max: most + 40 })),
    })
    .map(({ start, spoilt: sign, length }) => `${start.join('')}${sign}`.padEnd(length, 'x'));

describe('what is typed into a form', () => {
  for (const [name, { most, missing, send }] of Object.entries(forms)) {
    test(`is refused with the reason, and stands there still: ${name}`, () => {
      fc.assert(
        fc.property(texts(most), (text) => {
          const words = text.trim();
          const refused = send(text);
          if (refused === undefined) {
            assert.ok(words.length <= most && words.isWellFormed() && !words.includes('\0'));
            assert.ok(missing === undefined || words !== '');
            return;
          }
          const { says = '', again } = refused;
          if (words.length > most)
            assert.match(says, /must be [\d,]+ characters or fewer\. Take out [\d,]+$/);
          else if (missing?.test(says)) assert.ok(words.length < 15, 'it says that too little was typed');
          else assert.match(says, /holds a character that cannot be kept\. Type it again$/);
          assert.ok(again === text || again.includes(String(html`${text}`)), 'all that was typed');
        }),
        { numRuns: 60 },
      );
    });
  }
});
