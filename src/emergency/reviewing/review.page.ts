import {
  button,
  type FieldError,
  findError,
  html,
  type PageContent,
  radios,
  showProblems,
  summaryList,
  textarea,
} from '../../platform/html/index.ts';

export interface ReviewModel {
  readonly action: string;
  readonly reference: string;
  readonly who: string;
  readonly from: string;
  readonly until: string;
  readonly why: string;
  readonly looks: readonly { readonly when: string; readonly what: string }[];
  /** Null while nobody has reviewed it. */
  readonly review: { readonly says: string; readonly words: string } | null;
  readonly mayReview: boolean;
  readonly right: 'yes' | 'no' | undefined;
  readonly words: string;
  readonly errors: readonly FieldError[];
}

/** As it was read, with what was wrong with what was sent. */
export function model(
  read: Omit<ReviewModel, 'right' | 'words' | 'errors'>,
  sent?: Pick<ReviewModel, 'right' | 'words' | 'errors'>,
): ReviewModel {
  return {
    ...read,
    right: sent?.right,
    words: sent?.words ?? '',
    errors: sent?.errors ?? [],
  };
}

const drawPage = (shown: ReviewModel): PageContent => ({
  title: 'An emergency to review',
  hasErrors: shown.errors.length > 0,
  backLink: { href: '/emergency/reviews', text: 'Cases opened in an emergency' },
  body: html`${showProblems(shown.errors)}
<h1 class="govuk-heading-l">Case ${shown.reference}, opened in an emergency</h1>
${summaryList({
  rows: [
    { key: { text: 'Who' }, value: { text: shown.who } },
    { key: { text: 'From' }, value: { text: shown.from } },
    { key: { text: 'Until' }, value: { text: shown.until } },
    { key: { text: 'Their reason' }, value: { text: shown.why } },
  ],
})}
<h2 class="govuk-heading-m">What they did in it</h2>
${
  shown.looks.length === 0
    ? html`<p class="govuk-body">Nothing beside opening it.</p>`
    : html`<ul class="govuk-list">${shown.looks.map(showLook)}</ul>`
}
${
  shown.review !== null &&
  html`<h2 class="govuk-heading-m">The review</h2>
<p class="govuk-body">${shown.review.says}</p>
<p class="govuk-body">${shown.review.words}</p>`
}
${shown.mayReview && showForm(shown)}
${
  shown.review === null &&
  !shown.mayReview &&
  html`<p class="govuk-body">Somebody else has to review what you opened yourself.</p>`
}`,
});

const showLook = ({ when, what }: ReviewModel['looks'][number]) => html`<li>${when}: ${what}</li>`;

const showForm = ({ action, right, words, errors }: ReviewModel) => html`<form
  method="post" action="${action}" novalidate>
  ${radios({
    name: 'right',
    fieldset: { legend: { text: 'Was it right to open it?', classes: 'govuk-fieldset__legend--m' } },
    items: [
      { value: 'yes', text: 'Yes', checked: right === 'yes' },
      { value: 'no', text: 'No', checked: right === 'no' },
    ],
    errorMessage: findError(errors, 'right'),
  })}
  ${textarea({
    name: 'words',
    label: { text: 'Why, and what was done about it', classes: 'govuk-label--m' },
    value: words,
    errorMessage: findError(errors, 'words'),
  })}
  ${button({ text: 'Keep the review', preventDoubleClick: true })}
</form>`;

export { drawPage as html };

const typical: ReviewModel = {
  action: '/emergency/reviews/1',
  reference: '482113',
  who: 'Asif Khan',
  from: '3:40pm on 22 November 2026',
  until: '7:40pm on 22 November 2026',
  why: 'Her sister rang: he is outside the refuge, and nobody on the team answers.',
  looks: [
    { when: '3:41pm on 22 November 2026', what: 'Opened a page of it' },
    { when: '3:42pm on 22 November 2026', what: 'Read the address' },
  ],
  review: null,
  mayReview: true,
  right: undefined,
  words: '',
  errors: [],
};

export const examples: Readonly<Record<string, ReviewModel>> = {
  typical,
  empty: { ...typical, looks: [] },
  error: {
    ...typical,
    errors: [
      { field: 'right', text: 'Say whether it was right' },
      { field: 'words', text: 'Say why, and what was done about it' },
    ],
  },
  reviewed: {
    ...typical,
    who: 'Gwenllian Featherstonehaugh-Cholmondeley',
    review: {
      says: 'It was right. Ines Roy, 9:05am on 23 November 2026',
      words: 'The police confirmed it. The team’s telephone is answered at night from now on.',
    },
    mayReview: false,
  },
  'read-only': { ...typical, mayReview: false },
};
