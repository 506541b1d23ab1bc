import { button, details, type Html, html, input, radios, showProblem } from '../platform/html/index.ts';
import type { PutQuestion } from './question.rules.ts';
import { notKnown } from './situation.rules.ts';
import { countInWords } from './words.rules.ts';

export interface QuestionForm {
  readonly action: string;
  /** What the form has to carry along. */
  readonly hidden: Readonly<Record<string, string>>;
  /** The ids of the places that every answer brings up to date, where there is script. */
  readonly live: string;
  /** How the question is left for later: a link or a button. */
  readonly leave: Html;
}

/** One question, large. Every answer in it brings what to do now up to date, where there is script. */
export const showQuestion = (question: PutQuestion, form: QuestionForm): Html => html`${showProblem(
  'answer',
  question.error,
)}
<form method="post" action="${form.action}" data-live="${form.live}" novalidate>
  ${Object.entries(form.hidden).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}
  ${question.number === null ? showChoices(question) : showNumber(question, question.number)}
  ${showDecides(question.decides)}
  <div class="govuk-button-group">
    ${button({ text: 'Continue', preventDoubleClick: true })}
    ${
      question.number !== null &&
      button({
        text: 'I don’t know yet',
        name: 'unsure',
        value: notKnown,
        classes: 'govuk-button--secondary',
      })
    }
    ${form.leave}
  </div>
</form>`;

const showHeading = ({ from, text }: PutQuestion): Html =>
  html`<span class="govuk-caption-l">${from}</span>${text}`;

const showChoices = (question: PutQuestion): Html =>
  radios({
    name: 'a',
    idPrefix: 'answer',
    fieldset: {
      legend: { html: showHeading(question), isPageHeading: true, classes: 'govuk-fieldset__legend--l' },
    },
    hint: question.hint === null ? undefined : { text: question.hint },
    errorMessage: question.error === null ? undefined : { text: question.error },
    items: question.answers.map(({ value, label, isGiven }) => ({ value, text: label, checked: isGiven })),
  });

const showNumber = (question: PutQuestion, number: NonNullable<PutQuestion['number']>): Html =>
  input({
    name: 'a',
    id: 'answer',
    label: { html: showHeading(question), isPageHeading: true, classes: 'govuk-label--l' },
    hint: {
      html: html`${question.hint} ${number.given && html`<br>You have said: ${number.given}.`}`,
    },
    errorMessage: question.error === null ? undefined : { text: question.error },
    value: question.typed ?? '',
    inputmode: 'numeric',
    classes: 'govuk-input--width-5',
    suffix: { text: number.unit },
    autocomplete: 'off',
  });

const showDecides = (decides: readonly string[]): Html | false =>
  decides.length > 0 &&
  details({
    summaryText: `Why we ask: it decides ${countInWords(decides.length, 'step', 'steps')}`,
    html: html`<ul class="govuk-list govuk-list--bullet">
${decides.map((label) => html`<li>${label}</li>`)}</ul>`,
  });
