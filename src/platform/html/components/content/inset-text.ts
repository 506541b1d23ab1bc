import type { Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';

export interface InsetTextOptions extends Content, Styled {
  readonly id?: string | undefined;
}

/** govuk-frontend's inset text. */
export const insetText = (params: InsetTextOptions): Html =>
  html`<div${params.id && html` id="${params.id}"`} class="${joinClasses(
    'govuk-inset-text',
    params.classes,
  )}"${attributes(params.attributes)}>
  ${showContent(params)}
</div>`;
