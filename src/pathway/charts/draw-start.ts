import type { Html } from '../../platform/html/index.ts';
import { alsoStyle, startStyle, styleOf } from './box-styles.ts';
import { type LaidEdge, type Layout, layOut, type Point } from './layout.ts';
import type { Box, Start, Way } from './model/chart.ts';
import { startLarge } from './model/terms.ts';
import { leadIn, nameStrength } from './model/text-steps.ts';
import { type Block, type BoxStyle, drawBox, drawLine, type Line, setLines } from './shapes.ts';

/** A part of a step, laid out: drawn wherever on the sheet it fits. */
export interface LaidStart {
  readonly height: number;
  /** The middle of its heading strip, where the spine branches off. */
  readonly branch: number;
  /** `at` is the top left corner of the strip. */
  readonly draw: (at: Point) => Html[];
}

const body = { size: 11 };
const strong = { size: 12, bold: true };
const small = { size: 10.5 };

const indent = 14;
const step = 16;
const gap = 5;
const stripPadding = { x: 8, y: 3 };

/** How wide what else is so, and what to do, stand beside each other below a strip of a width. */
function shareWidth(width: number): { readonly also: number; readonly box: number } {
  const also = Math.round((width - indent - step) * 0.41);
  return { also, box: width - indent - step - also };
}

/** How high a strip is at a width. */
export function measureStrip({ says }: Start, width: number): number {
  return setStrip(says, width).height;
}

/** How high one way is below its strip, before Graphviz has placed it. */
export function measureWay({ also, boxes }: Way, width: number): number {
  const share = shareWidth(width);
  const own = boxes.map(
    (box) => setBox(box, also.length === 0 ? width - indent : share.box).block.height + gap,
  );
  const high = own.reduce((sum, one) => sum + one, 0);
  return also.length === 0 ? high : Math.max(high, setAlso(also, share.also).height + gap);
}

interface Placed {
  readonly name: string;
  readonly block: Block;
  readonly style: BoxStyle;
}

/** What has happened, and below it every way on: first what is done in any case, then what hangs on more. */
export async function layOutStart({ says, ways }: Start, width: number): Promise<LaidStart> {
  const strip = setStrip(says, width);
  const always = ways.filter(({ also }) => also.length === 0).flatMap(({ boxes }) => boxes);
  const wide = always.map((box) => setBox(box, width - indent));
  const wideHeight = wide.reduce((sum, { block }) => sum + gap + block.height, 0);
  const tree = await layOutTree(
    ways.filter(({ also }) => also.length > 0),
    width,
  );
  const top = strip.height + wideHeight + (tree === null ? 0 : gap);
  return {
    height: top + (tree?.height ?? 0),
    branch: strip.height / 2,
    draw: (at) => {
      let y = at.y + strip.height;
      const drawnWide = wide.map(({ block, style }) => {
        const place = { x: at.x + indent, y: y + gap };
        y = place.y + block.height;
        return { drawn: drawBox(block, place, style), middle: place.y + block.height / 2 };
      });
      const treeAt = { x: at.x + indent, y: at.y + top };
      const middles = [
        ...drawnWide.map(({ middle }) => middle),
        ...(tree === null ? [] : tree.roots.map((root) => treeAt.y + root)),
      ];
      return [
        drawBox(strip, at, startStyle),
        ...drawBranches(at, strip.height, middles),
        ...drawnWide.map(({ drawn }) => drawn),
        ...(tree === null ? [] : tree.draw(treeAt)),
      ];
    },
  };
}

/** From the strip down, and an arrow to each way. */
function drawBranches(at: Point, height: number, middles: readonly number[]): Html[] {
  const x = at.x + indent / 2;
  const trunk = drawLine([
    { x, y: at.y + height },
    { x, y: Math.max(...middles) },
  ]);
  const arrows = middles.map((y) =>
    drawLine(
      [
        { x, y },
        { x: at.x + indent, y },
      ],
      { arrow: true },
    ),
  );
  return [trunk, ...arrows];
}

