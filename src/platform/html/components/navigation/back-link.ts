import type { Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';

export interface BackLinkOptions extends Content, Styled {
  readonly href?: string | undefined;
}

/** govuk-frontend's back link: "Back" where no text is given. */
export const backLink = (params: BackLinkOptions): Html =>
  html`<a href="${params.href || '#'}" class="${joinClasses('govuk-back-link', params.classes)}"${attributes(
    params.attributes,
  )}>${showContent({ html: params.html, text: params.text || 'Back' })}</a>`;
