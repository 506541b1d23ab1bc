import type { Content, Html, Styled } from '../template.ts';
import { html, showAttribute, showContent, showStyle } from '../template.ts';

export interface HintOptions extends Content, Styled {
  readonly id?: string | undefined;
}

/** govuk-frontend's hint. */
export const hint = (params: HintOptions): Html =>
  html`<div${showAttribute('id', params.id)}${showStyle('govuk-hint', params)}>
  ${showContent(params)}
</div>`;
