import type { Content, Html, Styled } from '../template.ts';
import { html, showAttribute, showContent, showStyle } from '../template.ts';

export interface DetailsOptions extends Content, Styled {
  readonly id?: string | undefined;
  readonly open?: boolean | undefined;
  readonly summaryText?: string | undefined;
  readonly summaryHtml?: Html | undefined;
}

/** govuk-frontend's details: more, for those who ask for it. Works without script. */
export const details = (params: DetailsOptions): Html => {
  const own = html`${showAttribute('id', params.id)}${params.open && ' open'}`;
  return html`<details${own}${showStyle('govuk-details', params)}>
  <summary class="govuk-details__summary">
    <span class="govuk-details__summary-text">
      ${showContent({ html: params.summaryHtml, text: params.summaryText })}
    </span>
  </summary>
  <div class="govuk-details__text">
    ${showContent(params)}
  </div>
</details>`;
};
