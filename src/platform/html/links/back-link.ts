import type { Content, Html, Styled } from '../template.ts';
import { html, showContent, showStyle } from '../template.ts';

export interface BackLinkOptions extends Content, Styled {
  readonly href?: string | undefined;
}

/** govuk-frontend's back link: "Back" where no text is given. */
export const backLink = (params: BackLinkOptions): Html => {
  const words = showContent({ html: params.html, text: params.text || 'Back' });
  return html`<a href="${params.href || '#'}"${showStyle('govuk-back-link', params)}>${words}</a>`;
};
