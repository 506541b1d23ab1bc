import {
  type Evidence,
  type Row,
  readCounts,
  readEvidence,
  readOpen,
  readRows,
  standings,
  tellCounts,
} from './read-page.ts';

export interface Judging {
  readonly page: string;
  readonly levels: ReadonlyMap<string, string>;
  /** The text of a file of the project; undefined where there is none. */
  readonly readFile: (path: string) => string | undefined;
}

/** What is wrong with the page, in sentences. */
export function judgePage({ page, levels, readFile }: Judging): readonly string[] {
  const rows = readRows(page);
  return [
    ...rows.flatMap((row) => judgeRow(row, levels)),
    ...judgeNumbers(rows, levels),
    ...rows.flatMap(({ number, shownBy }) =>
      readEvidence(shownBy).flatMap((evidence) =>
        judgeEvidence(evidence, readFile).map((complaint) => `${number}: ${complaint}`),
      ),
    ),
    ...judgeOpen(rows, readOpen(page)),
    ...judgeCounts(countRows(rows, levels), readCounts(page)),
  ];
}

function judgeRow({ number, level, standing, shownBy }: Row, levels: Judging['levels']): readonly string[] {
  const covered = cover(number, levels);
  const right = covered.length > 1 ? 'all' : levels.get(number);
  return [
    ...(covered.length === 0 ? [`${number}: there is no such requirement`] : []),
    ...(covered.length > 0 && level !== right ? [`${number}: the level is ${right}, not ${level}`] : []),
    ...(standings.some((each) => each === standing) ? [] : [`${number}: it stands as "${standing}"`]),
    ...(shownBy === '' ? [`${number}: it does not say by what, or why`] : []),
    ...(standing === 'met' && readEvidence(shownBy).length === 0
      ? [`${number}: met, and no file shows it`]
      : []),
  ];
}

/** Each requirement of levels 1 and 2 stands there, and none stands there twice. */
function judgeNumbers(rows: readonly Row[], levels: Judging['levels']): readonly string[] {
  const covered = rows.flatMap(({ number }) => cover(number, levels));
  const missing = [...levels].filter(([number, level]) => level !== '3' && !covered.includes(number));
  const twice = covered.filter((number, index) => covered.indexOf(number) !== index);
  return [
    ...missing.map(([number]) => `${number}: it is missing`),
    ...twice.map((number) => `${number}: it stands there twice`),
  ];
}

function judgeEvidence({ file, titles }: Evidence, readFile: Judging['readFile']): readonly string[] {
  const text = readFile(file);
  if (text === undefined) return [`there is no file ${file}`];
  return titles
    .filter((title) => !holdsTest(text, title))
    .map((title) => `there is no test “${title}” in ${file}`);
}

function holdsTest(text: string, title: string): boolean {
  const call = /\b(?:test|it|describe)\(\s*(['"`])/g;
  return [...text.matchAll(call)].some(({ 0: opening, 1: quote = '', index }) =>
    text.startsWith(`${title}${quote}`, index + opening.length),
  );
}

function judgeOpen(rows: readonly Row[], listed: readonly string[]): readonly string[] {
  const open = rows.filter(({ standing }) => standing === 'open').map(({ number }) => number);
  return [
    ...open
      .filter((number) => !listed.includes(number))
      .map((number) => `${number}: open, and not on the list`),
    ...listed
      .filter((number) => !open.includes(number))
      .map((number) => `${number}: on the list, and not open`),
  ];
}

function judgeCounts(right: readonly string[], stated: readonly string[]): readonly string[] {
  return [
    ...right.filter((line) => !stated.includes(line)).map((line) => `the counts are ${line}`),
    ...stated.filter((line) => !right.includes(line)).map((line) => `the counts are not ${line}`),
  ];
}

/** By chapter: of levels 1 and 2, then of level 3, what is met, open and not applicable. */
function countRows(rows: readonly Row[], levels: Judging['levels']): readonly string[] {
  const each = rows.flatMap(({ number, standing }) =>
    cover(number, levels).map((one) => ({ one, standing, isDeep: levels.get(one) === '3' })),
  );
  const count = (belongs: (number: string) => boolean) =>
    [false, true].flatMap((isDeep) =>
      standings.map(
        (standing) =>
          each.filter((row) => row.isDeep === isDeep && row.standing === standing && belongs(row.one)).length,
      ),
    );
  const chapters = new Set([...levels.keys()].map((number) => number.split('.')[0] ?? ''));
  return [
    ...[...chapters].map((chapter) =>
      tellCounts(
        chapter,
        count((one) => one.startsWith(`${chapter}.`)),
      ),
    ),
    tellCounts(
      'all',
      count(() => true),
    ),
  ];
}

function cover(number: string, levels: Judging['levels']): readonly string[] {
  return [...levels.keys()].filter((one) => one === number || one.startsWith(`${number}.`));
}
