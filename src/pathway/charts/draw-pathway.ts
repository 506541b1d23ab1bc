import type { Html } from '../../platform/html/index.ts';
import { drawFoot, drawHead } from './draw-margins.ts';
import { type LaidStart, layOutStart } from './draw-start.ts';
import type { Point } from './layout.ts';
import type { Chart, Drawable, Drawing } from './model/chart.ts';
import { describeChart } from './model/describe-chart.ts';
import { listChartSteps, writeSteps } from './model/text-steps.ts';
import { drawFrame, drawLine, drawNumber, drawText, setLines } from './shapes.ts';
import { type Column, fillColumns, heading, laneGap, type Part, spine, startGap } from './sheet.ts';

const margin = 24;
const gutter = 22;

/** A3, landscape, in millimetres. */
const paper = { width: 420, height: 297 };

/**
 * Draws the whole pathway of a policy for the wall: one sheet of A3, in as many columns as leave the letters
 * largest. The same policy gives the same bytes.
 *
 * @param drawable a LoadedPolicy
 */
export async function drawPathway(drawable: Drawable): Promise<Drawing> {
  const chart = describeChart(drawable);
  const { head, foot, columnWidth, ...sheet } = chooseSheet(chart);
  const columns: LaidColumn[] = [];
  for (const column of sheet.columns) columns.push(await layOutColumn(column, columnWidth));
  const tallest = Math.max(...columns.map(({ height }) => height));
  const top = margin + head.height + laneGap;
  const height = Math.max(sheet.height, top + tallest + laneGap + foot.height + margin);
  const footTop = height - margin - foot.height;
  const left = (sheet.width - sheet.inner) / 2;
  const steps = listChartSteps(chart);
  const svg = drawFrame(
    {
      name: 'pathway',
      title: `What to do about domestic abuse: ${chart.title}`,
      description: `A flow chart of ${chart.lanes.length} steps, each from what has happened to what to do.`,
      width: sheet.width,
      height,
      shownWidth: `${paper.width}mm`,
      shownHeight: `${paper.height}mm`,
    },
    [
      ...head.draw({ x: left, y: margin }),
      ...columns.flatMap((column, index) =>
        drawColumn(column, { x: left + index * (columnWidth + gutter), y: top }, footTop - laneGap - top),
      ),
      ...foot.draw({ x: left, y: footTop }),
    ],
  );
  return { svg, steps, text: writeSteps(steps) };
}

/** The number and width of columns that leave the letters largest on the paper. */
function chooseSheet(chart: Chart) {
  const tries = [2, 3, 4, 5].flatMap((count) =>
    [400, 430, 460, 500].map((columnWidth) => {
      const columns = fillColumns(chart.lanes, count, columnWidth);
      const inner = count * columnWidth + (count - 1) * gutter;
      const head = drawHead(chart, inner);
      const foot = drawFoot(chart, inner);
      const tallest = Math.max(...columns.map(({ height }) => height));
      const high = 2 * margin + head.height + tallest + foot.height + 2 * laneGap;
      const unit = Math.max((inner + 2 * margin) / paper.width, high / paper.height);
      return {
        columns,
        columnWidth,
        head,
        foot,
        inner,
        width: paper.width * unit,
        height: paper.height * unit,
        unit,
      };
    }),
  );
  return tries.reduce((best, one) => (one.unit < best.unit ? one : best));
}

interface LaidColumn {
  readonly parts: readonly LaidPart[];
  readonly height: number;
}

interface LaidPart extends Part {
  readonly laid: readonly LaidStart[];
  readonly height: number;
}

async function layOutColumn({ parts }: Column, width: number): Promise<LaidColumn> {
  const laidParts: LaidPart[] = [];
  for (const part of parts) {
    const laid: LaidStart[] = [];
    for (const start of part.starts) laid.push(await layOutStart(start, width - spine));
    const height = laid.reduce((sum, one) => sum + one.height + startGap, heading - startGap);
    laidParts.push({ ...part, laid, height });
  }
  const height = laidParts.reduce((sum, one) => sum + one.height + laneGap, -laneGap);
  return { parts: laidParts, height };
}

/** Steps one below the other on their spine. What room is left stands between them. */
function drawColumn({ parts, height }: LaidColumn, at: Point, room: number): Html[] {
  const spare = Math.min(40, Math.max(0, room - height) / Math.max(1, parts.length - 1));
  let y = at.y;
  return parts.flatMap((part, index) => {
    const top = y;
    y += part.height + laneGap + spare;
    return drawPart(part, { x: at.x, y: top }, index < parts.length - 1 ? y : null);
  });
}

const badge = 12;

/** `next` is the top of the step that follows below, to which the spine leads. */
function drawPart({ lane, goesOn, laid }: LaidPart, at: Point, next: number | null): Html[] {
  const x = at.x + badge;
  const title = goesOn ? `${lane.label} (goes on)` : lane.label;
  const label = setLines([{ text: title, font: { size: 17, bold: true } }], 400, { x: 0, y: 0 });
  let y = at.y + heading;
  const starts = laid.map((start) => {
    const top = y;
    y += start.height + startGap;
    return { start, top };
  });
  const branches = starts.map(({ start, top }) => top + start.branch);
  const spineEnd = next ?? Math.max(...branches);
  return [
    drawNumber(lane.place, { x, y: at.y + badge }, badge),
    ...drawText(label, { x: at.x + spine + 5, y: at.y + 1 }),
    drawLine(
      [
        { x, y: at.y + 2 * badge - 1 },
        { x, y: spineEnd },
      ],
      { arrow: next !== null, width: 2 },
    ),
    ...branches.map((branch) =>
      drawLine(
        [
          { x, y: branch },
          { x: at.x + spine, y: branch },
        ],
        { arrow: true, width: 1.6 },
      ),
    ),
    ...starts.flatMap(({ start, top }) => start.draw({ x: at.x + spine, y: top })),
  ];
}
