import type { Content, Html, Styled } from '../../template.ts';
import { attributes, html, isFilled, joinClasses, showContent } from '../../template.ts';

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
export const fieldset = (params: FieldsetOptions): Html =>
  html`<fieldset class="${joinClasses('govuk-fieldset', params.classes)}"${params.role && html` role="${params.role}"`}${
    params.describedBy && html` aria-describedby="${params.describedBy}"`
  }${attributes(params.attributes)}>
  ${params.legend && showLegend(params.legend)}
  ${params.html}
</fieldset>`;

const showLegend = (legend: LegendOptions): Html => {
  if (!isFilled(legend.html) && !isFilled(legend.text)) return html``;
  const words = showContent(legend);
  return html`<legend class="${joinClasses('govuk-fieldset__legend', legend.classes)}">
  ${legend.isPageHeading ? html`<h1 class="govuk-fieldset__heading">${words}</h1>` : words}
</legend>`;
};
