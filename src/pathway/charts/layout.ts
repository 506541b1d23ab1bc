import { instance, type Viz } from '@viz-js/viz';

/** A box to be placed: a name that nobody sees, and its size in the drawing's units. */
export interface LaidNode {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

export interface LaidEdge {
  readonly from: string;
  readonly to: string;
  /** How many columns further the second one stands; one where not given. */
  readonly span?: number;
}

export interface Graph {
  /** Left to right, or from the top down. */
  readonly runs: 'across' | 'down';
  readonly nodes: readonly LaidNode[];
  readonly edges: readonly LaidEdge[];
  /** Between boxes side by side, and between a box and the one that follows. */
  readonly gap: number;
  readonly step: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where Graphviz put everything: the middle of each box from the top left, and each arrow's curve. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Point>;
  /** In the order of the graph's edges: a start, and then three points for each piece of the curve. */
  readonly curves: readonly (readonly Point[])[];
}

let started: Promise<Viz> | undefined;

/** Graphviz in WebAssembly is started with the first drawing, and kept. */
async function startGraphviz(): Promise<Viz> {
  started ??= instance();
  return await started;
}

/** One unit of the drawing is a point of Graphviz, which counts boxes in inches of 72. */
const inch = 72;

/** Lays a graph out. Only sizes and own names go in: no word of a pack reaches Graphviz. */
export async function layOut({ runs, nodes, edges, gap, step }: Graph): Promise<Layout> {
  const graphviz = await startGraphviz();
  const [tail, head] = runs === 'across' ? ['e', 'w'] : ['s', 'n'];
  const plain = graphviz.renderString(
    {
      directed: true,
      graphAttributes: {
        rankdir: runs === 'across' ? 'LR' : 'TB',
        ordering: 'out',
        nodesep: gap / inch,
        ranksep: step / inch,
        splines: 'true',
      },
      nodeAttributes: { shape: 'box', fixedsize: true, label: '' },
      nodes: nodes.map(({ name, width, height }) => ({
        name,
        attributes: { width: width / inch, height: height / inch },
      })),
      edges: edges.map(({ from, to, span = 1 }) => ({
        tail: from,
        head: to,
        attributes: { tailport: tail, headport: head, minlen: span, dir: 'none' },
      })),
    },
    { format: 'plain', engine: 'dot' },
  );
  return readLayout(plain, edges);
}

/** The format "plain": a word and numbers a line, in inches from the bottom left. */
function readLayout(plain: string, edges: readonly LaidEdge[]): Layout {
  const lines = plain.split('\n').map((line) => line.split(' '));
  const [, , width = 0, height = 0] = lines[0]?.map(Number) ?? [];
  const toPoint = (x: string | undefined, y: string | undefined): Point => ({
    x: Number(x) * inch,
    y: (height - Number(y)) * inch,
  });
  const places = new Map<string, Point>();
  const curves = new Map<string, readonly Point[]>();
  for (const [kind, first = '', second = '', ...rest] of lines) {
    if (kind === 'node') places.set(first, toPoint(second, rest[0]));
    if (kind !== 'edge') continue;
    const count = Number(rest[0]);
    const points = Array.from({ length: count }, (_, at) => toPoint(rest[1 + 2 * at], rest[2 + 2 * at]));
    curves.set(`${first} ${second}`, points);
  }
  return {
    width: width * inch,
    height: height * inch,
    places,
    curves: edges.map(({ from, to }) => curves.get(`${from} ${to}`) ?? []),
  };
}
