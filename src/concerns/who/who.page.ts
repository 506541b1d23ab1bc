import {
  dateInput,
  html,
  input,
  insetText,
  type PageContent,
  radios,
  textarea,
} from '../../platform/html/index.ts';
import { first } from '../recording/recording.forms.ts';
import type { PageName, Typed } from '../recording/recording.rules.ts';
import { sheet } from '../recording/sheet.examples.ts';
import { drawSheet, type FieldError, findError, type Sheet, showForm } from '../recording/sheet.ts';
import { needs } from './who.forms.ts';

/** Somebody whom the viewer may see and who may be the same. */
export interface Candidate {
  readonly personId: string;
  readonly called: string;
  readonly why: string;
}

export interface WhoModel {
  readonly sheet: Sheet;
  readonly page: Extract<PageName, 'who' | 'other'>;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly candidates: readonly Candidate[];
}

export function model(needed: WhoModel): WhoModel {
  return needed;
}

const headings = {
  who: {
    text: 'Who is it about?',
    says: 'The person who may be experiencing abuse. A little is enough: “the woman in flat 4” is a record.',
  },
  other: {
    text: 'Who uses abuse, or may do?',
    says: 'Only what you know already. Do not ask around, and never ask that person.',
  },
} as const;

const drawPage = ({ sheet: own, page, typed, errors, candidates }: WhoModel): PageContent => {
  const line = (name: string, text: string, hint?: string) =>
    input({
      name,
      label: { text },
      hint: hint === undefined ? undefined : { text: hint },
      value: first(typed, name),
      errorMessage: findError(errors, name),
      autocomplete: 'off',
      spellcheck: false,
    });
  return drawSheet(own, {
    errors,
    main: html`<h1 class="govuk-heading-l">${headings[page].text}</h1>
<p class="govuk-body">${headings[page].says}</p>
${showForm(
  own,
  page,
  html`${showCandidates(candidates, typed)}
${line('name', 'Full name')}
${line('known-as', 'Any other name that they go by')}
${textarea({
  name: 'description',
  label: { text: 'How you would know them' },
  hint: { text: 'If there is no name: where, and what you saw.' },
  rows: 2,
  value: first(typed, 'description'),
  errorMessage: findError(errors, 'description'),
})}
${showBirth(typed, errors)}
${line('phone', 'Phone number', 'As it was given to you. Rowan rings nobody.')}
${textarea({
  name: 'address',
  label: { text: 'Address' },
  rows: 3,
  value: first(typed, 'address'),
  errorMessage: findError(errors, 'address'),
})}
${page === 'who' && showWishes(typed, errors)}`,
)}`,
  });
};

const showWishes = (
  typed: Typed,
  errors: readonly FieldError[],
) => html`<h2 class="govuk-heading-m">What they want, and need</h2>
${[
  { name: 'for-self', label: 'What they would like to be called' },
  { name: 'for-other', label: 'What they call the other person' },
  ...needs,
].map(({ name, label }) =>
  input({
    name,
    label: { text: label },
    hint: name === 'interpreter' ? { text: 'Spoken or signed. Never a relative or a friend.' } : undefined,
    value: first(typed, name),
    errorMessage: findError(errors, name),
    autocomplete: 'off',
  }),
)}`;

/** A date of birth as three fields, marked where one of them is wrong. */
export const showBirth = (typed: Typed, errors: readonly FieldError[], prefix = 'birth') => {
  const parts = ['day', 'month', 'year'] as const;
  const error = parts.map((part) => findError(errors, `${prefix}-${part}`)).find((found) => found);
  const marked = parts.map((part) => ({
    name: part,
    value: first(typed, `${prefix}-${part}`),
    error: findError(errors, `${prefix}-${part}`) !== undefined,
  }));
  return dateInput({
    id: prefix,
    namePrefix: prefix,
    fieldset: { legend: { text: 'Date of birth, if you know it' } },
    hint: { text: 'For example, 27 3 1987' },
    errorMessage: error,
    items: marked,
  });
};

const showCandidates = (candidates: readonly Candidate[], typed: Typed) =>
  candidates.length > 0 &&
  html`${insetText({ text: 'Somebody like this is in a record that you can see.' })}
${radios({
  name: 'same',
  fieldset: { legend: { text: 'Is it one of them?', classes: 'govuk-fieldset__legend--m' } },
  items: [
    ...candidates.map(({ personId, called, why }) => ({
      value: personId,
      text: called,
      hint: { text: `Shown because of ${why}.` },
      checked: first(typed, 'same') === personId,
    })),
    { divider: 'or' },
    {
      value: 'nobody',
      text: 'None of them, or I am not sure',
      checked: first(typed, 'same') === 'nobody',
    },
  ],
})}`;

export { drawPage as html };

const empty: WhoModel = { sheet, page: 'who', typed: {}, errors: [], candidates: [] };
const unbroken = 'Gwenllian-Aphrodite-Featherstonehaugh-Cholmondeley-von-Wolfeschlegelsteinhausenbergerdorff';

export const examples: Readonly<Record<string, WhoModel>> = {
  empty,
  typical: { ...empty, typed: { description: ['The woman in flat 4'], language: ['Polish'] } },
  'the other person': { ...empty, page: 'other' },
  'somebody like this': {
    ...empty,
    typed: { name: ['Ann O’Hara'] },
    candidates: [
      { personId: '01980000-0000-7000-8000-000000000002', called: 'Ann O’Hara', why: 'the same name' },
    ],
  },
  error: {
    ...empty,
    typed: { 'birth-day': ['31'], 'birth-month': ['2'], 'birth-year': ['1990'] },
    errors: [{ field: 'birth-day', text: 'There is no such day. Check the day and the month' }],
  },
  'long names': { ...empty, typed: { name: [unbroken], address: [unbroken] } },
};
