import { showSteps } from '../pathway/charts/index.ts';
import { details, type Html, html, trustMarkup } from '../platform/html/index.ts';
import type { Drawn } from './situation.rules.ts';

/** The way of a situation through one council's flow chart. */
export interface Way extends Drawn {
  readonly council: string;
}

/** A chart as a picture, and folded away below it the same in words. */
export const showWay = ({
  council,
  narrow,
  wide,
  steps,
}: Way): Html => html`<figure class="rowan-way__figure">
  <figcaption class="rowan-way__council">${council}</figcaption>
  <div class="rowan-way__narrow">${trustMarkup(narrow)}</div>
  <div class="rowan-way__wide">${trustMarkup(wide)}</div>
  ${details({ summaryText: 'The same in words', html: showSteps(steps) })}
</figure>`;
