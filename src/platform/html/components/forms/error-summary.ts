import type { Attributes, Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';

export interface ErrorSummaryOptions extends Styled {
  readonly titleText?: string | undefined;
  readonly titleHtml?: Html | undefined;
  readonly descriptionText?: string | undefined;
  readonly descriptionHtml?: Html | undefined;
  readonly errorList?: readonly ErrorLink[] | undefined;
  readonly disableAutoFocus?: boolean | undefined;
}

export interface ErrorLink extends Content {
  /** The field in question: `#` and its id. */
  readonly href?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** govuk-frontend's error summary: above the page's heading, each error a link to its field. */
export const errorSummary = (params: ErrorSummaryOptions): Html => {
  const description = showContent({ html: params.descriptionHtml, text: params.descriptionText });
  const errors = params.errorList ?? [];
  return html`<div class="${joinClasses('govuk-error-summary', params.classes)}"${
    params.disableAutoFocus !== undefined && html` data-disable-auto-focus="${String(params.disableAutoFocus)}"`
  }${attributes(params.attributes)} data-module="govuk-error-summary">
  <div role="alert">
    <h2 class="govuk-error-summary__title">
      ${showContent({ html: params.titleHtml, text: params.titleText })}
    </h2>
    <div class="govuk-error-summary__body">
      ${description && html`<p>${description}</p>`}
      ${errors.length > 0 && html`<ul class="govuk-list govuk-error-summary__list">${errors.map(showError)}</ul>`}
    </div>
  </div>
</div>`;
};

const showError = (error: ErrorLink): Html =>
  error.href
    ? html`<li><a href="${error.href}"${attributes(error.attributes)}>${showContent(error)}</a></li>`
    : html`<li>${showContent(error)}</li>`;
