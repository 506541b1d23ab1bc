import { childrenAtMost, showBirth } from '../../people/index.ts';
import {
  button,
  type FieldError,
  findError,
  first,
  html,
  input,
  type PageContent,
  type Typed,
  textarea,
} from '../../platform/html/index.ts';
import { sheet } from '../recording/sheet.examples.ts';
import { drawSheet, type Sheet, showForm } from '../recording/sheet.ts';

export interface ChildrenModel {
  readonly sheet: Sheet;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  /** How many places there are to write in. */
  readonly places: number;
}

export function model(needed: Omit<ChildrenModel, 'places'>): ChildrenModel {
  const wanted = Number(first(needed.typed, 'places')) || 1;
  return { ...needed, places: Math.min(Math.max(Math.floor(wanted), 1), childrenAtMost) };
}

const drawPage = ({ sheet: own, typed, errors, places }: ChildrenModel): PageContent =>
  drawSheet(own, {
    errors,
    main: html`<h1 class="govuk-heading-l">Are there children?</h1>
<p class="govuk-body">Those who live with either of them, who visit, or who see the person using abuse.
Leave it empty if you do not know.</p>
${showForm(
  own,
  'children',
  html`<input type="hidden" name="places" value="${places}">
${Array.from({ length: places }, (_, place) => showChild(place + 1, typed, errors))}`,
  places < childrenAtMost
    ? button({ text: 'Add another child', name: 'act', value: 'more', classes: 'govuk-button--secondary' })
    : undefined,
)}`,
  });

const showChild = (place: number, typed: Typed, errors: readonly FieldError[]) => html`<section
  aria-labelledby="child-heading-${place}">
<h2 class="govuk-heading-m" id="child-heading-${place}">Child ${place}</h2>
${input({
  name: `child-${place}`,
  label: { text: 'Name' },
  value: first(typed, `child-${place}`),
  errorMessage: findError(errors, `child-${place}`),
  autocomplete: 'off',
  spellcheck: false,
})}
${showBirth(typed, errors, `birth-${place}`)}
${textarea({
  name: `about-${place}`,
  label: { text: 'What you know of them' },
  hint: { text: 'About how old, where they live, their school, whom they see.' },
  rows: 2,
  value: first(typed, `about-${place}`),
  errorMessage: findError(errors, `about-${place}`),
})}
</section>`;

export { drawPage as html };

const empty = { sheet, typed: {}, errors: [] };

export const examples: Readonly<Record<string, ChildrenModel>> = {
  empty: model(empty),
  typical: model({ ...empty, typed: { places: ['2'], 'child-1': ['Sam'], 'about-2': ['About four'] } }),
  error: model({
    ...empty,
    typed: { 'birth-1-day': ['1'], 'birth-1-month': ['5'], 'birth-1-year': ['21'] },
    errors: [{ field: 'birth-1-year', text: 'The year must have four figures, like 1987' }],
  }),
};
