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
import { type CaseHead, exampleHead, showCase } from '../show-case.ts';
import { type Agreement, type Way, ways } from './contact.rules.ts';

export interface ContactModel {
  readonly head: CaseHead;
  readonly keeping: Keeping;
  readonly typed: Agreement;
  readonly errors: readonly FieldError[];
  /** The newest agreement that the form was made from. */
  readonly seen: string;
  /** What a colleague wrote meanwhile, beside what was typed. */
  readonly stale: { readonly who: string; readonly lines: readonly string[] } | null;
  /** What was agreed before, the newest first. */
  readonly earlier: readonly { readonly when: string; readonly lines: readonly string[] }[];
}

/** As it was read. */
export function model(read: ContactModel): ContactModel {
  return read;
}

const drawPage = ({ head, keeping, typed, errors, seen, stale, earlier }: ContactModel): PageContent =>
  showCase(head, {
    heading: 'Safe contact',
    errors: showProblems(errors),
    body: html`${stale && showStale(stale)}
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
    hint: { text: 'Leave all of them empty where nothing is safe any more: then nothing goes.' },
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
  ${button({ text: 'Save what is safe', preventDoubleClick: true })}`,
)}
${earlier.length > 0 && details({ summaryText: 'What was agreed before', html: showEarlier(earlier) })}`,
  });

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

const showStale = ({ who, lines }: NonNullable<ContactModel['stale']>): Html =>
  insetText({
    html: html`<p class="govuk-body"><strong>Not saved: ${who} wrote here while you did.</strong></p>
<p class="govuk-body">Saved here now:</p>
${showLines(lines)}
<p class="govuk-body">What you typed still stands below. If it is right, press Save again.</p>`,
  });

const showLines = (lines: readonly string[]): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

const showEarlier = (earlier: ContactModel['earlier']): Html =>
  html`${earlier.map(({ when, lines }) => html`<p class="govuk-body">${when}</p>${showLines(lines)}`)}`;

export { drawPage as html };

const empty: ContactModel = {
  head: { ...exampleHead, current: 'contact' },
  keeping: { ...exampleKeeping, place: '/contact' },
  typed: { ways: [], words: '' },
  errors: [],
  seen: '',
  stale: null,
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
  earlier: [{ when: 'Mo Reid, 3:40pm on 22 November 2026', lines: ['Nothing was safe.'] }],
};

export const examples: Readonly<Record<string, ContactModel>> = {
  empty,
  typical,
  stale: { ...typical, stale: { who: 'Hana Weiss', lines: ['A phone call, 07700 900456, any time'] } },
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
