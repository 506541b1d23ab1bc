import type { Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';

export interface DetailsOptions extends Content, Styled {
  readonly id?: string | undefined;
  readonly open?: boolean | undefined;
  readonly summaryText?: string | undefined;
  readonly summaryHtml?: Html | undefined;
}

/** govuk-frontend's details: more, for those who ask for it. Works without script. */
export const details = (params: DetailsOptions): Html =>
  html`<details${params.id && html` id="${params.id}"`} class="${joinClasses(
    'govuk-details',
    params.classes,
  )}"${attributes(params.attributes)}${params.open && ' open'}>
  <summary class="govuk-details__summary">
    <span class="govuk-details__summary-text">
      ${showContent({ html: params.summaryHtml, text: params.summaryText })}
    </span>
  </summary>
  <div class="govuk-details__text">
    ${showContent(params)}
  </div>
</details>`;
