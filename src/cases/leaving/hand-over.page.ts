import {
  button,
  type FieldError,
  findError,
  html,
  type PageContent,
  select,
  showProblems,
} from '../../platform/html/index.ts';

export interface HandOverModel {
  readonly name: string;
  readonly when: string;
  readonly action: string;
  readonly cases: readonly {
    /** The name of its field. */
    readonly field: string;
    readonly reference: string;
    /** "They lead it". */
    readonly says: string;
  }[];
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  /** Who was chosen, by field; `all` is who has what nobody was chosen for. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
}

/** As it was read, with what was sent and what is wrong with it. */
export function model(
  read: Omit<HandOverModel, 'chosen' | 'errors'>,
  sent?: Pick<HandOverModel, 'chosen' | 'errors'>,
): HandOverModel {
  return { ...read, chosen: sent?.chosen ?? {}, errors: sent?.errors ?? [] };
}

const drawPage = (shown: HandOverModel): PageContent => ({
  title: 'Hand on the work of a colleague',
  hasErrors: shown.errors.length > 0,
  backLink: { href: '/work/leavers', text: 'Work of colleagues who leave' },
  body: html`${showProblems(shown.errors)}
<h1 class="govuk-heading-l">Hand on the work of ${shown.name}</h1>
<p class="govuk-body">${shown.when}. Each case goes to whoever is chosen for it: to lead, where they led it,
with the tasks that were theirs. All of it is handed on at once, or nothing.</p>
<form method="post" action="${shown.action}" novalidate>
  ${choose(shown, {
    field: 'all',
    label: 'One colleague for all of it',
    hint: 'Has every case below for which nobody else is chosen.',
    none: 'Nobody: each as chosen below',
  })}
  ${shown.cases.map(({ field, reference, says: hint }) =>
    choose(shown, { field, label: `Case ${reference}`, hint, none: 'As chosen for all of it' }),
  )}
  ${button({ text: 'Hand it on', preventDoubleClick: true })}
</form>`,
});

function choose(
  { colleagues, chosen, errors }: HandOverModel,
  choice: {
    readonly field: string;
    readonly label: string;
    readonly hint: string;
    readonly none: string;
  },
) {
  const { field, label, hint, none } = choice;
  return select({
    name: field,
    label: { text: label, classes: 'govuk-label--s' },
    hint: { text: hint },
    items: [
      { value: '', text: none },
      ...colleagues.map(({ id, name }) => ({ value: id, text: name, selected: chosen[field] === id })),
    ],
    errorMessage: findError(errors, field),
  });
}

export { drawPage as html };

const typical: HandOverModel = {
  name: 'Mo Reid',
  when: 'They leave; the last day is 27 November 2026',
  action: '/work/leavers/1',
  cases: [
    { field: 'case-1', reference: '118204', says: 'They lead it' },
    { field: 'case-2', reference: '482113', says: '1 of its tasks is theirs' },
  ],
  colleagues: [
    { id: '3', name: 'Hana Weiss' },
    { id: '4', name: 'Gwenllian Featherstonehaugh-Cholmondeley of the Neighbourhood Team' },
  ],
  chosen: {},
  errors: [],
};

export const examples: Readonly<Record<string, HandOverModel>> = {
  typical,
  error: {
    ...typical,
    chosen: { all: '3', 'case-1': '4' },
    errors: [{ field: 'case-1', text: 'Choose somebody who may lead this case' }],
  },
  'long names': { ...typical, name: 'Gwenllian Featherstonehaugh-Cholmondeley', chosen: { all: '4' } },
};
