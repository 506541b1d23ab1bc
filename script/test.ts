/**
 * What `npm test` runs. Progress goes to standard error and results to standard output, whose very last
 * line is "N passed, N failed". `npm test -- src/pathway` runs only the files whose path holds that text;
 * `SEED=… npm test` gives the property tests the seed of an earlier run.
 */
import type { AssertionError } from 'node:assert';
import { randomInt } from 'node:crypto';
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { inspect } from 'node:util';
import { findChromium, installChromium, withoutChromium } from './install-chromium.ts';
import { type Failure, runAndTally, type Tally, tellTotals } from './tally.ts';

const root = new URL('..', import.meta.url).pathname;
/** What takes minutes begins first, so that nothing runs on alone at the end. */
const longest = ['test/gallery/gallery.test.ts', 'test/browser/journeys.test.ts', 'test/walls.test.ts'];

process.chdir(root);
// Hundreds of processes read the same code: what was read once is kept.
process.env['NODE_COMPILE_CACHE'] ??= `${root}node_modules/.cache/compiled`;
const files = findTestFiles(process.argv.slice(2).filter((word) => !word.startsWith('-')));
const reminders: string[] = [];
if (files.some(needsBrowser)) prepareBrowser();
shareSeed();
const run = mkdtempSync(join(tmpdir(), 'rowan-tests-'));
// What is costly to make is made once a run, in there, and copied: see test/started-folder.ts.
process.env['ROWAN_TEST_RUN'] = run;
chmodSync(run, 0o755);
const tally = await runAndTally(files, (line) => process.stdout.write(`${line}\n`));
rmSync(run, { recursive: true, force: true });
printEnd(tally);

function findTestFiles(wanted: string[]): string[] {
  const all = globSync('{src,test,script,bench,migrations}/**/*.test.ts', {
    exclude: (path) => path.includes('node_modules'),
  });
  const places = wanted.map((word) => relative(root, new URL(word, `file://${root}`).pathname));
  const chosen = all.filter((path) => places.length === 0 || places.some((place) => path.includes(place)));
  return chosen.sort((a, b) => findTurn(a) - findTurn(b) || (a < b ? -1 : 1));
}

function findTurn(path: string): number {
  const turn = longest.indexOf(path);
  return turn < 0 ? longest.length : turn;
}

/** A test that drives a page says so in its text, by what it imports. */
function needsBrowser(path: string): boolean {
  return /from '[^']*(playwright|browser|chromium)[^']*'/.test(readFileSync(path, 'utf8'));
}

/** Without chromium everything else is still tested; the tests of pages fail, and the reason is told once. */
function prepareBrowser(): void {
  const chromium = installChromium() ?? findChromium();
  if (chromium === undefined) {
    reminders.push(withoutChromium);
    process.stderr.write(`${withoutChromium}\n`);
    return;
  }
  process.env['CHROMIUM'] = chromium;
}

function shareSeed(): void {
  const seed = process.env['SEED'] ?? String(randomInt(2 ** 31));
  if (!/^-?\d+$/.test(seed)) {
    process.stderr.write(`SEED must be a whole number, as an earlier run printed it; it is "${seed}".\n`);
    process.exit(2);
  }
  process.env['SEED'] = seed;
  process.stdout.write(`Seed of the property tests: SEED=${seed}\n`);
}

function printEnd(tally: Tally): void {
  if (tally.failures.length > 0) process.stdout.write('\nWhat failed, in full:\n');
  for (const failure of tally.failures) printFailure(failure);
  for (const sentence of reminders) process.stdout.write(`\n${sentence}\n`);
  const ran = tally.passed + tally.failures.length;
  if (ran === 0)
    process.stdout.write('\nNo test ran: no *.test.ts file has a path that holds what was asked for.\n');
  process.stdout.write(`\n${tellTotals(tally)}\n`);
  process.exitCode = tally.failures.length > 0 || ran === 0 ? 1 : 0;
}

function printFailure({ file, names, error, said }: Failure): void {
  process.stdout.write(`\n✖ ${file}: ${names.join(' › ')}\n`);
  process.stdout.write(`${describeError(error).replace(/^/gm, '    ')}\n`);
  if (said !== '') process.stdout.write(`  What the file wrote:\n${said.replace(/^/gm, '    ')}\n`);
}

/** An assertion: its message, the two values where the message is its own, and the place in our files. */
function describeError(error: unknown): string {
  const whole = inspect(error, { depth: 6 }).replace(
    /^ +at .*(node:internal|Array\.map|new Promise).*\n?/gm,
    '',
  );
  if (!(error instanceof Error) || !('operator' in error)) return whole;
  const { actual, expected, generatedMessage, operator } = error as AssertionError;
  const place = (error.stack ?? '').split('\n').find((line) => /^ +at .*file:/.test(line));
  const values = `got ${inspect(actual, { depth: 6 })}\nfor ${inspect(expected, { depth: 6 })}`;
  const said = generatedMessage || operator === '==' ? [] : [values];
  return [error.message, ...said, place?.trim() ?? ''].join('\n').trimEnd();
}
