import type { Html } from '../template.ts';
import { html, joinClasses, showAttribute, showContent, showStyle } from '../template.ts';
import type { FieldOptions, FormGroup } from './field.ts';
import { formGroup, showNotes } from './field.ts';
import type { LabelOptions } from './label.ts';
import { label } from './label.ts';

export interface TextareaOptions extends FieldOptions {
  readonly name: string;
  /** Where not given, the name. */
  readonly id?: string | undefined;
  readonly label: LabelOptions;
  readonly value?: string | undefined;
  readonly rows?: string | number | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly autocomplete?: string | undefined;
  readonly formGroup?: FormGroup | undefined;
}

/** govuk-frontend's textarea. */
export const textarea = (params: TextareaOptions): Html => {
  const id = params.id || params.name;
  const { describedBy, notes } = showNotes(id, params);
  const block = joinClasses('govuk-textarea', params.errorMessage && 'govuk-textarea--error');
  const own = [
    showAttribute('id', id),
    showAttribute('name', params.name),
    showAttribute('rows', params.rows || 5),
    showAttribute('spellcheck', params.spellcheck?.toString()),
    params.disabled && html` disabled`,
    showAttribute('aria-describedby', describedBy),
    showAttribute('autocomplete', params.autocomplete),
  ];
  const inner = html`${label({ ...params.label, for: id })}
  ${notes}
  ${showContent(params.formGroup?.beforeInput)}
  <textarea${own}${showStyle(block, params)}>${params.value}</textarea>
  ${showContent(params.formGroup?.afterInput)}`;
  return formGroup(Boolean(params.errorMessage), params.formGroup, inner);
};
