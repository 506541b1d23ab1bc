import type { Attributes, Content, Html, Styled } from '../template.ts';
import { html, joinClasses, showAttribute, showContent, showStyle } from '../template.ts';

export interface TableOptions extends Styled {
  readonly caption?: string | undefined;
  readonly captionClasses?: string | undefined;
  readonly head?: readonly TableCell[] | undefined;
  readonly rows: readonly (readonly TableCell[] | false | null | undefined)[];
  readonly firstCellIsHeader?: boolean | undefined;
}

export interface TableCell extends Content {
  readonly format?: string | undefined;
  readonly classes?: string | undefined;
  readonly colspan?: number | undefined;
  readonly rowspan?: number | undefined;
  readonly attributes?: Attributes | undefined;
}

/** govuk-frontend's table. */
export const table = (params: TableOptions): Html => html`<table${showStyle('govuk-table', params)}>
  ${params.caption && showCaption(params.caption, params.captionClasses)}
  ${params.head && showHead(params.head)}
  <tbody class="govuk-table__body">
    ${params.rows.map((row) => row && showRow(row, params.firstCellIsHeader ?? false))}
  </tbody>
</table>`;

const showCaption = (words: string, classes: string | undefined): Html =>
  html`<caption${showStyle('govuk-table__caption', { classes })}>${words}</caption>`;

const showHead = (cells: readonly TableCell[]): Html =>
  html`<thead class="govuk-table__head">
    <tr class="govuk-table__row">${cells.map((cell) => showCell(cell, 'col'))}</tr>
  </thead>`;

const showRow = (row: readonly TableCell[], firstIsHeader: boolean): Html =>
  html`<tr class="govuk-table__row">${row.map((cell, place) =>
    showCell(cell, firstIsHeader && place === 0 ? 'row' : undefined),
  )}</tr>`;

const showCell = (cell: TableCell, scope: 'col' | 'row' | undefined): Html => {
  const element = scope ? 'th' : 'td';
  const block = scope ? 'govuk-table__header' : 'govuk-table__cell';
  const format = scope !== 'row' && cell.format && `${block}--${cell.format}`;
  const own = [
    showAttribute('scope', scope),
    showAttribute('colspan', cell.colspan),
    showAttribute('rowspan', cell.rowspan),
    showStyle(joinClasses(block, format), cell),
  ];
  return html`<${element}${own}>${showContent(cell)}</${element}>`;
};
