import { prompts } from '../../notes/index.ts';
import {
  details,
  type FieldError,
  findError,
  first,
  html,
  type PageContent,
  radios,
  type Typed,
  textarea,
} from '../../platform/html/index.ts';
import { sheet } from './sheet.examples.ts';
import { drawSheet, type Sheet, showForm } from './sheet.ts';

export interface NoteModel {
  readonly sheet: Sheet;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

export function model(needs: NoteModel): NoteModel {
  return needs;
}

const states = [
  { value: 'recorded', text: 'Recorded' },
  { value: 'not-known', text: 'Not known' },
  { value: 'not-asked', text: 'Not asked' },
];

const drawPage = ({ sheet: own, typed, errors }: NoteModel): PageContent =>
  drawSheet(own, {
    errors,
    main: showForm(
      own,
      'note',
      html`${textarea({
        name: 'words',
        label: { text: 'What happened, and what was said?', isPageHeading: true, classes: 'govuk-label--l' },
        hint: {
          text:
            'Use their own words where you can. Write what you saw and heard, and keep it apart ' +
            'from what you think.',
        },
        rows: 12,
        value: first(typed, 'words'),
        errorMessage: findError(errors, 'words'),
        spellcheck: true,
      })}
${details({
  summaryText: 'What a good note says',
  open: prompts.some(({ id }) => first(typed, id) !== ''),
  html: html`<p class="govuk-body">Say for each whether it is in your note. “Not asked”
is a good answer: it is not always safe to ask.</p>${prompts.map(({ id, asks }) =>
    radios({
      name: id,
      classes: 'govuk-radios--small govuk-radios--inline',
      fieldset: { legend: { text: asks } },
      items: states.map((state) => ({ ...state, checked: first(typed, id) === state.value })),
    }),
  )}`,
})}`,
    ),
  });

export { drawPage as html };

export const examples: Readonly<Record<string, NoteModel>> = {
  empty: { sheet, typed: {}, errors: [] },
  typical: {
    sheet,
    typed: { words: ['She said: “He has my phone.”'], children: ['not-asked'] },
    errors: [],
  },
  error: {
    sheet,
    typed: {},
    errors: [{ field: 'words', text: 'The note must be 100,000 characters or fewer. Take out 12' }],
  },
  'long names': { sheet, typed: { words: ['Wolfeschlegelsteinhausenbergerdorff'.repeat(20)] }, errors: [] },
};
