import type { Attributes, Html } from '../template.ts';
import { html, joinClasses, showAttribute, showAttributes, showContent, showStyle } from '../template.ts';
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
  const block = joinClasses('govuk-select', params.errorMessage && 'govuk-select--error');
  const own = html` id="${id}" name="${params.name}"${params.disabled && ' disabled'}`;
  const described = showAttribute('aria-describedby', describedBy);
  const control = html`<select${own}${described}${showStyle(block, params)}>
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
  const own = showAttributes({
    value: { value: item.value === undefined ? undefined : String(item.value), optional: true },
    selected: { value: item.selected || (isValue && item.selected !== false), optional: true },
    disabled: { value: item.disabled, optional: true },
  });
  return html`<option${own}${showAttributes(item.attributes)}>${item.text}</option>`;
};
