import type { Attributes, Content, Html, Styled } from '../template.ts';
import { html, joinClasses, showContent, showStyle } from '../template.ts';

export interface SummaryListOptions extends Styled {
  readonly rows: readonly (SummaryRow | false | null | undefined | '')[];
  readonly card?: SummaryCard | undefined;
}

export interface SummaryRow {
  readonly classes?: string | undefined;
  readonly key: Content & Pick<Styled, 'classes'>;
  readonly value: Content & Pick<Styled, 'classes'>;
  readonly actions?: SummaryActions | undefined;
}

interface SummaryCard extends Styled {
  readonly title?: CardTitle | undefined;
  readonly actions?: SummaryActions | undefined;
}

interface CardTitle extends Content {
  readonly headingLevel?: number | undefined;
  readonly classes?: string | undefined;
}

interface SummaryActions {
  readonly classes?: string | undefined;
  readonly items?: readonly SummaryAction[] | undefined;
}

export interface SummaryAction extends Content {
  readonly href: string;
  readonly visuallyHiddenText?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** govuk-frontend's summary list, in a card where one is asked for. */
export const summaryList = (params: SummaryListOptions): Html => {
  const rows = params.rows.filter((row) => !!row);
  const someRowActs = rows.some((row) => row.actions?.items?.length);
  const list = html`<dl${showStyle('govuk-summary-list', params)}>
  ${rows.map((row) => showRow(row, someRowActs, params.card?.title))}
</dl>`;
  return params.card ? showCard(params.card, list) : list;
};

const showRow = (row: SummaryRow, someRowActs: boolean, card: CardTitle | undefined): Html => {
  const isBare = someRowActs && !row.actions?.items;
  const block = joinClasses('govuk-summary-list__row', isBare && 'govuk-summary-list__row--no-actions');
  return html`<div${showStyle(block, row)}>
    <dt${showStyle('govuk-summary-list__key', row.key)}>
      ${showContent(row.key)}
    </dt>
    <dd${showStyle('govuk-summary-list__value', row.value)}>
      ${showContent(row.value)}
    </dd>
    ${showRowActions(row.actions, card)}
  </div>`;
};

const showRowActions = (
  actions: SummaryActions | undefined,
  card: CardTitle | undefined,
): Html | undefined => {
  const links = (actions?.items ?? []).map((action) => showAction(action, card));
  if (links.length === 0) return undefined;
  const inList = links.map((link) => html`<li class="govuk-summary-list__actions-list-item">${link}</li>`);
  return html`<dd${showStyle('govuk-summary-list__actions', actions)}>
      ${links.length === 1 ? links : html`<ul class="govuk-summary-list__actions-list">${inList}</ul>`}
    </dd>`;
};

const showCard = (card: SummaryCard, list: Html): Html => html`<div${showStyle('govuk-summary-card', card)}>
  <div class="govuk-summary-card__title-wrapper">
    ${card.title && showCardTitle(card.title)}
    ${showCardActions(card)}
  </div>
  <div class="govuk-summary-card__content">
    ${list}
  </div>
</div>`;

const showCardTitle = (title: CardTitle): Html => {
  const level = title.headingLevel || 2;
  return html`<h${level}${showStyle('govuk-summary-card__title', title)}>${showContent(title)}</h${level}>`;
};

const showCardActions = ({ actions, title }: SummaryCard): Html | undefined => {
  const links = (actions?.items ?? []).map((action) => showAction(action, title));
  const style = showStyle('govuk-summary-card__actions', actions);
  if (links.length === 0) return undefined;
  if (links.length === 1) return html`<div${style}>${links}</div>`;
  const inList = links.map((link) => html`<li class="govuk-summary-card__action">${link}</li>`);
  return html`<ul${style}>${inList}</ul>`;
};

const showAction = (action: SummaryAction, card: CardTitle | undefined): Html => {
  const about = [
    action.visuallyHiddenText && html` ${action.visuallyHiddenText}`,
    card && html` (${showContent(card)})`,
  ].filter(Boolean);
  const hidden = about.length > 0 && html`<span class="govuk-visually-hidden">${about}</span>`;
  return html`<a${showStyle('govuk-link', action)} href="${action.href}">${showContent(action)}${hidden}</a>`;
};
