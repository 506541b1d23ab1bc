import { type TableCell, table } from './content/table.ts';
import type { Html } from './template.ts';

/**
 * A table with a name for every column, which on a phone are rows one under the other: nothing of it is out
 * of sight to the right.
 */
export const stackedTable = (
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly TableCell[])[],
): Html =>
  table({
    classes: 'rowan-stack',
    caption,
    captionClasses: 'govuk-visually-hidden',
    head: columns.map((text) => ({ text })),
    rows: rows.map((row) =>
      row.map((cell, place) => ({ ...cell, attributes: { 'data-column': columns[place] ?? '' } })),
    ),
  });
