import type { Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';

export interface SkipLinkOptions extends Content, Styled {
  readonly href?: string | undefined;
}

/** govuk-frontend's skip link: the first thing that the Tab key finds. */
export const skipLink = (params: SkipLinkOptions): Html =>
  html`<a href="${params.href || '#content'}" class="${joinClasses('govuk-skip-link', params.classes)}"${attributes(
    params.attributes,
  )} data-module="govuk-skip-link">${showContent(params)}</a>`;
