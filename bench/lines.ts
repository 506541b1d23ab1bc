import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPolicies } from '../src/pathway/index.ts';
import { alternate, compare, type Measurement } from './measure.ts';
import { drawSituations } from './random-situations.ts';

const lines = 10_000;

/** `rowan pathway --lines` as a whole process, start-up included. */
export async function measureLines(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rowan-bench-'));
  try {
    const input = join(folder, 'situations.jsonl');
    writeFileSync(input, writeSituations());
    const run =
      (script: string, ...words: string[]) =>
      () =>
        runProcess(input, script, words);
    const times = await alternate(3, run('../src/cli.ts', 'pathway', '--lines'), run('./bare-lines.ts'));
    const what = `rowan pathway --lines, ${lines.toLocaleString('en-GB')} situations, start-up included`;
    return compare(what, 'Node reads the JSON and prints it', times).map((one) => ({ ...one, goal: 20_000 }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeSituations(): string {
  const { policies } = loadPolicies();
  const drawn = policies.flatMap(({ council, policy }, index) =>
    drawSituations(policy, Math.ceil(lines / policies.length), index + 1).map((facts) => ({
      council,
      facts,
    })),
  );
  return drawn
    .slice(0, lines)
    .map((situation, id) => `${JSON.stringify({ id, ...situation })}\n`)
    .join('');
}

function runProcess(input: string, script: string, words: readonly string[]): void {
  const output = `${input}.out`;
  const { status, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL(script, import.meta.url)), ...words],
    { stdio: [openSync(input, 'r'), openSync(output, 'w'), 'pipe'], encoding: 'utf8' },
  );
  if (status !== 0 || statSync(output).size === 0) throw new Error(`${script} did not answer: ${stderr}`);
}
