import { type Html, html } from '../../platform/html/index.ts';
import type { NamedPerson } from './describe-person.ts';

/** Who a case is about, a line each. */
export const showNames = (people: readonly NamedPerson[], seesOwnOnly = false): Html =>
  people.length === 0
    ? html`<p class="govuk-body">${seesOwnOnly ? nobodyOfYours : nobody} As little as “the woman in flat 4” is
enough.</p>`
    : html`<ul class="govuk-list">${people.map(
        ({ part, name, needs }) =>
          html`<li><strong>${part}:</strong> ${name}${needs && html`. Needs: ${needs}`}</li>`,
      )}</ul>`;

const nobody = 'Nobody is recorded yet.';
const nobodyOfYours = 'You wrote nobody down here. Others may have done so: that is not shown to you.';
