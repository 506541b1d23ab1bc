import type { Attributes, Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';
import { button } from '../forms/index.ts';

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
  const words = showContent(params);
  const classes = joinClasses('govuk-panel', !isInterruption && 'govuk-panel--confirmation', params.classes);
  return html`<div class="${classes}"${attributes(params.attributes)}>
  <h${level} class="govuk-panel__title">
    ${showContent({ html: params.titleHtml, text: params.titleText })}
  </h${level}>
  ${words && html`<div class="govuk-panel__body">${words}</div>`}
  ${isInterruption && params.actions && showActions(params.actions)}
</div>`;
};

const showActions = (actions: NonNullable<PanelOptions['actions']>): Html => {
  const items = actions.items ?? [];
  return html`<div class="${joinClasses('govuk-panel__actions', actions.classes)}"${attributes(actions.attributes)}>
  ${items.length > 0 && html`<div class="govuk-button-group">${items.map((action) => html`${showAction(action)} `)}</div>`}
</div>`;
};

const showAction = (action: PanelAction): Html => {
  if (action.href && action.type !== 'button') {
    return html`<a class="${joinClasses('govuk-link govuk-link--inverse', action.classes)}" href="${
      action.href
    }"${attributes(action.attributes)}>${action.text}</a>`;
  }
  return button({
    ...action,
    type: action.type || 'button',
    classes: joinClasses('govuk-button--inverse', action.classes),
  });
};
