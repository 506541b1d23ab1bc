import { button, details, errorSummary, type Html, html, input, radios } from '../../platform/html/index.ts';
import { pages } from '../addresses.rules.ts';
import { countInWords } from '../result/words.rules.ts';
import { notKnown } from '../situation.rules.ts';
import type { QuestionModel } from './question.rules.ts';

/** One question, large. Every answer in it brings what to do now up to date, where there is script. */
export const showQuestion = (question: QuestionModel, live: string): Html => html`${
  question.error !== null &&
  errorSummary({ titleText: 'There is a problem', errorList: [{ text: question.error, href: '#answer' }] })
}
<form method="post" action="${pages.situation}" data-live="${live}" novalidate>
  <input type="hidden" name="s" value="${question.code}">
  <input type="hidden" name="q" value="${question.place}">
  ${question.showsChart && html`<input type="hidden" name="c" value="1">`}
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
    <a class="govuk-link rowan-skip" href="${question.leave.href}">${question.leave.text}</a>
  </div>
</form>`;

const showHeading = ({ from, text }: QuestionModel): Html =>
  html`<span class="govuk-caption-l">${from}</span>${text}`;

const showChoices = (question: QuestionModel): Html =>
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

const showNumber = (question: QuestionModel, number: NonNullable<QuestionModel['number']>): Html =>
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
