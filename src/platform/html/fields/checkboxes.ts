import type { Html } from '../template.ts';
import { html, showContent, showStyle } from '../template.ts';
import type { ChoiceItem, ChoicesOptions } from './choice.ts';
import { nameChoice, showChoice, showDivider } from './choice.ts';
import { formGroup, groupChoices, showNotes } from './field.ts';

export interface CheckboxItem extends ChoiceItem {
  readonly name?: string | undefined;
  /** `exclusive`: ticking it unticks the others ("None of these"). */
  readonly behaviour?: string | undefined;
}

export interface CheckboxesOptions extends ChoicesOptions<CheckboxItem> {
  readonly values?: readonly (string | number)[] | null | undefined;
}

/** govuk-frontend's checkboxes. */
export const checkboxes = (params: CheckboxesOptions): Html => {
  const prefix = params.idPrefix || params.name;
  const given = { ...params, describedBy: params.fieldset?.describedBy || params.describedBy };
  const { describedBy, notes } = showNotes(prefix, given);
  const itemsDescribedBy = params.fieldset ? '' : describedBy;
  const inner = html`${notes}
  <div${showStyle('govuk-checkboxes', params)} data-module="govuk-checkboxes">
    ${showContent(params.formGroup?.beforeInputs)}
    ${params.items.map((item, place) => item && showItem(item, params, place, itemsDescribedBy))}
    ${showContent(params.formGroup?.afterInputs)}
  </div>`;
  const grouped = groupChoices(params.fieldset, describedBy, inner);
  return formGroup(Boolean(params.errorMessage), params.formGroup, grouped);
};

type Item = Extract<CheckboxesOptions['items'][number], object>;

const showItem = (item: Item, params: CheckboxesOptions, place: number, describedBy: string): Html => {
  if ('divider' in item) return showDivider('govuk-checkboxes', item);
  const isValue = params.values?.includes(item.value) ?? false;
  return showChoice(item, {
    kind: 'checkbox',
    name: item.name || params.name,
    id: nameChoice(item, params.idPrefix || params.name, place),
    isChecked: item.checked || (isValue && item.checked !== false),
    describedBy,
    behaviour: item.behaviour,
  });
};
