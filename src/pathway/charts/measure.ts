/**
 * Widths of Helvetica's letters in thousandths of the size (its published metrics), from the space on. The
 * server has no font to measure with, and the reader's own is not known.
 */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const unknownLetter = 900;

/** How much wider than Helvetica a reader's font may run, and its bold letters. */
export interface Reserve {
  readonly plain: number;
  readonly bold: number;
}

/** The fonts that a chart asks for by name; for paper, where whoever prints has one of them. */
const namedFonts: Reserve = { plain: 1.08, bold: 1.16 };

/** DejaVu as well, the widest that a system takes where it has none of those; for screens. */
export const anyFont: Reserve = { plain: 1.19, bold: 1.35 };

export interface Font {
  readonly size: number;
  readonly bold?: boolean;
  /** `namedFonts` where not given. */
  readonly reserve?: Reserve;
}

/** The room that a text may need, in the units of the size. */
export function measureText(text: string, { size, bold = false, reserve = namedFonts }: Font): number {
  let thousandths = 0;
  for (const letter of text) thousandths += widths[(letter.codePointAt(0) ?? 0) - 32] ?? unknownLetter;
  return (thousandths / 1000) * size * (bold ? reserve.bold : reserve.plain);
}

/** Breaks a text at its blanks so that each line fits; a word that is too long by itself is parted. */
export function wrapText(text: string, font: Font, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((one) => partWord(one, font, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || measureText(longer, font) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function partWord(word: string, font: Font, width: number): string[] {
  if (measureText(word, font) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (part !== '' && measureText(part + letter, font) > width) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return [...parts, part];
}
