import type { PutQuestion } from '../../advice/question.rules.ts';
import {
  button,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  radios,
  showProblem,
} from '../../platform/html/index.ts';

export interface FactModel {
  readonly caseHref: string;
  readonly reference: string;
  /** Where the form goes. */
  readonly action: string;
  /** The newest advice that the form was made from. */
  readonly seen: string;
  readonly question: PutQuestion;
  /** What somebody else saved meanwhile, beside what was chosen. */
  readonly stale: { readonly theirs: string; readonly yours: string } | null;
}

/** As it was read. */
export function model(read: FactModel): FactModel {
  return read;
}

const drawPage = (fact: FactModel): PageContent => ({
  title: `Add to ${fact.reference}`,
  hasErrors: fact.question.error !== null,
  backLink: { href: `${fact.caseHref}/advice`, text: 'Back to the advice' },
  body: html`${showProblem('answer', fact.question.error)}
${fact.stale && showStale(fact.stale)}
<form method="post" action="${fact.action}" novalidate>
  <input type="hidden" name="seen" value="${fact.seen}">
  ${showField(fact.question)}
  <div class="govuk-button-group">
    ${button({ text: 'Save', preventDoubleClick: true })}
    ${
      fact.question.number !== null &&
      button({ text: 'Not known', name: 'unsure', value: 'yes', classes: 'govuk-button--secondary' })
    }
    <a class="govuk-link" href="${fact.caseHref}/advice">Leave it as it is</a>
  </div>
</form>`,
});

const showStale = ({ theirs, yours }: NonNullable<FactModel['stale']>): Html =>
  insetText({
    html: html`<p class="govuk-body">
  <strong>Not saved: somebody else added to this case while you wrote.</strong></p>
<p class="govuk-body">Saved here now: ${theirs}.<br>You chose: ${yours}.</p>
<p class="govuk-body">Your choice still stands below. If it is right, press Save again.</p>`,
  });

/** Nothing is sent before the button is pressed: unlike in a situation that is only tried, it would be
kept. */
const showField = ({ number, from, text, hint, error, answers, typed }: PutQuestion): Html => {
  const heading = html`<span class="govuk-caption-l">${from}</span>${text}`;
  const notes = {
    hint: hint === null ? undefined : { text: hint },
    errorMessage: error === null ? undefined : { text: error },
  };
  if (number === null)
    return radios({
      name: 'a',
      idPrefix: 'answer',
      fieldset: { legend: { html: heading, isPageHeading: true, classes: 'govuk-fieldset__legend--l' } },
      ...notes,
      items: answers.map(({ value, label, isGiven }) => ({ value, text: label, checked: isGiven })),
    });
  return input({
    name: 'a',
    id: 'answer',
    label: { html: heading, isPageHeading: true, classes: 'govuk-label--l' },
    ...notes,
    value: typed ?? '',
    inputmode: 'numeric',
    classes: 'govuk-input--width-5',
    suffix: { text: number.unit },
    autocomplete: 'off',
  });
};

export { drawPage as html };

const typical: FactModel = {
  caseHref: '/cases/1',
  reference: '482113',
  action: '/cases/1/advice/facts/7',
  seen: '019ab3c0-0000-7000-8000-000000000009',
  question: {
    text: 'Are there children?',
    hint: 'Children in the home, and those who live there some of the time.',
    from: 'For them to say',
    answers: [
      { value: 'yes', label: 'Yes', isGiven: true },
      { value: 'no', label: 'No', isGiven: false },
      { value: '?', label: 'I don’t know yet', isGiven: false },
    ],
    number: null,
    typed: null,
    error: null,
    decides: ['Refer to the panel'],
  },
  stale: null,
};

export const examples: Readonly<Record<string, FactModel>> = {
  typical,
  empty: { ...typical, question: { ...typical.question, hint: null, decides: [] } },
  error: { ...typical, question: { ...typical.question, error: 'Choose an answer, or “I don’t know yet”' } },
  stale: { ...typical, stale: { theirs: 'No', yours: 'Yes' } },
  'long names': {
    ...typical,
    question: {
      ...typical.question,
      text: 'Who else has been told, and what did they say that they would do next?',
    },
  },
};
