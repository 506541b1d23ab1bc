import { showWay, type Way } from '../advice/index.ts';
import { type Html, html } from '../platform/html/index.ts';

export interface ChartModel {
  /** Null while the chart is not asked for: it takes longer to draw than all the rest of the page. */
  readonly ways: readonly Way[] | null;
  /** Shows the chart on the page, or takes it off again. */
  readonly toggle: string;
  readonly page: string;
}

/** The chart beside the answers, where somebody has asked for it. */
export const showChart = ({ ways, toggle, page }: ChartModel): Html => html`<section
  class="rowan-way rowan-screen-only" aria-labelledby="way-heading">
  <h2 class="govuk-heading-m" id="way-heading">The way through the flow chart</h2>
  <p class="govuk-body">
  <a class="govuk-link" href="${toggle}">${ways === null ? 'Show it here' : 'Hide it'}</a>
  <a class="govuk-link rowan-way__page" href="${page}">Open it on a page of its own</a></p>
  <div id="way">${ways?.map(showWay)}</div>
</section>`;
