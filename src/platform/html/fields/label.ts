import type { Content, Html, Styled } from '../template.ts';
import { html, isFilled, showAttribute, showContent, showStyle } from '../template.ts';

export interface LabelOptions extends Content, Styled {
  readonly for?: string | undefined;
  readonly isPageHeading?: boolean | undefined;
}

/** govuk-frontend's label; nothing where it has no text. */
export const label = (params: LabelOptions): Html => {
  if (!isFilled(params.html) && !isFilled(params.text)) return html``;
  const element = html`<label${showStyle('govuk-label', params)}${showAttribute('for', params.for)}>
  ${showContent(params)}
</label>`;
  return params.isPageHeading ? html`<h1 class="govuk-label-wrapper">${element}</h1>` : element;
};
