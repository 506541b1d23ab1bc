import { showWay, type Way } from '../advice/index.ts';
import type { Situation } from '../advice/situation.rules.ts';
import { html, type PageContent } from '../platform/html/index.ts';
import { addressOf } from './addresses.rules.ts';

export interface WayModel {
  readonly ways: readonly Way[];
  readonly back: string;
}

export function model(situation: Situation, ways: readonly Way[]): WayModel {
  return { ways, back: addressOf(situation) };
}

const drawPage = ({ ways, back }: WayModel): PageContent => ({
  title: 'Try a situation',
  width: 'wide',
  backLink: { href: back },
  body: html`<h1 class="govuk-heading-l">The way through the flow chart</h1>
<p class="govuk-body">From the top down: what is known, then step by step what to do. What is
broken is possible, once more is known.</p>
<div class="rowan-way__all">${ways.map(showWay)}</div>`,
});

export { drawPage as html };

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="288" height="40" role="img" aria-label="The way">
<rect width="288" height="40" fill="none" stroke="currentColor"/></svg>`;
const steps = [{ text: 'Step 1. Safety', steps: [{ text: 'At once: ring', steps: [] }] }];

export const examples: Readonly<Record<string, WayModel>> = {
  typical: { ways: [{ council: 'Anytown Council', narrow: svg, wide: svg, steps }], back: '/' },
  'two councils': {
    ways: [
      { council: 'Anytown Council', narrow: svg, wide: svg, steps },
      { council: 'Elsewhere Borough Council', narrow: svg, wide: svg, steps: [] },
    ],
    back: '/',
  },
  empty: { ways: [], back: '/' },
};
