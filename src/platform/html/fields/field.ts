import type { Child, Content, Html, Styled } from '../template.ts';
import { html, joinClasses, showStyle } from '../template.ts';
import type { ErrorMessageOptions } from './error-message.ts';
import { errorMessage } from './error-message.ts';
import type { FieldsetOptions } from './fieldset.ts';
import { fieldset } from './fieldset.ts';
import type { HintOptions } from './hint.ts';
import { hint } from './hint.ts';

/** What every field may have; `hint` and `errorMessage` get their ids from the field's. */
export interface FieldOptions extends Styled {
  readonly hint?: HintOptions | undefined;
  readonly errorMessage?: ErrorMessageOptions | undefined;
  readonly describedBy?: string | undefined;
}

export interface FormGroup extends Styled {
  readonly beforeInput?: Content | undefined;
  readonly afterInput?: Content | undefined;
  readonly beforeInputs?: Content | undefined;
  readonly afterInputs?: Content | undefined;
}

/** The hint and error of a field, drawn, and the ids by which its control is described. */
export const showNotes = (
  id: string,
  params: FieldOptions,
): { readonly describedBy: string; readonly notes: Html } => {
  const ids = { hint: `${id}-hint`, error: `${id}-error` };
  return {
    describedBy: joinClasses(params.describedBy, params.hint && ids.hint, params.errorMessage && ids.error),
    notes: html`${params.hint && hint({ ...params.hint, id: ids.hint })}
  ${params.errorMessage && errorMessage({ ...params.errorMessage, id: ids.error })}`,
  };
};

/** The box round a field, marked where the field is wrong. */
export const formGroup = (hasError: boolean, group: FormGroup | undefined, inner: Child): Html =>
  html`<div${showStyle(joinClasses('govuk-form-group', hasError && 'govuk-form-group--error'), group)}>
  ${inner}
</div>`;

/** Radios or checkboxes inside their fieldset, where they have one. */
export const groupChoices = (set: FieldsetOptions | undefined, describedBy: string, inner: Html): Html =>
  set ? fieldset({ ...set, role: undefined, describedBy, html: inner }) : inner;
