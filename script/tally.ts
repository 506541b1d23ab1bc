import { dirname, relative, resolve } from 'node:path';
import { run } from 'node:test';

/** The events of node:test's `run()` that are counted, with what is read of them. */
interface TestEvent {
  type: string;
  data: {
    name?: string;
    file?: string;
    nesting?: number;
    message?: string;
    skip?: boolean | string;
    todo?: boolean | string;
    details?: { type?: string; passed?: boolean; error?: Error & { failureType?: string } };
  };
}

export interface Failure {
  file: string;
  /** The chapter, the story, and what stands in them. */
  names: string[];
  error: unknown;
  /** What the file printed, where it failed as a whole. */
  said: string;
}

interface FileState {
  names: string[];
  tests: number;
  failed: boolean;
  said: string;
  started: number;
}

export interface Tally {
  passed: number;
  skipped: number;
  failures: Failure[];
  files: Map<string, FileState>;
}

const longestFileMilliseconds = 10 * 60 * 1000;

/**
 * Runs test files, each in a process of its own, two at a time, and counts.
 * @param tell is given a line as soon as a file is done, and what a test tells by `t.diagnostic`
 */
export async function runAndTally(paths: string[], tell: (line: string) => void): Promise<Tally> {
  const tally: Tally = { passed: 0, skipped: 0, failures: [], files: new Map() };
  // Given no file, node:test would look for its own.
  if (paths.length === 0) return tally;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const events = run({
    files: paths,
    concurrency: 2,
    isolation: 'process',
    timeout: longestFileMilliseconds,
    signal: stop.signal,
  });
  for await (const event of events) {
    const line = addEvent(tally, event as TestEvent);
    if (line !== undefined) tell(line);
  }
  return tally;
}

/**
 * Counts one event. A test with tests inside counts as one too, as node:test counts; a chapter (`describe`)
 * does not, unless it failed by itself (in a hook). `test:complete` comes at once; `test:start`,
 * `test:pass` and `test:fail` come in the order of the files.
 * @returns the line to print, for a file that is done or a test that has something to tell (`t.diagnostic`)
 */
function addEvent(tally: Tally, { type, data }: TestEvent): string | undefined {
  if (data.file === undefined) return undefined;
  const file = relative(process.cwd(), data.file);
  const state = openFile(tally, findGatherer(file));
  const isWholeFile = data.nesting === 0 && resolve(data.name ?? '') === data.file;
  switch (type) {
    case 'test:stdout':
    case 'test:stderr':
      state.said = (state.said + data.message).slice(-20_000);
      return undefined;
    case 'test:diagnostic':
      return `  ${file}: ${data.message}`;
    case 'test:dequeue':
      if (isWholeFile) state.started = performance.now();
      return undefined;
    case 'test:start':
      state.names = [...state.names.slice(0, data.nesting), data.name ?? ''];
      return undefined;
    case 'test:complete':
      if (data.details?.passed === false) state.failed = true;
      if (isWholeFile) return tellFile(file, state);
      if (data.details?.type !== 'suite') state.tests += 1;
      return undefined;
    case 'test:pass':
      if (isWholeFile) addEmptyFile(tally, file, state);
      else if (data.details?.type !== 'suite') addPass(tally, data);
      return undefined;
    case 'test:fail':
      addFail(tally, file, state, isWholeFile, data);
      return undefined;
    default:
      return undefined;
  }
}

/** The stories of a folder (test/walls/) are told by the test file of its name (test/walls.test.ts). */
function findGatherer(file: string): string {
  return file.endsWith('.story.ts') ? `${dirname(file)}.test.ts` : file;
}

function openFile(tally: Tally, file: string): FileState {
  const known = tally.files.get(file);
  if (known !== undefined) return known;
  const state = { names: [], tests: 0, failed: false, said: '', started: performance.now() };
  tally.files.set(file, state);
  return state;
}

function addPass(tally: Tally, { skip, todo }: TestEvent['data']): void {
  if (skip !== undefined || todo !== undefined) tally.skipped += 1;
  else tally.passed += 1;
}

/** A file in which nothing was tested is a failure: somebody believes that it proves something. */
function addEmptyFile(tally: Tally, file: string, state: FileState): void {
  if (state.tests > 0) return;
  tally.failures.push({
    file,
    names: ['the file itself'],
    error: 'It holds no test.',
    said: state.said.trim(),
  });
}

function addFail(
  tally: Tally,
  file: string,
  state: FileState,
  isWholeFile: boolean,
  data: TestEvent['data'],
): void {
  const error = data.details?.error;
  // The test inside has been counted; its parents are named before it.
  if (error?.failureType === 'subtestsFailed') return;
  const names = isWholeFile ? ['the file itself'] : [...state.names.slice(0, data.nesting), data.name ?? ''];
  const cause = error?.cause instanceof Error ? error.cause : error;
  tally.failures.push({ file, names, error: cause, said: isWholeFile ? state.said.trim() : '' });
}

function tellFile(file: string, state: FileState): string {
  const seconds = ((performance.now() - state.started) / 1000).toFixed(1);
  const mark = state.failed || state.tests === 0 ? '✖' : '✔';
  return `${mark} ${file} (${state.tests} tests, ${seconds} s)`;
}

/** The last line: "N passed, N failed", and ", N skipped" where there are any. */
export function tellTotals(tally: Tally): string {
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  return `${tally.passed} passed, ${tally.failures.length} failed${skipped}`;
}
