import type { Attributes, Html } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';
import type { FieldOptions, FormGroup } from './field.ts';
import { formGroup, showNotes } from './field.ts';
import type { LabelOptions } from './label.ts';
import { label } from './label.ts';

export interface SelectOptions extends FieldOptions {
  readonly name: string;
  /** Where not given, the name. */
  readonly id?: string | undefined;
  readonly label: LabelOptions;
  readonly items?: readonly (SelectItem | false | null | undefined | '')[];
  readonly value?: string | number | undefined;
  readonly disabled?: boolean | undefined;
  readonly formGroup?: FormGroup | undefined;
}

export interface SelectItem {
  readonly value?: string | number | boolean | undefined;
  readonly text: string | number;
  readonly selected?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
}

/** govuk-frontend's select. */
export const select = (params: SelectOptions): Html => {
  const id = params.id || params.name;
  const { describedBy, notes } = showNotes(id, params);
  const classes = joinClasses('govuk-select', params.classes, params.errorMessage && 'govuk-select--error');
  const control = html`<select class="${classes}" id="${id}" name="${params.name}"${params.disabled && ' disabled'}${
    describedBy && html` aria-describedby="${describedBy}"`
  }${attributes(params.attributes)}>
    ${params.items?.map((item) => item && showOption(item, params.value))}
  </select>`;
  const inner = html`${label({ ...params.label, for: id })}
  ${notes}
  ${showContent(params.formGroup?.beforeInput)}
  ${control}
  ${showContent(params.formGroup?.afterInput)}`;
  return formGroup(Boolean(params.errorMessage), params.formGroup, inner);
};

const showOption = (item: SelectItem, chosen: string | number | undefined): Html => {
  const value = item.value ?? item.text;
  const isValue = Boolean(chosen) && String(value) === String(chosen);
  const isSelected = item.selected || (isValue && item.selected !== false);
  return html`<option${item.value !== undefined && html` value="${String(item.value)}"`}${isSelected && ' selected'}${
    item.disabled && ' disabled'
  }${attributes(item.attributes)}>${item.text}</option>`;
};
