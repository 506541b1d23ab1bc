/**
 * What `npm run check` runs: everything that can be known of the house without running it. One line a step,
 * with its time, two at a time; what a failed step said comes after its line. Ends with status 1 when any
 * step failed. `npm run check -- --after-tests` leaves out the steps that `npm test` has just tried.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOutsiders } from './pure-rules.ts';

const root = new URL('..', import.meta.url).pathname;

interface Step {
  name: string;
  program: string;
  words: string[];
  /** Gives what is wrong with an output whose status was 0; nothing when all is well. */
  judge?: (output: string) => string | undefined;
}

const steps: Step[] = [
  { name: 'policy packs', program: 'node', words: ['src/cli.ts', 'policy', 'check'] },
  { name: 'types', program: 'tsc', words: ['-p', 'tsconfig.json'] },
  { name: 'types of pure rules', program: 'tsc', words: ['-p', 'tsconfig.rules.json'] },
  { name: 'types of the script in the browser', program: 'tsc', words: ['-p', 'src/platform/html/script'] },
  {
    name: 'pure rules see nothing else',
    program: 'tsc',
    words: ['-p', 'tsconfig.rules.json', '--listFilesOnly'],
    judge: (output) => {
      const outsiders = findOutsiders(output);
      if (outsiders.length === 0) return undefined;
      return `These may bring Node's types into pure code:\n${outsiders.join('\n')}`;
    },
  },
  {
    name: 'Biome: lint and format',
    program: 'biome',
    words: ['ci', '--colors=off', '--max-diagnostics=30', '.'],
  },
  { name: 'knip: nothing unused, nothing unlisted', program: 'knip', words: ['--no-progress'] },
  { name: 'tidy', program: 'node', words: ['script/test.ts', 'test/tidy.test.ts'] },
  { name: 'architecture', program: 'node', words: ['script/test.ts', 'test/architecture.test.ts'] },
];

const isAfterTests = process.argv.includes('--after-tests');
const wanted = steps.filter(({ program, words }) => {
  const isTest = program === 'node' && words[0] === 'script/test.ts';
  return !(isAfterTests && isTest);
});
const waiting = [...wanted];
const [failed, others] = await Promise.all([runWaiting(), runWaiting()]);
const all = failed + others;
process.stdout.write(all === 0 ? 'All in order.\n' : `${all} of ${wanted.length} steps failed.\n`);
process.exitCode = all === 0 ? 0 : 1;

/** Runs one step after the other, beside whoever does the same, until none waits. @returns how many failed */
async function runWaiting(): Promise<number> {
  let failed = 0;
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    if (!(await runStep(step))) failed += 1;
  }
  return failed;
}

async function runStep(step: Step): Promise<boolean> {
  const started = performance.now();
  const { status, output } = await runProgram(step);
  const wrong = status === 0 ? step.judge?.(output) : output;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const passed = status === 0 && wrong === undefined;
  process.stdout.write(`${passed ? '✔' : '✖'} ${step.name} (${seconds} s)\n`);
  if (!passed) process.stdout.write(`${(wrong ?? output).trimEnd().replace(/^/gm, '    ')}\n`);
  return passed;
}

function runProgram({ program, words }: Step): Promise<{ status: number; output: string }> {
  const local = join(root, 'node_modules', '.bin', program);
  const child = spawn(existsSync(local) ? local : program, words, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (output += part.toString()));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ status: 1, output: `${program}: ${error.message}` }));
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}
