import { type Html, html, insetText } from '../../platform/html/index.ts';
import type { NightNumber } from './service-book.ts';

/** Whom to ring while the council's office is closed, at the head of a page. */
export const showNightNumbers = (numbers: readonly NightNumber[]): Html =>
  insetText({
    html: html`<p class="govuk-body"><strong>The office is closed now.</strong> What is due today is due today
all the same. These answer now:</p>
<ul class="govuk-list">${numbers.map(
      ({ label, number, means, reported }) =>
        html`<li>${label}: <a class="govuk-link govuk-!-font-weight-bold"
href="tel:${number.replaceAll(' ', '')}">${number}</a> <span class="rowan-note">${means}${
          reported && html`; <strong>${reported}</strong>`
        }</span></li>`,
    )}</ul>`,
  });

/** For the examples of pages. */
export const exampleNightNumbers: readonly NightNumber[] = [
  {
    label: 'Police, emergency',
    number: '999',
    means: 'the police, an ambulance or the fire service, when somebody is in danger now',
    reported: null,
  },
  {
    label: 'Children’s services',
    number: '01632 960123',
    means: 'the county’s front door for safeguarding children and adults',
    reported: 'reported wrong on 20 November 2026, being looked at',
  },
];
