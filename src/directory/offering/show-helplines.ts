import { type Html, html } from '../../platform/html/index.ts';
import type { ShownService } from '../describe-service.ts';
import { showPhone, startSentence } from '../show-service.ts';

/** Services to offer to somebody: each with its numbers to tap, and whom it is for. */
export const showHelplines = (services: readonly ShownService[]): Html => html`<section
  aria-labelledby="helplines-heading">
<h2 class="govuk-heading-m" id="helplines-heading">Who can help them</h2>
<ul class="govuk-list govuk-list--spaced">${services.map(showHelpline)}</ul>
</section>`;

const showHelpline = ({ id, label, phones, serves, dependsOn, checked, reported }: ShownService): Html =>
  html`<li><a class="govuk-link govuk-!-font-weight-bold" href="/directory/${id}">${label}</a>
<span class="rowan-note">${serves}. ${dependsOn.length > 0 && `Find out: ${dependsOn.join(' ')}`}</span>
${phones.map(showPhone)}
<span class="rowan-note">${startSentence(checked)}. ${reported && `${startSentence(reported)}.`}</span></li>`;
