import type { Content, Html, Styled } from '../template.ts';
import { html, isFilled, joinClasses, showAttributes, showContent, showStyle } from '../template.ts';
import type { FieldOptions, FormGroup } from './field.ts';
import { formGroup, showNotes } from './field.ts';
import type { LabelOptions } from './label.ts';
import { label } from './label.ts';

export interface InputOptions extends FieldOptions {
  readonly name: string;
  /** Where not given, the name. */
  readonly id?: string | undefined;
  readonly label: LabelOptions;
  readonly type?: string | undefined;
  readonly inputmode?: string | undefined;
  readonly value?: string | number | undefined;
  readonly disabled?: boolean | undefined;
  readonly autocomplete?: string | undefined;
  readonly autocapitalize?: string | undefined;
  readonly pattern?: string | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly prefix?: AffixOptions | undefined;
  readonly suffix?: AffixOptions | undefined;
  readonly inputWrapper?: Styled | undefined;
  readonly formGroup?: FormGroup | undefined;
}

interface AffixOptions extends Content, Styled {}

/** govuk-frontend's text input, with its label, hint and error. */
export const input = (params: InputOptions): Html => {
  const id = params.id || params.name;
  const { describedBy, notes } = showNotes(id, params);
  const inner = html`${label({ ...params.label, for: id })}
  ${notes}
  ${wrapControl(params, showControl(params, id, describedBy))}`;
  return formGroup(Boolean(params.errorMessage), params.formGroup, inner);
};

const showControl = (params: InputOptions, id: string, describedBy: string): Html => {
  const own = showAttributes({
    class: joinClasses('govuk-input', params.classes, params.errorMessage && 'govuk-input--error'),
    id,
    name: params.name,
    type: params.type || 'text',
    spellcheck: {
      value: params.spellcheck === undefined ? undefined : String(params.spellcheck),
      optional: true,
    },
    value: { value: params.value, optional: true },
    disabled: { value: params.disabled, optional: true },
    'aria-describedby': { value: describedBy || undefined, optional: true },
    autocomplete: { value: params.autocomplete, optional: true },
    autocapitalize: { value: params.autocapitalize, optional: true },
    pattern: { value: params.pattern, optional: true },
    inputmode: { value: params.inputmode, optional: true },
  });
  return html`<input${own}${showAttributes(params.attributes)}>`;
};

const wrapControl = (params: InputOptions, control: Html): Html => {
  const { prefix, suffix, formGroup: group } = params;
  if (![prefix, suffix, group?.beforeInput, group?.afterInput].some(hasContent)) return control;
  return html`<div${showStyle('govuk-input__wrapper', params.inputWrapper)}>
    ${showContent(group?.beforeInput)}
    ${showAffix('prefix', prefix)}
    ${control}
    ${showAffix('suffix', suffix)}
    ${showContent(group?.afterInput)}
  </div>`;
};

const showAffix = (side: 'prefix' | 'suffix', affix: AffixOptions | undefined): Html | undefined =>
  affix && hasContent(affix)
    ? html`<div${showStyle(`govuk-input__${side}`, affix)} aria-hidden="true">${showContent(affix)}</div>`
    : undefined;

const hasContent = (given: Content | undefined): boolean => isFilled(given?.html) || isFilled(given?.text);
