import type { Content, Html, Styled } from '../../template.ts';
import { attributes, html, isFilled, joinClasses, showContent } from '../../template.ts';

export interface NotificationBannerOptions extends Content, Styled {
  readonly titleText?: string | undefined;
  readonly titleHtml?: Html | undefined;
  readonly titleHeadingLevel?: number | undefined;
  readonly titleId?: string | undefined;
  readonly type?: string | undefined;
  readonly role?: string | undefined;
  readonly disableAutoFocus?: boolean | undefined;
}

/** govuk-frontend's notification banner: what has just happened (`type: 'success'`), or what one should know. */
export const notificationBanner = (params: NotificationBannerOptions): Html => {
  const isSuccess = params.type === 'success';
  const level = params.titleHeadingLevel || 2;
  const titleId = params.titleId || 'govuk-notification-banner-title';
  const usualTitle = isSuccess ? 'Success' : 'Important';
  const title = showContent({ html: params.titleHtml, text: params.titleText || usualTitle });
  const classes = joinClasses(
    'govuk-notification-banner',
    isSuccess && 'govuk-notification-banner--success',
    params.classes,
  );
  const role = params.role || (isSuccess ? 'alert' : 'region');
  return html`<div class="${classes}" role="${role}" aria-labelledby="${titleId}" data-module="govuk-notification-banner"${
    params.disableAutoFocus !== undefined && html` data-disable-auto-focus="${String(params.disableAutoFocus)}"`
  }${attributes(params.attributes)}>
  <div class="govuk-notification-banner__header">
    <h${level} class="govuk-notification-banner__title" id="${titleId}">${title}</h${level}>
  </div>
  <div class="govuk-notification-banner__content">
    ${showWords(params)}
  </div>
</div>`;
};

const showWords = (params: NotificationBannerOptions): Html | undefined => {
  if (isFilled(params.html)) return params.html;
  return isFilled(params.text)
    ? html`<p class="govuk-notification-banner__heading">${params.text}</p>`
    : undefined;
};
