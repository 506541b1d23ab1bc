import type { Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';

export interface WarningTextOptions extends Content, Styled {
  /** Read out in place of the mark: "Warning" where not given. */
  readonly iconFallbackText?: string | undefined;
}

/** govuk-frontend's warning text. */
export const warningText = (params: WarningTextOptions): Html =>
  html`<div class="${joinClasses('govuk-warning-text', params.classes)}"${attributes(params.attributes)}>
  <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
  <strong class="govuk-warning-text__text">
    <span class="govuk-visually-hidden">${params.iconFallbackText || 'Warning'}</span>
    ${showContent(params)}
  </strong>
</div>`;
