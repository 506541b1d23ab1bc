import type { Content, Html, Styled } from '../template.ts';
import { html, showAttribute, showContent, showStyle } from '../template.ts';

export interface InsetTextOptions extends Content, Styled {
  readonly id?: string | undefined;
}

/** govuk-frontend's inset text. */
export const insetText = (params: InsetTextOptions): Html =>
  html`<div${showAttribute('id', params.id)}${showStyle('govuk-inset-text', params)}>
  ${showContent(params)}
</div>`;
