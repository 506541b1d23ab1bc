/**
 * What `npm run faults` runs: what goes wrong, made to happen, more often than a test has time for. Progress
 * goes to standard error, a line a figure to standard output. `npm run faults -- tampering` runs only that;
 * `--count 100` says how often, `SEED=…` repeats an earlier run.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Faults } from './faults/faults.ts';

/** Each is read when it is run. */
const known: Readonly<Record<string, () => Promise<Faults>>> = {
  statements: async () => (await import('./faults/statements.ts')).runStatements,
  'full-disk': async () => (await import('./faults/full-disk.ts')).runFullDisk,
  away: async () => (await import('./faults/away.ts')).runAway,
  pool: async () => (await import('./faults/pool.ts')).runPool,
  tampering: async () => (await import('./faults/tampering.ts')).runTampering,
  histories: async () => (await import('./faults/histories.ts')).runHistories,
  mutants: async () => (await import('./faults/mutants.ts')).runMutants,
  kills: async () => (await import('./faults/kills.ts')).runKills,
  fuzz: async () => (await import('./faults/fuzz.ts')).runFuzz,
  times: async () => (await import('./faults/times.ts')).runTimes,
  interleavings: async () => (await import('./faults/histories.ts')).runInterleavings,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string' } },
});
const strange = positionals.find((name) => known[name] === undefined);
const count = values.count === undefined ? undefined : Number(values.count);
if (strange !== undefined || (count !== undefined && !(count > 0))) {
  process.stderr.write(`Usage: npm run faults -- [${Object.keys(known).join('|')} …] [--count N]\n`);
  process.exit(2);
}
process.env['SEED'] ??= String(randomInt(2 ** 31));
process.stdout.write(`Seed: SEED=${process.env['SEED']}\n`);
let held = true;
for (const name of positionals.length > 0 ? positionals : Object.keys(known)) {
  const run = await known[name]?.();
  for await (const { what, figure, holds } of run?.(count) ?? []) {
    held &&= holds;
    process.stdout.write(`${holds ? '✔' : '✖'} ${name}: ${what}: ${figure}\n`);
  }
}
process.exitCode = held ? 0 : 1;
