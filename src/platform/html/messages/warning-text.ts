import type { Content, Html, Styled } from '../template.ts';
import { html, showContent, showStyle } from '../template.ts';

export interface WarningTextOptions extends Content, Styled {
  /** Read out in place of the mark: "Warning" where not given. */
  readonly iconFallbackText?: string | undefined;
}

/** govuk-frontend's warning text. */
export const warningText = (params: WarningTextOptions): Html =>
  html`<div${showStyle('govuk-warning-text', params)}>
  <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
  <strong class="govuk-warning-text__text">
    <span class="govuk-visually-hidden">${params.iconFallbackText || 'Warning'}</span>
    ${showContent(params)}
  </strong>
</div>`;
