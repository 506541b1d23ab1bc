import type { Content, Html, Styled } from '../template.ts';
import { html, isFilled, joinClasses, showAttribute, showContent, showStyle } from '../template.ts';

export interface ButtonOptions extends Content, Styled {
  /** With an address it is a link that looks like a button. */
  readonly href?: string | undefined;
  readonly type?: string | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly id?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly isStartButton?: boolean | undefined;
  readonly preventDoubleClick?: boolean | undefined;
}

/** govuk-frontend's button. */
export const button = (params: ButtonOptions): Html => {
  const block = joinClasses('govuk-button', params.isStartButton && 'govuk-button--start');
  const id = showAttribute('id', params.id);
  const common = html`${showStyle(block, params)}${id} data-module="govuk-button"`;
  const face = showFace(params);
  if (params.href) return html`<a href="${params.href}" role="button" draggable="false"${common}>${face}</a>`;
  const own = [
    showAttribute('type', params.type || 'submit'),
    showAttribute('value', params.value),
    showAttribute('name', params.name),
    showAttribute('data-prevent-double-click', params.preventDoubleClick?.toString()),
  ];
  const disabled = params.disabled && html` disabled aria-disabled="true"`;
  return html`<button${own}${disabled}${common}>${face}</button>`;
};

const showFace = (params: ButtonOptions): Html => {
  const words = showContent(params);
  if (!params.isStartButton) return html`${words}`;
  return html`${isFilled(params.html) ? html`<span>${words}</span>` : words}
  <svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19"
    viewBox="0 0 33 40" aria-hidden="true" focusable="false">
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/>
  </svg>`;
};
