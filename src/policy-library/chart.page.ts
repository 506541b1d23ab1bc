import { type Drawing, showSteps } from '../pathway/charts/index.ts';
import { html, type PageContent, trustMarkup } from '../platform/html/index.ts';
import { breadcrumbsOf, type Place, showTop } from './place.ts';
import type { Shelved } from './shelf.ts';

export interface ChartModel {
  readonly place: Place;
  readonly drawing: Pick<Drawing, 'svg' | 'steps'>;
}

export function model({ place }: Shelved, drawing: Drawing): ChartModel {
  return { place, drawing };
}

const drawPage = ({ place, drawing }: ChartModel): PageContent => ({
  title: 'Chart of the pathway',
  width: 'wide',
  breadcrumbs: breadcrumbsOf(place, 'Chart'),
  body: html`<div class="rowan-screen-only">${showTop(place, 'chart', 'The whole pathway')}
<p class="govuk-body">Drawn from the rules themselves. Print this page: it fills one sheet of A3 for the wall.
<a class="govuk-link" href="#in-words">Read the chart in words</a></p></div>
<div class="rowan-poster" role="region" aria-label="The chart, which scrolls"
tabindex="0">${trustMarkup(drawing.svg)}</div>
<section class="rowan-chapter rowan-screen-only" id="in-words"><h2 class="govuk-heading-l">The chart in
words</h2>
<div class="rowan-words">${showSteps(drawing.steps)}</div></section>`,
});

export { drawPage as html };

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" role="img" aria-label="A chart">
<rect width="40" height="20" fill="none" stroke="currentColor"/></svg>`;
const typical: ChartModel = {
  place: { council: 'anytown', name: 'Anytown Council', version: '2025', isInForce: true },
  drawing: {
    svg,
    steps: [
      {
        text: 'Step 1. Safety now',
        steps: [{ text: 'Somebody is in danger now:', steps: [{ text: 'Must: ring', steps: [] }] }],
      },
    ],
  },
};

export const examples: Readonly<Record<string, ChartModel>> = {
  typical,
  empty: { ...typical, drawing: { svg, steps: [] } },
};
