import type { Content, Html, Styled } from '../template.ts';
import { html, showContent, showStyle } from '../template.ts';

export interface SkipLinkOptions extends Content, Styled {
  readonly href?: string | undefined;
}

/** govuk-frontend's skip link: the first thing that the Tab key finds. */
export const skipLink = (params: SkipLinkOptions): Html => {
  const own = html` href="${params.href || '#content'}" data-module="govuk-skip-link"`;
  return html`<a${own}${showStyle('govuk-skip-link', params)}>${showContent(params)}</a>`;
};
