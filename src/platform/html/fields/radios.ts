import type { Html } from '../template.ts';
import { html, showContent, showStyle } from '../template.ts';
import type { ChoiceItem, ChoicesOptions } from './choice.ts';
import { nameChoice, showChoice, showDivider } from './choice.ts';
import { formGroup, groupChoices, showNotes } from './field.ts';

export interface RadiosOptions extends ChoicesOptions<ChoiceItem> {
  readonly value?: string | number | null | undefined;
}

/** govuk-frontend's radios. */
export const radios = (params: RadiosOptions): Html => {
  const prefix = params.idPrefix || params.name;
  const { describedBy, notes } = showNotes(prefix, { ...params, describedBy: params.fieldset?.describedBy });
  const inner = html`${notes}
  <div${showStyle('govuk-radios', params)} data-module="govuk-radios">
    ${showContent(params.formGroup?.beforeInputs)}
    ${params.items.map((item, place) => item && showItem(item, params, nameItem(item, prefix, place)))}
    ${showContent(params.formGroup?.afterInputs)}
  </div>`;
  const grouped = groupChoices(params.fieldset, describedBy, inner);
  return formGroup(Boolean(params.errorMessage), params.formGroup, grouped);
};

type Item = Extract<RadiosOptions['items'][number], object>;

const nameItem = (item: Item, prefix: string, place: number): string =>
  'divider' in item ? '' : nameChoice(item, prefix, place);

const showItem = (item: Item, params: RadiosOptions, id: string): Html => {
  if ('divider' in item) return showDivider('govuk-radios', item);
  const isValue = Boolean(params.value) && String(item.value) === String(params.value);
  const isChecked = item.checked || (isValue && item.checked !== false);
  return showChoice(item, { kind: 'radio', name: params.name, id, isChecked, describedBy: '' });
};
