import type { Attributes, Content, Html, Styled } from '../../template.ts';
import { attributes, html, joinClasses, showContent } from '../../template.ts';

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
export const table = (params: TableOptions): Html =>
  html`<table class="${joinClasses('govuk-table', params.classes)}"${attributes(params.attributes)}>
  ${
    params.caption &&
    html`<caption class="${joinClasses('govuk-table__caption', params.captionClasses)}">${params.caption}</caption>`
  }
  ${
    params.head &&
    html`<thead class="govuk-table__head"><tr class="govuk-table__row">${params.head.map(showHead)}</tr></thead>`
  }
  <tbody class="govuk-table__body">
    ${params.rows.map((row) => row && showRow(row, params.firstCellIsHeader ?? false))}
  </tbody>
</table>`;

const showHead = (cell: TableCell): Html =>
  html`<th scope="col" class="${nameCell('govuk-table__header', cell)}"${showSpan(cell)}>${showContent(cell)}</th>`;

const showRow = (row: readonly TableCell[], firstIsHeader: boolean): Html =>
  html`<tr class="govuk-table__row">${row.map((cell, place) => showCell(cell, firstIsHeader && place === 0))}</tr>`;

const showCell = (cell: TableCell, isHeader: boolean): Html =>
  isHeader
    ? html`<th scope="row" class="${joinClasses('govuk-table__header', cell.classes)}"${showSpan(cell)}>${showContent(
        cell,
      )}</th>`
    : html`<td class="${nameCell('govuk-table__cell', cell)}"${showSpan(cell)}>${showContent(cell)}</td>`;

const nameCell = (block: string, { format, classes }: TableCell): string =>
  joinClasses(block, format && `${block}--${format}`, classes);

const showSpan = ({ colspan, rowspan, attributes: own }: TableCell): Html =>
  html`${attributes({
    colspan: { value: colspan || undefined, optional: true },
    rowspan: { value: rowspan || undefined, optional: true },
  })}${attributes(own)}`;
