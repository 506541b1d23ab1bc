import type { Content, Html, Styled } from '../template.ts';
import { html, isFilled, joinClasses, showAttribute, showContent, showStyle } from '../template.ts';

export interface LegendOptions extends Content {
  readonly classes?: string | undefined;
  readonly isPageHeading?: boolean | undefined;
}

export interface FieldsetOptions extends Styled {
  readonly describedBy?: string | undefined;
  readonly role?: string | undefined;
  readonly legend?: LegendOptions | undefined;
  readonly html?: Html | undefined;
}

/** govuk-frontend's fieldset: a group of fields under one legend. */
export const fieldset = (params: FieldsetOptions): Html => {
  const role = showAttribute('role', params.role);
  const describedBy = showAttribute('aria-describedby', params.describedBy);
  return html`<fieldset${role}${describedBy}${showStyle('govuk-fieldset', params)}>
  ${params.legend && showLegend(params.legend)}
  ${params.html}
</fieldset>`;
};

const showLegend = (legend: LegendOptions): Html => {
  if (!isFilled(legend.html) && !isFilled(legend.text)) return html``;
  const words = showContent(legend);
  return html`<legend class="${joinClasses('govuk-fieldset__legend', legend.classes)}">
  ${legend.isPageHeading ? html`<h1 class="govuk-fieldset__heading">${words}</h1>` : words}
</legend>`;
};
