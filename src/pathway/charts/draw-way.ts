import { type Html, html } from '../../platform/html/index.ts';
import type { Facts } from '../engine/index.ts';
import { knownStyle, neverStyle, possibleStyle, styleOf } from './box-styles.ts';
import { type Layout, layOut, type Point } from './layout.ts';
import { anyFont } from './measure.ts';
import type { Box, Drawable, Drawing } from './model/chart.ts';
import {
  describeOut,
  describeWay,
  listWaySteps,
  nothingKnown,
  type SituationWay,
  type WayStep,
} from './model/describe-way.ts';
import { startLarge } from './model/terms.ts';
import { nameStrength, writeSteps } from './model/text-steps.ts';
import {
  type Block,
  type BoxStyle,
  drawBox,
  drawFrame,
  drawLine,
  drawNumber,
  drawText,
  type Line,
  setLines,
} from './shapes.ts';

/** As wide as a phone of 320 pixels leaves beside the margins of a page. */
const phone = 288;

const body = { size: 14, reserve: anyFont };
const strong = { size: 16, bold: true, reserve: anyFont };
const edge = 3;
const spineAt = 14;
const indent = 34;

/** A box on the way down, and how it hangs on the line at the left. */
interface Stop {
  readonly kind: 'across' | 'step' | 'stands' | 'possible';
  readonly block: Block;
  readonly style: BoxStyle | null;
  /** The number of a step. */
  readonly number?: number;
  /** It follows from the box above it, and not from the line at the left. */
  readonly follows?: boolean;
}

/**
 * Draws one situation's way through the pathway, from the top down: what is known, then step by step what
 * stands, and, broken, what is possible until more is known. The same situation gives the same bytes.
 *
 * @param drawable a LoadedPolicy
 * @param facts as `readFacts` gives them
 * @param width of the picture in CSS pixels; the letters are as large at every width
 */
export async function drawWay(drawable: Drawable, facts: Facts, width = phone): Promise<Drawing> {
  const way = describeWay(drawable, facts);
  const stops = listStops(way, Math.max(phone, width) - 2 * edge);
  const layout = await layOut({
    runs: 'down',
    nodes: stops.map(({ block }, index) => ({ name: `s${index}`, width: block.width, height: block.height })),
    edges: stops.slice(1).map((_, index) => ({ from: `s${index}`, to: `s${index + 1}` })),
    gap: 0,
    step: 14,
  });
  const placed = stops.map((stop, index) => placeStop(stop, index, layout));
  const height = layout.height + 2 * edge;
  const steps = listWaySteps(way);
  const svg = drawFrame(
    {
      name: 'way',
      title: 'The way through the pathway in this situation',
      description: `From the top down: what is known, and ${way.steps.length} steps with what to do in each.`,
      width: Math.max(phone, width),
      height,
      shownWidth: `${Math.max(phone, width)}`,
      shownHeight: `${Math.ceil(height)}`,
    },
    [...drawTrunk(placed), ...placed.map(drawStop)],
  );
  return { svg, steps, text: writeSteps(steps) };
}

function listStops(way: SituationWay, width: number): Stop[] {
  const known = way.known.length === 0 ? [nothingKnown] : way.known;
  const across = (lines: readonly Line[], style: BoxStyle | null): Stop => ({
    kind: 'across',
    block: setLines(lines, width, { x: 10, y: 7 }),
    style,
  });
  return [
    across([{ text: 'In this situation', font: strong }, ...listMarked(known, '✓')], knownStyle),
    ...way.steps.flatMap((step) => listStepStops(step, width - indent)),
    ...(way.nevers.length === 0
      ? []
      : [across([{ text: 'Never', font: strong }, ...listMarked(way.nevers, '×')], neverStyle)]),
    ...(way.out === 0 ? [] : [across([{ text: describeOut(way.out), font: body }], null)]),
  ];
}

function listMarked(texts: readonly string[], mark: string): Line[] {
  return texts.map((text) => ({ text: startLarge(text), font: body, mark }));
}

