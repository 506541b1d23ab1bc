import type { Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';

export interface HintOptions extends Content, Styled {
  readonly id?: string | undefined;
}

/** govuk-frontend's hint. */
export const hint = (params: HintOptions): Html =>
  html`<div${params.id && html` id="${params.id}"`} class="${joinClasses('govuk-hint', params.classes)}"${attributes(
    params.attributes,
  )}>
  ${showContent(params)}
</div>`;
