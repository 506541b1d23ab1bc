import type { Attributes, Child, Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';

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
  const someRowActs = params.rows.some((row) => row && row.actions?.items?.length);
  const list = html`<dl class="${joinClasses('govuk-summary-list', params.classes)}"${attributes(params.attributes)}>
  ${params.rows.map((row) => row && showRow(row, someRowActs, params.card?.title))}
</dl>`;
  return params.card ? showCard(params.card, list) : list;
};

const showRow = (row: SummaryRow, someRowActs: boolean, card: CardTitle | undefined): Html => {
  const isBare = someRowActs && !row.actions?.items;
  const classes = joinClasses('govuk-summary-list__row', isBare && 'govuk-summary-list__row--no-actions', row.classes);
  return html`<div class="${classes}">
    <dt class="${joinClasses('govuk-summary-list__key', row.key.classes)}">
      ${showContent(row.key)}
    </dt>
    <dd class="${joinClasses('govuk-summary-list__value', row.value.classes)}">
      ${showContent(row.value)}
    </dd>
    ${showRowActions(row.actions, card)}
  </div>`;
};

const showRowActions = (actions: SummaryActions | undefined, card: CardTitle | undefined): Html | undefined => {
  const items = actions?.items ?? [];
  if (items.length === 0) return undefined;
  const links = items.map((action) => showAction(action, card));
  const several = (link: Html) => html`<li class="govuk-summary-list__actions-list-item">${link}</li>`;
  return html`<dd class="${joinClasses('govuk-summary-list__actions', actions?.classes)}">
      ${links.length === 1 ? links : html`<ul class="govuk-summary-list__actions-list">${links.map(several)}</ul>`}
    </dd>`;
};

const showCard = (card: SummaryCard, list: Html): Html => {
  const { title } = card;
  const level = title?.headingLevel || 2;
  const heading =
    title &&
    html`<h${level} class="${joinClasses('govuk-summary-card__title', title.classes)}">${showContent(title)}</h${level}>`;
  return html`<div class="${joinClasses('govuk-summary-card', card.classes)}"${attributes(card.attributes)}>
  <div class="govuk-summary-card__title-wrapper">
    ${heading}
    ${showCardActions(card)}
  </div>
  <div class="govuk-summary-card__content">
    ${list}
  </div>
</div>`;
};

const showCardActions = ({ actions, title }: SummaryCard): Html | undefined => {
  const links = (actions?.items ?? []).map((action) => showAction(action, title));
  const classes = joinClasses('govuk-summary-card__actions', actions?.classes);
  if (links.length === 0) return undefined;
  if (links.length === 1) return html`<div class="${classes}">${links}</div>`;
  const several = (link: Html) => html`<li class="govuk-summary-card__action">${link}</li>`;
  return html`<ul class="${classes}">${links.map(several)}</ul>`;
};

const showAction = (action: SummaryAction, card: CardTitle | undefined): Html => {
  const about: Child[] = [
    action.visuallyHiddenText && html` ${action.visuallyHiddenText}`,
    card && html` (${showContent(card)})`,
  ];
  return html`<a class="${joinClasses('govuk-link', action.classes)}" href="${action.href}"${attributes(
    action.attributes,
  )}>${showContent(action)}${about.some(Boolean) && html`<span class="govuk-visually-hidden">${about}</span>`}</a>`;
};
