import type { Html } from '../../platform/html/index.ts';
import { dangerStyle, neverStyle, strengthStyles } from './box-styles.ts';
import type { Point } from './layout.ts';
import type { Chart, NeverGroup, Phone } from './model/chart.ts';
import { type Block, type BoxStyle, drawBox, drawText, type Line, setLines } from './shapes.ts';
import { breakEvenly } from './sheet.ts';

/** A part of the sheet that is as wide as the sheet itself. */
export interface Margin {
  readonly height: number;
  readonly draw: (at: Point) => Html[];
}

const keyWidth = 132;
const keyGap = 10;

const key: readonly { readonly style: BoxStyle; readonly name: string; readonly means: string }[] = [
  { style: dangerStyle, name: 'At once', means: 'danger now: before all else' },
  { style: strengthStyles.must, name: 'Must', means: 'do this each time' },
  { style: strengthStyles.offer, name: 'Offer', means: 'put it to them: they choose' },
  { style: strengthStyles.consider, name: 'Consider', means: 'weigh it, and decide' },
];

/** The title, how to read the sheet, and what the edges of the boxes mean. */
export function drawHead({ title, version }: Chart, width: number): Margin {
  const keys = key.map(({ style, name, means }) => ({
    style,
    block: setLines(
      [
        { text: name, font: { size: 11.5, bold: true } },
        { text: means, font: { size: 9.5 } },
      ],
      keyWidth,
      { x: 8, y: 5, bar: style.bar ?? 0 },
    ),
  }));
  const keysWidth = keys.length * (keyWidth + keyGap);
  const beside = width - keysWidth > 560;
  const words = setLines(
    [
      { text: 'What to do about domestic abuse', font: { size: 30, bold: true } },
      { text: `${title}. Drawn from the rules of policy ${version}.`, font: { size: 12.5 } },
      {
        text: 'Begin at 1. Read each step from the left: what has happened, what else is so, what to do.',
        font: { size: 12.5 },
      },
      { text: 'What nobody knows yet is not a no: find out.', font: { size: 12.5 } },
    ],
    beside ? width - keysWidth : width,
    { x: 0, y: 0 },
  );
  const keyHeight = Math.max(...keys.map(({ block }) => block.height));
  return {
    height: beside ? Math.max(words.height, keyHeight) : words.height + keyHeight + keyGap,
    draw: (at) => [
      ...drawText(words, at),
      ...keys.map(({ block, style }, index) =>
        drawBox(
          { ...block, height: keyHeight },
          {
            x: at.x + (beside ? width - keysWidth + keyGap : 0) + index * (keyWidth + keyGap),
            y: at.y + (beside ? 4 : words.height + keyGap),
          },
          style,
        ),
      ),
    ],
  };
}

const footColumn = 280;
const footPadding = { x: 12, top: 30, bottom: 6 };

/** What is never done, and the numbers to ring: across the foot of the sheet, as low as it can be. */
export function drawFoot({ nevers, phones }: Chart, width: number): Margin {
  const inner = width - 2 * footPadding.x;
  const count = Math.max(1, Math.floor(inner / footColumn));
  const items = [...nevers.flatMap(listNevers), ...phones.map(listPhone)];
  const columns = breakEvenly(items, count, measureItems(items, inner / count)).map((own) =>
    setColumn(own, inner / count),
  );
  const height = Math.max(...columns.map((column) => column.height)) + footPadding.top + footPadding.bottom;
  const heading = setLines([{ text: 'Never', font: { size: 16, bold: true } }], 200, { x: 18, y: 7 });
  return {
    height,
    draw: (at) => [
      drawBox({ ...heading, width, height }, at, neverStyle),
      ...columns.flatMap((column, index) =>
        drawText(column, { x: at.x + footPadding.x + (index * inner) / count, y: at.y + footPadding.top }),
      ),
    ],
  };
}

/** What stands below one heading, and is not torn apart. */
interface FootItem {
  readonly under: string;
  readonly lines: readonly Line[];
}

/** How high items stand in a column, each text broken into lines once. */
function measureItems(items: readonly FootItem[], width: number): (own: readonly FootItem[]) => number {
  const measure = (lines: readonly Line[]) => setLines(lines, width, { ...itemPadding, y: 0 }).height;
  const heights = new Map(items.map((item) => [item, measure(item.lines)]));
  const headings = new Map(
    [...new Set(items.map(({ under }) => under))].map((under) => [
      under,
      measure([{ text: under, font: small }]),
    ]),
  );
  return (own) =>
    own.reduce((sum, item, index) => {
      const isHeaded = own[index - 1]?.under !== item.under;
      return sum + (heights.get(item) ?? 0) + (isHeaded ? (headings.get(item.under) ?? 0) : 0);
    }, 0);
}

const itemPadding = { x: 6, y: 3 };

function setColumn(items: readonly FootItem[], width: number): Block {
  const lines = items.flatMap(({ under, lines: own }, index): Line[] =>
    items[index - 1]?.under === under ? [...own] : [{ text: under, font: small }, ...own],
  );
  return setLines(lines, width, itemPadding);
}

const small = { size: 10.5 };
const bold = { size: 11, bold: true };

function listNevers({ says, ways }: NeverGroup): FootItem[] {
  return ways.flatMap(({ also, nevers }): FootItem[] => {
    const lines = nevers.map(({ label }): Line => ({ text: label, font: bold, mark: '×' }));
    if (also.length === 0) return lines.map((line) => ({ under: `${says}:`, lines: [line] }));
    return [{ under: `${says}, and ${also.join(', and ')}:`, lines }];
  });
}

function listPhone({ label, phone }: Phone): FootItem {
  return { under: 'Numbers to ring:', lines: [{ text: `${label}: ${phone}`, font: bold }] };
}
