/** `docs/security.md`, read as data: its tables, what it counts at the top, and what it says is open. */

export const standings = ['met', 'open', 'not applicable'] as const;

export interface Row {
  /** A requirement (1.2.4), or a whole section (10.4) or chapter (17). */
  readonly number: string;
  readonly level: string;
  readonly standing: string;
  readonly shownBy: string;
}

/** Something that a row points at: a file, and a test in it where one is named. */
export interface Evidence {
  readonly file: string;
  readonly titles: readonly string[];
}

/** The rows of the tables of requirements. */
export function readRows(page: string): readonly Row[] {
  return readCells(page)
    .filter((cells) => cells.length === 5 && /^\d+(\.\d+){0,2}$/.test(cells[0] ?? ''))
    .map(([number = '', level = '', , standing = '', shownBy = '']) => ({
      number,
      level,
      standing,
      shownBy,
    }));
}

/** The rows of the table at the top, each as it stands there. */
export function readCounts(page: string): readonly string[] {
  return readCells(page)
    .filter((cells) => cells.length === 7 && /^(\d+ |all)/.test(cells[0] ?? ''))
    .map((cells) => tellCounts(cells[0]?.split(' ')[0] ?? '', cells.slice(1).map(Number)));
}

export function tellCounts(chapter: string, counts: readonly number[]): string {
  return `${chapter}: ${counts.join(' ')}`;
}

/** The requirements that the list of what is open names. */
export function readOpen(page: string): readonly string[] {
  const section = page.split('\n## ').find((part) => part.startsWith('What is open'));
  return section?.match(/\b\d+\.\d+\.\d+\b/g) ?? [];
}

/** `file`, and “title” behind it. */
export function readEvidence(shownBy: string): readonly Evidence[] {
  return [...shownBy.matchAll(/`([^`]+)`((?:,? “[^”]+”)*)/g)].map(([, file = '', titles = '']) => ({
    file,
    titles: [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  }));
}

/** The level of each requirement, from lines that tell those of a section in order. */
export function readLevels(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [section = '', levels = ''] = line.split(': ');
        return levels.split(' ').map((level, index) => [`${section}.${index + 1}`, level] as const);
      }),
  );
}

function readCells(page: string): readonly (readonly string[])[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf('|'))
        .split(' | ')
        .map((cell) => cell.trim()),
    );
}
