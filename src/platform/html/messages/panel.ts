import { button } from '../content/index.ts';
import type { Attributes, Content, Html, Styled } from '../template.ts';
import { html, joinClasses, showContent, showStyle } from '../template.ts';

export interface PanelOptions extends Content, Styled {
  readonly titleText?: string | undefined;
  readonly titleHtml?: Html | undefined;
  readonly headingLevel?: number | undefined;
  /** Drawn only with the class `govuk-panel--interruption`. */
  readonly actions?: (Styled & { readonly items?: readonly PanelAction[] | undefined }) | undefined;
}

interface PanelAction {
  readonly text: string;
  readonly type?: string | undefined;
  readonly href?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** govuk-frontend's panel: it is done, and this is its reference. */
export const panel = (params: PanelOptions): Html => {
  const level = params.headingLevel || 1;
  const isInterruption = Boolean(params.classes?.includes('govuk-panel--interruption'));
  const block = joinClasses('govuk-panel', !isInterruption && 'govuk-panel--confirmation');
  const words = showContent(params);
  return html`<div${showStyle(block, params)}>
  <h${level} class="govuk-panel__title">
    ${showContent({ html: params.titleHtml, text: params.titleText })}
  </h${level}>
  ${words && html`<div class="govuk-panel__body">${words}</div>`}
  ${isInterruption && params.actions && showActions(params.actions)}
</div>`;
};

const showActions = (actions: NonNullable<PanelOptions['actions']>): Html => {
  const links = (actions.items ?? []).map((action) => html`${showAction(action)} `);
  return html`<div${showStyle('govuk-panel__actions', actions)}>
  ${links.length > 0 && html`<div class="govuk-button-group">${links}</div>`}
</div>`;
};

const showAction = (action: PanelAction): Html => {
  if (action.href && action.type !== 'button') {
    const style = showStyle('govuk-link govuk-link--inverse', action);
    return html`<a href="${action.href}"${style}>${action.text}</a>`;
  }
  return button({
    ...action,
    type: action.type || 'button',
    classes: joinClasses('govuk-button--inverse', action.classes),
  });
};
