import {
  button,
  checkboxes,
  details,
  type FieldError,
  findError,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  radios,
  showProblems,
  textarea,
} from '../../platform/html/index.ts';
import { exampleKeeping, type Keeping, showKeptForm } from '../keeping/show-kept.ts';
import { showTold } from '../safety/show-safety.ts';
import { type CaseHead, exampleHead, exampleOwnOnly, exampleTold, showCase } from '../show-case.ts';
import { type Agreement, type Way, ways } from './contact.rules.ts';

export interface ContactModel {
  readonly head: CaseHead;
  readonly keeping: Keeping;
  /** The viewer only recorded the case: what they write is told to those who agree what is safe. */
  readonly isTelling: boolean;
  readonly typed: Agreement;
  readonly errors: readonly FieldError[];
  /** The newest that the form was made from, agreed or told. */
  readonly seen: string;
  /** What colleagues wrote meanwhile, beside what was typed. */
  readonly stale: readonly Earlier[];
  /** What was agreed before and what was told, the newest first. */
  readonly earlier: readonly Earlier[];
}

interface Earlier {
  /** "Mo Reid, 3:40pm on 22 November 2026". */
  readonly when: string;
  readonly lines: readonly string[];
}

/** As it was read. */
export function model(read: ContactModel): ContactModel {
  return read;
}

const drawPage = (contact: ContactModel): PageContent => {
  const { head, keeping, isTelling, typed, errors, seen, stale, earlier } = contact;
  return showCase(head, {
    heading: isTelling ? 'Tell what you heard about safe contact' : 'Safe contact',
    errors: showProblems(errors),
    body: html`${stale.length > 0 && showStale(stale)}
${head.safety.told.length > 0 && insetText({ html: html`${showTold(head.safety)}` })}
${
  isTelling &&
  html`<p class="govuk-body">Those who work on the case agree what is safe. What you write here replaces
nothing: whoever leads the case is told at once, and settles it.</p>`
}
<p class="govuk-body">Write down only what they have told you themselves is safe. A way that the person
using abuse may
see, hear or answer is no way, even if they agreed to it.</p>
${showKeptForm(
  keeping,
  `/cases/${head.caseId}/contact`,
  html`<input type="hidden" name="seen" value="${seen}">
  ${checkboxes({
    name: 'way',
    fieldset: { legend: { text: 'How may they be reached?', classes: 'govuk-fieldset__legend--m' } },
    hint: {
      text: isTelling
        ? 'Leave all of them empty if you heard that nothing is safe any more.'
        : 'Leave all of them empty where nothing is safe any more: then nothing goes.',
    },
    items: ways.map((way) =>
      showWay(
        way,
        typed.ways.find((each) => each.way === way.id),
        errors,
      ),
    ),
  })}
  ${textarea({
    name: 'words',
    label: { text: 'Who to say you are, and what to say', classes: 'govuk-label--s' },
    hint: {
      text: 'If somebody else answers or reads it. Never the council’s name, or abuse, unless they wish.',
    },
    rows: 2,
    value: typed.words,
    errorMessage: findError(errors, 'words'),
  })}
  ${button({ text: isTelling ? 'Tell the lead' : 'Save what is safe', preventDoubleClick: true })}`,
)}
${
  earlier.length > 0 &&
  details({
    summaryText: isTelling ? 'What you wrote before' : 'What was agreed before, and what was told',
    html: showEarlier(earlier),
  })
}`,
  });
};

const showWay = (
  { id, label, to }: (typeof ways)[number],
  agreed: Way | undefined,
  errors: readonly FieldError[],
) => ({
  value: id,
  text: label,
  checked: agreed !== undefined,
  conditional: {
    html: html`${input({
      name: `to-${id}`,
      label: { text: to },
      value: agreed?.to,
      errorMessage: findError(errors, `to-${id}`),
      autocomplete: 'off',
    })}
${input({
  name: `when-${id}`,
  label: { text: 'On which days, at which times?' },
  value: agreed?.when,
  errorMessage: findError(errors, `when-${id}`),
  autocomplete: 'off',
})}
${radios({
  name: `seen-${id}`,
  classes: 'govuk-radios--small govuk-radios--inline',
  fieldset: { legend: { text: 'May the person using abuse see, hear or answer it?' } },
  value: agreed?.seen,
  items: [
    { value: 'no', text: 'No' },
    { value: 'yes', text: 'They may' },
    { value: 'not-known', text: 'I don’t know yet' },
  ],
})}`,
  },
});

const showStale = (stale: ContactModel['stale']): Html =>
  insetText({
    html: html`<p class="govuk-body"><strong>Not saved: a colleague wrote here while you did.</strong></p>
<p class="govuk-body">Saved here now:</p>
${showEarlier(stale)}
<p class="govuk-body">What you typed still stands below. If it is right, press Save again.</p>`,
  });

const showLines = (lines: readonly string[]): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

const showEarlier = (earlier: readonly Earlier[]): Html =>
  html`${earlier.map(({ when, lines }) => html`<p class="govuk-body">${when}</p>${showLines(lines)}`)}`;

export { drawPage as html };

const empty: ContactModel = {
  head: { ...exampleHead, current: 'contact' },
  keeping: { ...exampleKeeping, place: '/contact' },
  isTelling: false,
  typed: { ways: [], words: '' },
  errors: [],
  seen: '',
  stale: [],
  earlier: [],
};
const typical: ContactModel = {
  ...empty,
  typed: {
    ways: [
      { way: 'text', to: '07700 900123', when: 'Weekdays before 3pm', seen: 'no' },
      { way: 'letter', to: 'Flat 4, 12 Example Street', when: '', seen: 'yes' },
    ],
    words: 'It is Sam from the library',
  },
  earlier: [{ when: 'Told by Mo Reid, 3:40pm on 22 November 2026', lines: ['Nothing is safe.'] }],
};

export const examples: Readonly<Record<string, ContactModel>> = {
  empty,
  typical,
  telling: {
    ...empty,
    isTelling: true,
    head: { ...exampleOwnOnly, current: 'contact' },
  },
  stale: {
    ...typical,
    stale: [
      {
        when: 'Hana Weiss, 3:40pm on 22 November 2026',
        lines: ['A phone call, 07700 900456, any time'],
      },
    ],
  },
  told: { ...typical, head: { ...exampleTold, current: 'contact' } },
  error: {
    ...typical,
    errors: [{ field: 'to-text', text: 'What you wrote must be 500 characters or fewer. Take out 12' }],
  },
  'long names': {
    ...typical,
    typed: {
      ...typical.typed,
      words: 'Gwenllian Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausenbergerdorff',
    },
  },
};
