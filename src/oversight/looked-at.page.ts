import {
  button,
  type FieldError,
  findError,
  html,
  input,
  type PageContent,
  showProblems,
  stackedTable,
} from '../platform/html/index.ts';

export interface LookedAtModel {
  readonly cases: readonly {
    readonly href: string;
    readonly reference: string;
    readonly last: string;
    readonly looks: number;
    readonly people: number;
  }[];
  readonly typed: string;
  readonly errors: readonly FieldError[];
}

/** As it was read, with what was wrong with what was sent. */
export function model(
  cases: LookedAtModel['cases'],
  sent?: Pick<LookedAtModel, 'typed' | 'errors'>,
): LookedAtModel {
  return { cases, typed: sent?.typed ?? '', errors: sent?.errors ?? [] };
}

const drawPage = ({ cases, typed, errors }: LookedAtModel): PageContent => ({
  title: 'Who has looked at cases',
  hasErrors: errors.length > 0,
  backLink: { href: '/', text: 'Back to the start' },
  body: html`${showProblems(errors)}
<h1 class="govuk-heading-l">Who has looked at cases</h1>
<p class="govuk-body">You see who looked, when, and why they could. The cases themselves stay shut.</p>
<form method="post" action="/oversight" novalidate>
  ${input({
    name: 'reference',
    label: { text: 'The reference of a case', classes: 'govuk-label--m' },
    hint: { text: 'Six figures, like 482113.' },
    classes: 'govuk-input--width-10',
    value: typed,
    errorMessage: findError(errors, 'reference'),
    attributes: { inputmode: 'numeric', autocomplete: 'off', spellcheck: 'false' },
  })}
  ${button({ text: 'Show who looked', preventDoubleClick: true })}
</form>
<h2 class="govuk-heading-m">Looked at lately</h2>
${
  cases.length === 0
    ? html`<p class="govuk-body">Nobody has looked at any case yet.</p>`
    : stackedTable(
        'Cases of the newest looks',
        ['Case', 'Last', 'Looks and acts', 'By how many people'],
        cases.map(({ href, reference, last, looks, people }) => [
          { html: html`<a class="govuk-link" href="${href}">${reference}</a>` },
          { text: last },
          { text: String(looks) },
          { text: String(people) },
        ]),
      )
}`,
});

export { drawPage as html };

const one = {
  href: '/oversight/cases/1',
  reference: '482113',
  last: '3:40pm on 22 November 2026',
  looks: 17,
  people: 3,
};

export const examples: Readonly<Record<string, LookedAtModel>> = {
  empty: { cases: [], typed: '', errors: [] },
  typical: { cases: [one, { ...one, reference: '118204', looks: 2, people: 1 }], typed: '', errors: [] },
  error: {
    cases: [one],
    typed: '1182',
    errors: [{ field: 'reference', text: 'There is no case of this reference whose audit you may read' }],
  },
};
