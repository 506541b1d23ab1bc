import { button } from '../content/index.ts';
import type { Content, Html, Styled } from '../template.ts';
import { html, isFilled, showAttribute, showStyle } from '../template.ts';

export interface ExitThisPageOptions extends Content, Styled {
  /** Where it leads: a page that shows nothing of what was read. */
  readonly redirectUrl?: string | undefined;
  readonly id?: string | undefined;
  readonly activatedText?: string | undefined;
  readonly timedOutText?: string | undefined;
  readonly pressTwoMoreTimesText?: string | undefined;
  readonly pressOneMoreTimeText?: string | undefined;
}

/** govuk-frontend's way out of a page in a hurry: by the button, or by the Shift key pressed three times. */
export const exitThisPage = (params: ExitThisPageOptions): Html => {
  const own = [
    showAttribute('id', params.id),
    showAttribute('data-i18n.activated', params.activatedText),
    showAttribute('data-i18n.timed-out', params.timedOutText),
    showAttribute('data-i18n.press-two-more-times', params.pressTwoMoreTimesText),
    showAttribute('data-i18n.press-one-more-time', params.pressOneMoreTimeText),
  ];
  const block = showStyle('govuk-exit-this-page', params);
  return html`<div data-module="govuk-exit-this-page"${block}${own}>${showButton(params)}</div>`;
};

const showButton = ({ text, html: markup, redirectUrl }: ExitThisPageOptions): Html => {
  const said = isFilled(markup) || text ? { html: markup, text } : { html: emergency };
  return button({
    ...said,
    classes: 'govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button',
    href: redirectUrl || 'https://www.bbc.co.uk/weather',
    attributes: { rel: 'nofollow noreferrer' },
  });
};

const emergency: Html = html`<span class="govuk-visually-hidden">Emergency</span> Exit this page`;
