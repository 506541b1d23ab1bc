import type { Content, Html, Styled } from '../template.ts';
import { html, showContent, showStyle } from '../template.ts';

export interface TagOptions extends Content, Styled {}

/** govuk-frontend's tag: a state in a word. */
export const tag = (params: TagOptions): Html =>
  html`<strong${showStyle('govuk-tag', params)}>
  ${showContent(params)}
</strong>`;