function listStepStops({ place, label, stands, possible }: WayStep, width: number): Stop[] {
  const heading = setLines([{ text: label, font: { ...strong, size: 18 } }], width, { x: 0, y: 2 });
  return [
    { kind: 'step', block: heading, style: null, number: place },
    ...stands.flatMap(({ because, boxes }) => listStanding(because, boxes, width)),
    ...possible.flatMap(({ asks, actions }): Stop[] => {
      const lines = [
        ...listMarked(asks, '?'),
        ...actions.map((action): Line => ({ text: action.label, font: strong, mark: '→' })),
      ];
      return [{ kind: 'possible', block: setLines(lines, width, { x: 10, y: 6 }), style: possibleStyle }];
    }),
  ];
}

function listStanding(because: readonly string[], boxes: readonly Box[], width: number): Stop[] {
  const set = boxes.map((box, index): Stop => {
    const style = styleOf(box);
    const how = nameStrength(box);
    const [main = '', ...more] = box.terms;
    const bullet = box.actions.length > 1 ? { mark: '•' } : {};
    const lines = [
      ...box.actions.map(({ label }): Line => ({ text: label, font: strong, ...bullet })),
      { text: `${how} · ${main}`, font: body },
      ...more.map((text): Line => ({ text, font: body })),
    ];
    const block = setLines(lines, width, { x: 10, y: 6, bar: style.bar ?? 0 });
    return { kind: 'stands', block, style, follows: because.length > 0 && index === 0 };
  });
  if (because.length === 0) return set;
  const block = setLines(listMarked(because, '✓'), width, { x: 10, y: 5 });
  return [{ kind: 'stands', block, style: knownStyle }, ...set];
}

interface PlacedStop extends Stop {
  readonly at: Point;
  /** The arrow from the box above, where it follows from that. */
  readonly arrow: readonly Point[];
}

/** Graphviz puts boxes one below the other on one middle line; those of a step stand right of the line. */
function placeStop(stop: Stop, index: number, { places, curves }: Layout): PlacedStop {
  const middle = places.get(`s${index}`);
  if (middle === undefined) throw new Error('Graphviz has left out a box');
  const { width, height } = stop.block;
  const x = stop.kind === 'across' ? edge : edge + indent;
  const shift = x + width / 2 - middle.x;
  const above = stop.follows === true ? (curves[index - 1] ?? []) : [];
  return {
    ...stop,
    at: { x, y: edge + middle.y - height / 2 },
    arrow: above.map((point) => ({ x: point.x + shift, y: point.y + edge })),
  };
}

/** The line down the left, from number to number. */
function drawTrunk(placed: readonly PlacedStop[]): Html[] {
  const [start] = placed;
  const hanging = placed.filter(({ kind }) => kind !== 'across');
  const last = hanging.findLast(({ follows }) => follows !== true);
  if (start === undefined || last === undefined) return [];
  const x = edge + spineAt;
  const numbers = hanging.filter(({ kind }) => kind === 'step').map(({ at }) => at.y + radius);
  const from = [start.at.y + start.block.height, ...numbers.map((y) => y + radius)];
  const to = [...numbers.map((y) => y - radius), middleOf(last)];
  return from.flatMap((y, index) => {
    const end = to[index] ?? y;
    return end <= y
      ? []
      : [
          drawLine(
            [
              { x, y },
              { x, y: end },
            ],
            { width: 2.5, arrow: index < numbers.length },
          ),
        ];
  });
}

const radius = 13;

const middleOf = ({ at, block }: PlacedStop): number => at.y + block.height / 2;

function drawStop(stop: PlacedStop): Html {
  const { kind, block, style, at, number, arrow, follows } = stop;
  const hangs = kind !== 'across' && kind !== 'step' && follows !== true;
  const branch = [
    { x: edge + spineAt, y: middleOf(stop) },
    { x: at.x, y: middleOf(stop) },
  ];
  const dashes = kind === 'possible' ? { dashes: '4 3' } : {};
  return html`${hangs && drawLine(branch, { arrow: true, width: 1.6, ...dashes })}
${number !== undefined && drawNumber(number, { x: edge + spineAt, y: at.y + radius })}
${arrow.length > 0 && drawLine(arrow, { isCurve: true, arrow: true, width: 1.6, ...dashes })}
${style === null ? drawText(block, at) : drawBox(block, at, style)}`;
}
