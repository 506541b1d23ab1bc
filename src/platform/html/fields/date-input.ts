import type { Attributes, Html } from '../template.ts';
import { html, joinClasses, showAttribute, showContent, showStyle } from '../template.ts';
import type { FieldOptions, FormGroup } from './field.ts';
import { formGroup, showNotes } from './field.ts';
import type { FieldsetOptions } from './fieldset.ts';
import { fieldset } from './fieldset.ts';
import { input } from './input.ts';

export interface DateInputOptions extends FieldOptions {
  /** Its parts are `<id>-day`, `<id>-month` and `<id>-year`. */
  readonly id: string;
  readonly namePrefix?: string | undefined;
  readonly fieldset?: FieldsetOptions | undefined;
  readonly values?: Readonly<Record<string, string | undefined>> | undefined;
  readonly day?: DatePart | false | undefined;
  readonly month?: DatePart | false | undefined;
  readonly year?: DatePart | false | undefined;
  readonly items?: readonly (DatePart | false | null | undefined | '')[] | undefined;
  readonly formGroup?: FormGroup | undefined;
}

export interface DatePart {
  readonly name?: string | undefined;
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  readonly value?: string | undefined;
  readonly classes?: string | undefined;
  /** Whether this part is wrong; where no part says so, all are. */
  readonly error?: boolean | undefined;
  readonly inputmode?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly pattern?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

type Kind = 'day' | 'month' | 'year';
const kinds: readonly Kind[] = ['day', 'month', 'year'];

/** govuk-frontend's date input: day, month and year as three fields. */
export const dateInput = (params: DateInputOptions): Html => {
  const given = { ...params, describedBy: params.fieldset?.describedBy };
  const { describedBy, notes } = showNotes(params.id, given);
  const parts = listParts(params);
  const someIsMarked = parts.some(isMarked);
  const inner = html`${notes}
  <div${showStyle('govuk-date-input', params)}${showAttribute('id', params.id)}>
    ${showContent(params.formGroup?.beforeInputs)}
    ${parts.map((part) => showPart(params, part, someIsMarked))}
    ${showContent(params.formGroup?.afterInputs)}
  </div>`;
  const grouped = params.fieldset
    ? fieldset({ ...params.fieldset, role: 'group', describedBy, html: inner })
    : inner;
  return formGroup(Boolean(params.errorMessage), params.formGroup, grouped);
};

const listParts = (params: DateInputOptions): DatePart[] => {
  const usual = kinds.map((kind) => params[kind] ?? { name: kind, value: params.values?.[kind] });
  return (params.items?.length ? params.items : usual).filter((item) => !!item);
};

const isMarked = ({ error, classes }: DatePart): boolean =>
  Boolean(error) || Boolean(classes?.includes('govuk-input--error'));

const findKind = (params: DateInputOptions, part: DatePart): Kind | undefined =>
  kinds.find((kind) => part === params[kind] || [kind, readOwn(params, kind).name].includes(part.name ?? ''));

const readOwn = (params: DateInputOptions, kind: Kind): DatePart => params[kind] || {};

const showPart = (params: DateInputOptions, part: DatePart, someIsMarked: boolean): Html => {
  const kind = findKind(params, part);
  const name = part.name ?? kind ?? '';
  const fullName = params.namePrefix ? `${params.namePrefix}-${name}` : name;
  const own = part.classes ?? '';
  const isWrong = isMarked(part) || (part.error !== false && !!params.errorMessage && !someIsMarked);
  const field = input({
    label: {
      text: part.label || name.charAt(0).toUpperCase() + name.slice(1),
      classes: 'govuk-date-input__label',
    },
    id: part.id || `${params.id}-${name}`,
    name: fullName,
    value: part.value ?? (kind && readOwn(params, kind).value) ?? params.values?.[fullName],
    classes: joinClasses(
      'govuk-date-input__input',
      isWrong && !own.includes('govuk-input--error') && 'govuk-input--error',
      !own.includes('govuk-input--width-') && `govuk-input--width-${kind === 'year' ? 4 : 2}`,
      own,
    ),
    type: 'text',
    inputmode: part.inputmode || 'numeric',
    autocomplete: part.autocomplete,
    pattern: part.pattern,
    attributes: part.attributes,
  });
  return html`<div class="govuk-date-input__item">${field}</div>`;
};
