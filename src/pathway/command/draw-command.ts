import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Drawing, drawPathway, drawWay } from '../charts/index.ts';
import { choosePolicy, describeProblem, isDay, type LoadedPolicies } from '../packs/index.ts';
import type { CommandLine } from './pathway-command.ts';
import { readFactsFile } from './read-situations.ts';

const usage = `rowan policy draw <council> [--facts <file, or - for standard input>]
                  [--date YYYY-MM-DD] [--out <file>] [--text]`;

const options = {
  facts: { type: 'string' },
  date: { type: 'string' },
  out: { type: 'string' },
  text: { type: 'boolean' },
} as const;

/**
 * `rowan policy draw`: the whole pathway for the wall, or with `--facts` one situation's way through it, as
 * SVG; with `--text` the same in words. To standard output unless `--out` names a file.
 *
 * @returns the exit status: 0, or 2 for what cannot be read or written
 */
export async function runPolicyDraw(
  args: readonly string[],
  load: () => LoadedPolicies,
  line: CommandLine,
): Promise<number> {
  const asked = readArguments(args, line.today);
  if (typeof asked === 'string') return refuse(line, [asked, usage]);
  const policies = load();
  if (policies.problems.length > 0) return refuse(line, policies.problems.map(describeProblem));
  try {
    const drawing = await draw(asked, policies, line);
    if ('errors' in drawing) return refuse(line, drawing.errors);
    const made = asked.text ? drawing.text : drawing.svg;
    if (asked.out === undefined) line.out(made);
    else writeFileSync(asked.out, made);
    return 0;
  } catch (error) {
    if (!isFileError(error)) throw error;
    const does = error.syscall === 'read' || error.path === asked.facts ? 'read' : 'written';
    return refuse(line, [`${error.path ?? 'standard input'} cannot be ${does} (${error.code})`]);
  }
}

interface Asked {
  readonly council: string;
  readonly date: string;
  readonly facts: string | undefined;
  readonly out: string | undefined;
  readonly text: boolean;
}

function readArguments(args: readonly string[], today: string): Asked | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [council, ...more] = positionals;
    if (council === undefined || more.length > 0) return 'name one council';
    const { date = today, facts, out, text = false } = values;
    if (!isDay(date)) return `"${date}" is not a day: write it as 2026-11-22`;
    return { council, date, facts, out, text };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

async function draw(
  { council, date, facts }: Asked,
  policies: LoadedPolicies,
  line: CommandLine,
): Promise<Drawing | { readonly errors: readonly string[] }> {
  const chosen = choosePolicy(policies, council, date);
  if (!chosen.ok) return { errors: [chosen.message] };
  if (facts === undefined) return await drawPathway(chosen.policy);
  const read = readFactsFile(line.readInput(facts), policies, council, date);
  if (!read.ok) return read;
  const [situation] = read.situations;
  return await drawWay(chosen.policy, situation?.facts ?? {});
}

function refuse(line: CommandLine, sentences: readonly string[]): number {
  for (const sentence of sentences) line.err(`${sentence}\n`);
  return 2;
}

function isFileError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
