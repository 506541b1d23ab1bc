import type { Attributes, Content, Html, Styled } from '../template.ts';
import { html, isFilled, joinClasses, showAttributes } from '../template.ts';
import type { FieldOptions, FormGroup } from './field.ts';
import type { FieldsetOptions } from './fieldset.ts';
import { hint } from './hint.ts';
import { label } from './label.ts';

/** What radios and checkboxes have in common. */
export interface ChoicesOptions<Item> extends FieldOptions {
  readonly name: string;
  /** Where not given, the name. The first item has it as its id, for the error summary to link to. */
  readonly idPrefix?: string | undefined;
  readonly fieldset?: FieldsetOptions | undefined;
  readonly items: readonly (Item | DividerItem | false | null | undefined | '')[];
  readonly formGroup?: FormGroup | undefined;
}

export interface DividerItem {
  readonly divider: string;
}

export interface ChoiceItem extends Content {
  readonly id?: string | undefined;
  readonly value: string | number;
  readonly label?: Styled | undefined;
  readonly hint?: (Content & Styled) | undefined;
  readonly checked?: boolean | null | undefined;
  readonly disabled?: boolean | undefined;
  readonly conditional?: { readonly html?: Html | false | undefined } | undefined;
  readonly attributes?: Attributes | undefined;
}

interface DrawnChoice {
  readonly kind: 'radio' | 'checkbox';
  readonly name: string;
  readonly id: string;
  readonly isChecked: boolean;
  readonly describedBy: string;
  readonly behaviour?: string | undefined;
}

/** The id of an item: its own, or the prefix with its place (from 0) counted from 1. */
export const nameChoice = (item: ChoiceItem, prefix: string, place: number): string =>
  item.id || (place === 0 ? prefix : `${prefix}-${place + 1}`);

/** The line "or" between items. */
export const showDivider = (block: string, item: DividerItem): Html =>
  html`<div class="${block}__divider">${item.divider}</div>`;

/** One radio or checkbox, with its label, its hint and what it reveals. */
export const showChoice = (item: ChoiceItem, drawn: DrawnChoice): Html => {
  const block = drawn.kind === 'radio' ? 'govuk-radios' : 'govuk-checkboxes';
  const hintId = isFilled(item.hint?.html) || isFilled(item.hint?.text) ? `${drawn.id}-item-hint` : '';
  const reveals = item.conditional?.html || undefined;
  const own = showAttributes({
    class: `${block}__input`,
    id: drawn.id,
    name: drawn.name,
    type: drawn.kind,
    value: item.value,
    checked: { value: drawn.isChecked, optional: true },
    disabled: { value: item.disabled, optional: true },
    'data-aria-controls': { value: isFilled(reveals) && `conditional-${drawn.id}`, optional: true },
    'data-behaviour': { value: drawn.behaviour || undefined, optional: true },
    'aria-describedby': { value: joinClasses(drawn.describedBy, hintId) || undefined, optional: true },
  });
  return html`<div class="${block}__item">
  <input${own}${showAttributes(item.attributes)}>
  ${showChoiceLabel(item, `${block}__label`, drawn.id)}
  ${hintId && hint({ ...item.hint, id: hintId, classes: joinClasses(`${block}__hint`, item.hint?.classes) })}
</div>
${isFilled(reveals) && showRevealed(`${block}__conditional`, drawn, reveals)}`;
};

const showChoiceLabel = (item: ChoiceItem, block: string, id: string): Html =>
  label({
    text: item.text,
    html: item.html,
    classes: joinClasses(block, item.label?.classes),
    attributes: item.label?.attributes,
    for: id,
  });

const showRevealed = (block: string, { id, isChecked }: DrawnChoice, revealed: Html): Html =>
  html`<div class="${joinClasses(block, !isChecked && `${block}--hidden`)}" id="conditional-${id}">
  ${revealed}
</div>`;
