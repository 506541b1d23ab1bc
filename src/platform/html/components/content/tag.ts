import type { Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';

export interface TagOptions extends Content, Styled {}

/** govuk-frontend's tag: a state in a word. */
export const tag = (params: TagOptions): Html =>
  html`<strong class="${joinClasses('govuk-tag', params.classes)}"${attributes(params.attributes)}>
  ${showContent(params)}
</strong>`;
