import { details, type Html, html, insetText } from '../../platform/html/index.ts';
import { startSentence } from '../show-service.ts';
import type { NightNumber } from './service-book.ts';

const closed = html`<strong>The office is closed now.</strong> What is due today is due today all the same.`;

/** Whom to ring while the council's office is closed, at the head of a page. */
export const showNightNumbers = (numbers: readonly NightNumber[]): Html =>
  insetText({ html: html`<p class="govuk-body">${closed} These answer now:</p>${listNumbers(numbers)}` });

/** The same in two lines that open, on pages that are about something else. */
export const foldNightNumbers = (numbers: readonly NightNumber[]): Html =>
  html`<p class="govuk-body govuk-!-margin-bottom-2">${closed}</p>
${details({ summaryText: 'Whom to ring at this hour', html: listNumbers(numbers) })}`;

const listNumbers = (numbers: readonly NightNumber[]): Html =>
  html`<ul class="govuk-list">${numbers.map(
    ({ label, number, means, reported }) =>
      html`<li>${label}: <a class="govuk-link govuk-!-font-weight-bold"
href="tel:${number.replaceAll(' ', '')}">${number}</a> <span class="rowan-note">${means} ${
        reported && html`<strong>${startSentence(reported)}.</strong>`
      }</span></li>`,
  )}</ul>`;

/** For the examples of pages. */
export const exampleNightNumbers: readonly NightNumber[] = [
  {
    label: 'Police, emergency',
    number: '999',
    means: null,
    reported: null,
  },
  {
    label: 'Harbour, at night',
    number: '01632 960123',
    means: 'support for women, and for children of any gender',
    reported: 'reported wrong on 20 November 2026, being looked at',
  },
];