interface LaidTree {
  readonly height: number;
  /** The middles of what else is so, from the tree's top. */
  readonly roots: readonly number[];
  readonly draw: (at: Point) => Html[];
}

async function layOutTree(ways: readonly Way[], width: number): Promise<LaidTree | null> {
  if (ways.length === 0) return null;
  const parts = ways.map((way, index) => placeWay(way, `w${index}`, width));
  const placed = parts.flatMap(({ placed: own }) => own);
  const edges = parts.flatMap(({ edges: own }) => own);
  const roots = parts.map(({ root }) => root);
  const layout = await layOut({
    runs: 'across',
    nodes: [
      { name: 'root', width: 1, height: 1 },
      ...placed.map(({ name, block }) => ({ name, width: block.width, height: block.height })),
    ],
    edges: [...roots.map((to) => ({ from: 'root', to })), ...edges],
    gap,
    step,
  });
  return {
    height: layout.height,
    roots: roots.map((name) => findPlace(layout, name).y),
    draw: (at) => drawTree(at, layout, placed, edges, roots),
  };
}

function drawTree(
  at: Point,
  layout: Layout,
  placed: readonly Placed[],
  edges: readonly LaidEdge[],
  roots: readonly string[],
): Html[] {
  const [first] = placed;
  const left = first === undefined ? 0 : findPlace(layout, first.name).x - first.block.width / 2;
  const move = ({ x, y }: Point): Point => ({ x: at.x + x - left, y: at.y + y });
  const curves = layout.curves.slice(roots.length);
  return [
    ...edges.map((_, index) => drawLine((curves[index] ?? []).map(move), { isCurve: true, arrow: true })),
    ...placed.map(({ name, block, style }) => {
      const { x, y } = move(findPlace(layout, name));
      return drawBox(block, { x: x - block.width / 2, y: y - block.height / 2 }, style);
    }),
  ];
}

function findPlace({ places }: Layout, name: string): Point {
  const place = places.get(name);
  if (place === undefined) throw new Error(`Graphviz has left out ${name}`);
  return place;
}

function placeWay({ also, boxes }: Way, root: string, width: number) {
  const share = shareWidth(width);
  const placed = boxes.map((box, at): Placed => ({ name: `${root}_${at}`, ...setBox(box, share.box) }));
  const edges = placed.map(({ name }): LaidEdge => ({ from: root, to: name }));
  return {
    root,
    edges,
    placed: [{ name: root, block: setAlso(also, share.also), style: alsoStyle }, ...placed],
  };
}

function setStrip(says: string, width: number): Block {
  return setLines([{ text: says, font: { ...body, bold: true } }], width, stripPadding);
}

function setAlso(also: readonly (readonly string[])[], width: number): Block {
  return setLines(listAlso(also), width, { x: 8, y: 3 });
}

/** Alternatives one below the other. */
function listAlso(also: readonly (readonly string[])[]): Line[] {
  return also.flatMap((parts, index) => {
    const line: Line = { text: startLarge(parts.join(', and ')), font: body };
    return index === 0 ? [line] : [{ text: 'or', font: { ...body, bold: true } }, line];
  });
}

function setBox(box: Box, width: number): Omit<Placed, 'name'> {
  const { actions, terms } = box;
  const style = styleOf(box);
  const how = nameStrength(box);
  const [only] = actions;
  const labels: Line[] =
    actions.length === 1 && only !== undefined
      ? [{ text: leadIn(how, only.label), font: strong }]
      : [
          { text: `${how}:`, font: strong },
          ...actions.map(({ label }) => ({ text: label, font: strong, mark: '•' })),
        ];
  const [main = '', ...more] = terms;
  const lines = [
    ...labels,
    { text: main, font: small, goesOn: labels.length === 1 },
    ...more.map((text): Line => ({ text, font: small })),
  ];
  return { block: setLines(lines, width, { x: 7, y: 3, bar: style.bar ?? 0 }), style };
}
