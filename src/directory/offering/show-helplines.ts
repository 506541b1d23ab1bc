import { type Html, html } from '../../platform/html/index.ts';
import type { ShownService } from '../describe-service.ts';
import { showPhone, startSentence } from '../show-service.ts';

/**
 * Services to offer to somebody: each with its numbers to tap, and whom it is for.
 *
 * @param back where somebody goes on who has told of a wrong number
 */
export const showHelplines = (services: readonly ShownService[], back: string): Html => html`<section
  aria-labelledby="helplines-heading">
<h2 class="govuk-heading-m govuk-!-margin-top-6" id="helplines-heading">Who can help them</h2>
<ul class="govuk-list govuk-list--spaced">${services.map((service) => showHelpline(service, back))}</ul>
</section>`;

const showHelpline = (
  { id, label, phones, serves, dependsOn, checked, reported }: ShownService,
  back: string,
): Html =>
  html`<li><a class="govuk-link govuk-!-font-weight-bold" href="/directory/${id}">${label}</a>
<span class="rowan-note">${serves}. ${dependsOn.length > 0 && `Find out: ${dependsOn.join(' ')}`}</span>
${phones.map(showPhone)}
<span class="rowan-note">${startSentence(checked)}. ${
    reported && html`<strong>${startSentence(reported)}.</strong>`
  }
${
  phones.length > 0 &&
  html`<a class="govuk-link rowan-screen-only" href="/directory/${id}/report?back=${back}">Number wrong?<span
class="govuk-visually-hidden"> ${label}</span></a>`
}</span></li>`;
