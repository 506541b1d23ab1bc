import { type Child, type Html, html, tag } from '../platform/html/index.ts';
import type { ShownPhone, ShownService } from './describe-service.ts';
import type { Open } from './hours.rules.ts';

const openTags: Readonly<Record<Open, { text: string; classes: string } | null>> = {
  open: { text: 'Open now', classes: 'govuk-tag--green' },
  closed: { text: 'Closed now', classes: 'govuk-tag--grey' },
  'not-known': null,
};

/** A service on a list, with its numbers to tap. */
export const showService = (service: ShownService): Html => html`<article class="rowan-entry">
<h3 class="rowan-entry__name"><a class="govuk-link" href="/directory/${service.id}">${service.label}</a></h3>
<p class="rowan-entry__says">${startSentence(service.means)}.</p>
${showContact(service)}
<dl class="rowan-terms">
${showTerm('Serves', service.serves)}
${service.dependsOn.length > 0 && showTerm('Find out', service.dependsOn.join(' '))}
${showTerm('Where', service.places.join(', '))}
${showTerm('Checked', showChecked(service))}
</dl></article>`;

const showChecked = ({ id, label, checked, disagreements }: ShownService): Html =>
  html`${startSentence(checked)}${
    disagreements > 0 &&
    html`. <a class="govuk-link" href="/directory/${id}#disagreements">The documents disagree<span
class="govuk-visually-hidden"> on ${label}</span></a>`
  }`;

/** The same for somebody who would ring for themselves: what it is for, and the numbers. */
export const showPublicService = ({ label, means, phones, checked, reported }: ShownService): Html => html`<p
  class="govuk-body govuk-!-margin-bottom-1"><strong>${label}</strong>: ${means}.</p>
${phones.map(showPhone)}
<p class="rowan-note">${startSentence(reported ?? checked)}.</p>`;

/** Each way to reach a service. */
export const showContact = (service: ShownService): Html => html`${
  service.reported !== null &&
  html`<p class="govuk-body">${tag({ text: 'Reported wrong', classes: 'govuk-tag--yellow' })}
${startSentence(service.reported)}.</p>`
}
${service.phones.map(showPhone)}
${
  service.lacksSureNumber &&
  html`<p class="govuk-body">No number is sure: <a class="govuk-link"
href="/directory/${service.id}#disagreements">see what the documents print<span
class="govuk-visually-hidden"> for ${service.label}</span></a>.</p>`
}
${service.referral !== null && html`<p class="govuk-body">${service.referral}</p>`}
${service.email.map(
  (address) =>
    html`<p class="govuk-body">E-mail: <a class="govuk-link" href="mailto:${address}">${address}</a></p>`,
)}
${service.web.map(showWeb)}`;

/** A number to tap, whether it is answered now, and when it is. */
export const showPhone = ({ number, label, hours, open }: ShownPhone): Html => {
  const state = openTags[open];
  return html`<p class="govuk-body">${label !== null && html`${label}: `}<a
class="govuk-link govuk-!-font-size-24 govuk-!-font-weight-bold"
href="tel:${number.replaceAll(' ', '')}">${number}</a>
${state !== null && tag(state)}<br><span class="rowan-note">${hours}</span></p>`;
};

const showWeb = ({ address, isConfirmed }: ShownService['web'][number]): Html =>
  isConfirmed
    ? html`<p class="govuk-body">Website: <a class="govuk-link" href="https://${address}"
rel="noreferrer">${address}</a></p>`
    : html`<p class="govuk-body">Website: ${address} <span class="rowan-note">(to be confirmed, so it is no
link)</span></p>`;

export const showTerm = (name: string, says: Child): Html =>
  html`<div><dt>${name}</dt><dd>${says}</dd></div>`;

export const startSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
