import type { Attributes, Content, Html, Styled } from '../template.ts';
import { html, showAttribute, showAttributes, showContent, showStyle } from '../template.ts';

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
  const title = showContent({ html: params.titleHtml, text: params.titleText });
  const description = showContent({ html: params.descriptionHtml, text: params.descriptionText });
  const errors = params.errorList ?? [];
  const focus = showAttribute('data-disable-auto-focus', params.disableAutoFocus?.toString());
  return html`<div${showStyle('govuk-error-summary', params)}${focus} data-module="govuk-error-summary">
  <div role="alert">
    <h2 class="govuk-error-summary__title">${title}</h2>
    <div class="govuk-error-summary__body">
      ${description && html`<p>${description}</p>`}
      ${errors.length > 0 && showErrors(errors)}
    </div>
  </div>
</div>`;
};

const showErrors = (errors: readonly ErrorLink[]): Html =>
  html`<ul class="govuk-list govuk-error-summary__list">${errors.map(showError)}</ul>`;

const showError = (error: ErrorLink): Html =>
  error.href
    ? html`<li><a href="${error.href}"${showAttributes(error.attributes)}>${showContent(error)}</a></li>`
    : html`<li>${showContent(error)}</li>`;
