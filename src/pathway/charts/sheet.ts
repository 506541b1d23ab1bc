import { measureStrip, measureWay } from './draw-start.ts';
import type { Lane, Start, Way } from './model/chart.ts';

/** One way of a step: the smallest part that is never torn apart between two columns. */
interface Row {
  readonly lane: Lane;
  readonly start: Start;
  readonly way: Way;
}

/** What one column holds: steps, or parts of them, each with its strips. */
export interface Column {
  readonly parts: readonly Part[];
  /** As counted before Graphviz has placed the boxes. */
  readonly height: number;
}

export interface Part {
  readonly lane: Lane;
  readonly starts: readonly Start[];
  /** The step began in the column before. */
  readonly goesOn: boolean;
}

export const heading = 28;
export const startGap = 7;
export const laneGap = 10;
export const spine = 25;

/** Fills columns in order, so that the highest of them is as low as can be. `width` is a column's. */
export function fillColumns(lanes: readonly Lane[], count: number, width: number): Column[] {
  const rows = lanes.flatMap((lane) =>
    lane.starts.flatMap((start) => start.ways.map((way): Row => ({ lane, start, way }))),
  );
  const heights = new Map(rows.map(({ way }) => [way, measureWay(way, width - spine)]));
  const strips = new Map(rows.map(({ start }) => [start, measureStrip(start, width - spine)]));
  const measure = (own: readonly Row[]) =>
    own.reduce((sum, { lane, start, way }, index) => {
      const before = own[index - 1];
      const lead = before?.lane === lane ? startGap : heading + (index === 0 ? 0 : laneGap);
      const strip = before?.start === start ? 0 : lead + (strips.get(start) ?? 0);
      return sum + strip + (heights.get(way) ?? 0);
    }, 0);
  const columns = breakEvenly(rows, count, measure);
  return columns.map((own, index) => ({
    parts: joinRows(own, columns[index - 1]?.at(-1)?.lane),
    height: measure(own),
  }));
}

type Measure<Item> = (items: readonly Item[]) => number;

/** Breaks items in order into columns, at most so many, of which the highest is as low as can be. */
export function breakEvenly<Item>(items: readonly Item[], count: number, measure: Measure<Item>): Item[][] {
  let low = 0;
  let high = measure(items);
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (breakAt(items, middle, measure).length <= count) high = middle;
    else low = middle;
  }
  return breakAt(items, high, measure);
}

function breakAt<Item>(items: readonly Item[], height: number, measure: Measure<Item>): Item[][] {
  const columns: Item[][] = [[]];
  for (const item of items) {
    const last = columns.at(-1) ?? [];
    if (last.length > 0 && measure([...last, item]) > height) columns.push([item]);
    else last.push(item);
  }
  return columns;
}

function joinRows(rows: readonly Row[], before: Lane | undefined): Part[] {
  const lanes = [...new Set(rows.map(({ lane }) => lane))];
  return lanes.map((lane) => {
    const own = rows.filter((row) => row.lane === lane);
    const starts = [...new Set(own.map(({ start }) => start))].map((start) => ({
      ...start,
      ways: own.filter((row) => row.start === start).map(({ way }) => way),
    }));
    return { lane, starts, goesOn: lane === before };
  });
}
