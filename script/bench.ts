/**
 * What `npm run bench` runs: Rowan's times, each in ratio to a named peer in the same run. Progress goes to
 * standard error and the table to standard output. `npm run bench -- evaluation pages` runs only these;
 * `npm run bench -- --save` writes the whole table into docs/performance.md, between its two markers.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureCases } from '../bench/cases/measure-cases.ts';
import { measureDrawings } from '../bench/drawings.ts';
import { measureEvaluation } from '../bench/evaluation.ts';
import { measureLines } from '../bench/lines.ts';
import { measureLoading } from '../bench/loading.ts';
import type { Bench, Measurement } from '../bench/measure.ts';
import { measurePages } from '../bench/pages.ts';
import { writeTable } from '../bench/table.ts';
import { measureWalls } from '../bench/walls/measure-walls.ts';

const benches: Readonly<Record<string, Bench>> = {
  evaluation: measureEvaluation,
  lines: measureLines,
  loading: measureLoading,
  pages: measurePages,
  drawings: measureDrawings,
  cases: measureCases,
};
/** Makes a million cases first, which takes the better part of an hour: only where it is asked for. */
const onlyByName: Readonly<Record<string, Bench>> = { walls: measureWalls };
const report = new URL('../docs/performance.md', import.meta.url);
const markers = ['<!-- figures: written by npm run bench -- --save -->', '<!-- end of figures -->'] as const;

const status = await run(process.argv.slice(2));
if (status !== 0) process.exitCode = status;

async function run(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { save: { type: 'boolean' } },
    allowPositionals: true,
  });
  const strange = positionals.find((name) => (benches[name] ?? onlyByName[name]) === undefined);
  if (strange !== undefined || (values.save === true && positionals.length > 0)) {
    const names = [...Object.keys(benches), ...Object.keys(onlyByName)].join(', ');
    process.stderr.write(`npm run bench [-- ${names}], or npm run bench -- --save for all of them\n`);
    return 2;
  }
  const chosen =
    positionals.length === 0
      ? Object.entries(benches)
      : Object.entries({ ...benches, ...onlyByName }).filter(([name]) => positionals.includes(name));
  const measured: Measurement[] = [];
  for (const [name, bench] of chosen) {
    process.stderr.write(`Measuring ${name} …\n`);
    measured.push(...(await bench()));
  }
  const written = `${describeMachine()}\n\n${writeTable(measured)}`;
  process.stdout.write(written);
  if (values.save === true) save(written);
  return 0;
}

function describeMachine(): string {
  const processor = cpus()[0]?.model.trim() ?? 'an unknown processor';
  const memory = Math.round(totalmem() / 1024 ** 3);
  const british = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });
  const when = `${british.format(new Date())}, \`npm run bench\``;
  const machine = `${cpus().length} cores (${processor}), ${memory} GiB, ${process.platform}`;
  return `${when}: ${machine}, Node ${process.versions.node}; load ${(loadavg()[0] ?? 0).toFixed(1)}.`;
}

function save(written: string): void {
  const text = readFileSync(report, 'utf8');
  const [begins, ends] = markers.map((marker) => text.indexOf(marker));
  if (begins === undefined || ends === undefined || begins < 0 || ends < begins)
    throw new Error('docs/performance.md has lost its markers');
  const before = text.slice(0, begins + markers[0].length);
  writeFileSync(report, `${before}\n\n${written}\n${text.slice(ends)}`);
}
