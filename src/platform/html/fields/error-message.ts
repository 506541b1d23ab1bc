import type { Content, Html, Styled } from '../template.ts';
import { html, showAttribute, showContent, showStyle } from '../template.ts';

export interface ErrorMessageOptions extends Content, Styled {
  readonly id?: string | undefined;
  /** Read out before the message: "Error" where not given, nothing where empty. */
  readonly visuallyHiddenText?: string | undefined;
}

/** govuk-frontend's error message. */
export const errorMessage = (params: ErrorMessageOptions): Html => {
  const hidden = params.visuallyHiddenText ?? 'Error';
  return html`<p${showAttribute('id', params.id)}${showStyle('govuk-error-message', params)}>
  ${hidden && html`<span class="govuk-visually-hidden">${hidden}:</span> `}${showContent(params)}
</p>`;
};
