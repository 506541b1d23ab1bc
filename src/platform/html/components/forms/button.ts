import type { Content, Html, Styled } from '../../template.ts';
import { attributes, html, isFilled, joinClasses, showContent } from '../../template.ts';

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
  const classes = joinClasses('govuk-button', params.classes, params.isStartButton && 'govuk-button--start');
  const common = html` class="${classes}" data-module="govuk-button"${attributes(params.attributes)}${
    params.id && html` id="${params.id}"`
  }`;
  if (params.href) {
    return html`<a href="${params.href}" role="button" draggable="false"${common}>${showFace(params)}</a>`;
  }
  const own = html` type="${params.type || 'submit'}"${params.value && html` value="${params.value}"`}${
    params.name && html` name="${params.name}"`
  }${params.disabled && html` disabled aria-disabled="true"`}${
    params.preventDoubleClick !== undefined && html` data-prevent-double-click="${String(params.preventDoubleClick)}"`
  }`;
  return html`<button${own}${common}>${showFace(params)}</button>`;
};

const showFace = (params: ButtonOptions): Html => {
  const words = showContent(params);
  if (!params.isStartButton) return html`${words}`;
  return html`${isFilled(params.html) ? html`<span>${words}</span>` : words}
  <svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false">
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/>
  </svg>`;
};
