import type { Content, Html, Styled } from '../template.ts';
import { html, isFilled, joinClasses, showAttribute, showContent, showStyle } from '../template.ts';

export interface NotificationBannerOptions extends Content, Styled {
  readonly titleText?: string | undefined;
  readonly titleHtml?: Html | undefined;
  readonly titleHeadingLevel?: number | undefined;
  readonly titleId?: string | undefined;
  readonly type?: string | undefined;
  readonly role?: string | undefined;
  readonly disableAutoFocus?: boolean | undefined;
}

/** govuk-frontend's notification banner: what has just happened (`type: 'success'`), or what matters here. */
export const notificationBanner = (params: NotificationBannerOptions): Html => {
  const isSuccess = params.type === 'success';
  const block = joinClasses('govuk-notification-banner', isSuccess && 'govuk-notification-banner--success');
  const level = params.titleHeadingLevel || 2;
  const titleId = params.titleId || 'govuk-notification-banner-title';
  const usualTitle = isSuccess ? 'Success' : 'Important';
  const title = showContent({ html: params.titleHtml, text: params.titleText || usualTitle });
  const own = [
    showAttribute('role', params.role || (isSuccess ? 'alert' : 'region')),
    showAttribute('aria-labelledby', titleId),
    showAttribute('data-disable-auto-focus', params.disableAutoFocus?.toString()),
  ];
  return html`<div${showStyle(block, params)}${own} data-module="govuk-notification-banner">
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
  if (!isFilled(params.text)) return undefined;
  return html`<p class="govuk-notification-banner__heading">${params.text}</p>`;
};
