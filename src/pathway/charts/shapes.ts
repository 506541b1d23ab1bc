import { type Html, html, showAttribute } from '../../platform/html/index.ts';
import type { Point } from './layout.ts';
import { type Font, measureText, wrapText } from './measure.ts';

/** As in the style sheet of the pages; an SVG that stands alone has no other way to say it. */
const fonts = "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/**
 * Middle tones that stand out from white paper and from a dark page alike; text and lines take the page's own
 * colour. Strength is told by the edge and in words as well, so that nothing is lost in grey.
 */
export const colours = { green: '#2c7355', red: '#c9352f', blue: '#2f74b5' } as const;

export interface Line {
  readonly text: string;
  readonly font: Font;
  /** Before the first of its lines; those that follow hang. */
  readonly mark?: string;
  /** On the same line as the one before, where there is room. */
  readonly goesOn?: boolean;
}

/** Lines broken to fit a width, ready to be placed. */
export interface Block {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly Row[];
}

interface Row {
  readonly text: string;
  readonly font: Font;
  readonly x: number;
  /** The line on which the letters stand, from the top of the block. */
  readonly y: number;
}

const leading = 1.28;

export interface Padding {
  readonly x: number;
  readonly y: number;
  /** Left of the text, beside the padding: for a bar. */
  readonly bar?: number;
}

/** Breaks lines to fit a box of a width, and says how high the box is. */
export function setLines(lines: readonly Line[], width: number, { x, y, bar = 0 }: Padding): Block {
  const rows: Row[] = [];
  const left = x + bar;
  let top = y;
  for (const line of lines) {
    const { text, font, mark } = line;
    const before = rows.at(-1);
    const beside =
      before === undefined ? 0 : before.x + measureText(before.text, before.font) + font.size * 0.7;
    if (line.goesOn === true && before !== undefined && beside + measureText(text, font) <= width - x) {
      rows.push({ text, font, x: beside, y: before.y });
      continue;
    }
    const hang = mark === undefined ? 0 : font.size * 1.35;
    wrapText(text, font, width - left - x - hang).forEach((part, index) => {
      const base = top + font.size * (leading - 0.36);
      if (mark !== undefined && index === 0) rows.push({ text: mark, font, x: left, y: base });
      rows.push({ text: part, font, x: left + hang, y: base });
      top += font.size * leading;
    });
  }
  return { width, height: Math.ceil(top + y), rows };
}

export function drawText({ rows }: Block, at: Point): Html[] {
  return rows.map(
    ({ text, font, x, y }) =>
      html`<text x="${round(at.x + x)}" y="${round(at.y + y)}" fill="currentColor" font-size="${font.size}"
 font-weight="${font.bold === true ? 700 : 400}">${text}</text>
`,
  );
}

export interface BoxStyle {
  /** The class for the pages' style sheet: rowan-chart__…. */
  readonly name: string;
  readonly fill: string;
  readonly fillOpacity: number;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly dashes?: string;
  readonly radius: number;
  /** A bar along the left edge, as wide as this. */
  readonly bar?: number;
}

/** A box with its text; `at` is its top left corner. */
export function drawBox(block: Block, at: Point, style: BoxStyle): Html {
  const { name, fill, fillOpacity, stroke, strokeWidth, dashes, radius, bar } = style;
  const [x, y, width, height] = [at.x, at.y, block.width, block.height].map(round);
  return html`<g class="rowan-chart__${name}">
<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"
 fill-opacity="${fillOpacity}" stroke="${stroke}" stroke-width="${strokeWidth}"${showDashes(dashes)}/>
${bar !== undefined && html`<rect x="${x}" y="${y}" width="${bar}" height="${height}" fill="${stroke}"/>`}
${drawText(block, at)}</g>
`;
}

function showDashes(dashes: string | undefined): Html {
  return showAttribute('stroke-dasharray', dashes);
}

/** A line along points; with `isCurve` they are a start and three for each piece. */
export function drawLine(
  points: readonly Point[],
  options: {
    readonly isCurve?: boolean;
    readonly arrow?: boolean;
    readonly dashes?: string;
    readonly width?: number;
  } = {},
): Html {
  const [start, ...rest] = points;
  const end = points.at(-1);
  if (start === undefined || end === undefined) return html``;
  const { isCurve = false, arrow = false, dashes, width = 1.2 } = options;
  const path = `M${place(start)}${isCurve ? 'C' : 'L'}${rest.map(place).join(' ')}`;
  return html`<path d="${path}" fill="none" stroke="currentColor"
 stroke-width="${width}"${showDashes(dashes)}/>
${arrow && drawHead(points.at(-2) ?? start, end)}`;
}

/** The head of an arrow, along the way it comes: across or down. */
function drawHead(from: Point, to: Point): Html {
  const across = Math.abs(to.x - from.x) >= Math.abs(to.y - from.y);
  const back = across ? { x: Math.sign(to.x - from.x) * 6, y: 0 } : { x: 0, y: Math.sign(to.y - from.y) * 6 };
  const side = across ? { x: 0, y: 3.2 } : { x: 3.2, y: 0 };
  const corners = [
    to,
    { x: to.x - back.x + side.x, y: to.y - back.y + side.y },
    { x: to.x - back.x - side.x, y: to.y - back.y - side.y },
  ];
  return html`<path d="M${corners.map(place).join('L')}Z" fill="currentColor"/>`;
}

const place = ({ x, y }: Point): string => `${round(x)},${round(y)}`;

/** A hundredth of a unit is finer than any printer. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export interface Frame {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** In the drawing's units. */
  readonly width: number;
  readonly height: number;
  /** On paper or on a screen: "420mm", "288". */
  readonly shownWidth: string;
  readonly shownHeight: string;
}

/** A whole picture. It has no ids, so that two of them may stand on one page. */
export function drawFrame(frame: Frame, body: readonly Html[]): string {
  const { name, title, description, width, height, shownWidth, shownHeight } = frame;
  const box = `0 0 ${round(width)} ${round(height)}`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="rowan-chart rowan-chart--${name}" role="img"
 width="${shownWidth}" height="${shownHeight}" viewBox="${box}" font-family="${fonts}">
<title>${title}</title>
<desc>${description}</desc>
${body}
</svg>
`.toString();
}

/** The number of a step, in a ring. */
export function drawNumber(number: number, { x, y }: Point, radius = 13): Html {
  const size = Math.round(radius * 1.15);
  const digits = { text: `${number}`, font: { size, bold: true, reserve: { plain: 1, bold: 1 } } };
  const half = measureText(digits.text, digits.font) / 2;
  const block = { width: 0, height: 0, rows: [{ ...digits, x: -half, y: size * 0.36 }] };
  return html`<circle cx="${round(x)}" cy="${round(y)}" r="${radius - 1}" fill="none"
 stroke="currentColor" stroke-width="2"/>
${drawText(block, { x, y })}`;
}
