import { type Candidate, showPersonFields } from '../../people/index.ts';
import { type FieldError, html, type PageContent, type Typed } from '../../platform/html/index.ts';
import type { PageName } from '../recording/recording.rules.ts';
import { sheet } from '../recording/sheet.examples.ts';
import { drawSheet, type Sheet, showForm } from '../recording/sheet.ts';

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

const drawPage = ({ sheet: own, page, typed, errors, candidates }: WhoModel): PageContent =>
  drawSheet(own, {
    errors,
    main: html`<h1 class="govuk-heading-l">${headings[page].text}</h1>
<p class="govuk-body">${headings[page].says}</p>
${showForm(own, page, showPersonFields({ typed, errors, candidates, withWishes: page === 'who' }))}`,
  });

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
  'asked why': {
    ...empty,
    typed: { name: ['Ann O’Hara'] },
    errors: [
      {
        field: 'why-search',
        text: 'You have looked for many people within an hour. Say why in a sentence, and go on',
      },
    ],
  },
  'long names': { ...empty, typed: { name: [unbroken], address: [unbroken] } },
};
