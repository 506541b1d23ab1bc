import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CommandLine } from '../command/pathway-command.ts';
import { choosePolicy, describeProblem, isDay, type LoadedPolicies } from '../packs/index.ts';
import { makeBook } from './book.ts';
import { showBookFile } from './show/book-file.ts';

const usage = 'rowan policy book <council> [--date YYYY-MM-DD] [--out <file>]';

/**
 * `rowan policy book`: the lead's booklet as one HTML file, to standard output unless `--out` names a file.
 *
 * @returns the exit status: 0, or 2 for what cannot be read or written
 */
export function runPolicyBook(
  args: readonly string[],
  load: () => LoadedPolicies,
  line: CommandLine,
): number {
  const asked = readArguments(args, line.today);
  if (typeof asked === 'string') return refuse(line, [asked, usage]);
  const policies = load();
  if (policies.problems.length > 0) return refuse(line, policies.problems.map(describeProblem));
  const chosen = choosePolicy(policies, asked.council, asked.date);
  if (!chosen.ok) return refuse(line, [chosen.message]);
  const text = String(showBookFile(makeBook(chosen.policy)));
  if (asked.out === undefined) {
    line.out(text);
    return 0;
  }
  return writeBook(asked.out, text, line);
}

function writeBook(file: string, text: string, line: CommandLine): number {
  try {
    writeFileSync(file, text);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse(line, [`${file} cannot be written (${String(error.code)})`]);
  }
  line.err(`The booklet is in ${file}.\n`);
  return 0;
}

function readArguments(
  args: readonly string[],
  today: string,
): { council: string; date: string; out: string | undefined } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { date: { type: 'string' }, out: { type: 'string' } },
      allowPositionals: true,
    });
    const [council, ...more] = positionals;
    if (council === undefined || more.length > 0) return 'name one council';
    const { date = today, out } = values;
    return isDay(date) ? { council, date, out } : `"${date}" is not a day: write it as 2026-11-22`;
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

function refuse(line: CommandLine, sentences: readonly string[]): number {
  for (const sentence of sentences) line.err(`${sentence}\n`);
  return 2;
}
