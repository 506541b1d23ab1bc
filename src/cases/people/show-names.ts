import { type Html, html } from '../../platform/html/index.ts';
import type { NamedPerson } from './describe-person.ts';

/** Who a case is about, a line each. */
export const showNames = (people: readonly NamedPerson[]): Html =>
  people.length === 0
    ? html`<p class="govuk-body">Nobody is recorded yet. As little as “the woman in flat 4” is enough.</p>`
    : html`<ul class="govuk-list">${people.map(
        ({ part, name, needs }) =>
          html`<li><strong>${part}:</strong> ${name}${needs && html`. Needs: ${needs}`}</li>`,
      )}</ul>`;
