import { details, type Html, html } from '../platform/html/index.ts';
import type { Guidance } from './guidance.rules.ts';

/** Guidance of its own, folded away. */
export const showGuidance = (guidance: Guidance): Html =>
  details({ summaryText: guidance.title, html: sayGuidance(guidance) });

/** Guidance inside what is open already. */
export const openGuidance = (guidance: Guidance): Html =>
  html`<p class="rowan-result__because"><strong>${guidance.title}</strong></p>
${sayGuidance(guidance)}`;

const sayGuidance = ({ says, words, points }: Guidance): Html =>
  html`<p class="govuk-body">${says}</p>
${showList('You could say', words)}${showList('Keep in mind', points)}`;

const showList = (heading: string, items: readonly string[]): Html | false =>
  items.length > 0 &&
  html`<p class="govuk-body"><strong>${heading}:</strong></p>
<ul class="govuk-list govuk-list--bullet">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
