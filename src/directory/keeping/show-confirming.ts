import { button, dateInput, type Html, html } from '../../platform/html/index.ts';
import type { TypedDay } from '../../platform/typed-day.ts';

/** What whoever keeps the directory may say of an entry. */
export interface Confirming {
  /** Of the entry as it is shown: what is confirmed is what was read. */
  readonly fingerprint: string;
  readonly isConfirmed: boolean;
  readonly typed: TypedDay;
  readonly error: string | null;
}

export const showConfirming = (service: string, confirming: Confirming): Html => html`<section
  class="rowan-screen-only" aria-labelledby="keeping-heading">
<h2 class="govuk-heading-m govuk-!-margin-top-6" id="keeping-heading">You keep this directory</h2>
<p class="govuk-body">Ask the service whether the numbers, the hours and whom it serves are right. Then
colleagues see your name and the day instead of “not yet checked”.</p>
<form method="post" action="/directory/${service}/confirmation" novalidate>
  <input type="hidden" name="fingerprint" value="${confirming.fingerprint}">
  ${dateInput({
    id: 'asked',
    namePrefix: 'asked',
    fieldset: { legend: { text: 'When did you ask them?' } },
    values: { ...confirming.typed },
    errorMessage: confirming.error === null ? undefined : { text: confirming.error },
  })}
  <div class="govuk-button-group">
  ${button({ text: 'Confirm this entry', name: 'act', value: 'confirm', preventDoubleClick: true })}
  ${
    confirming.isConfirmed &&
    button({
      text: 'Take the confirmation back',
      name: 'act',
      value: 'withdraw',
      classes: 'govuk-button--secondary',
    })
  }
  </div>
</form></section>`;
