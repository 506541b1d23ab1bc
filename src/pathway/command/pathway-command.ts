import { parseArgs } from 'node:util';
import type { LoadedPolicies } from '../packs/index.ts';
import { describeProblem } from '../packs/index.ts';
import { type ReadSituations, readFactsFile, readLines } from './read-situations.ts';
import { writeAdvice } from './write-advice.ts';

/** What a command may touch of the terminal and the files. */
export interface CommandLine {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The text of a file; '-' is standard input. @throws where it cannot be read */
  readonly readInput: (path: string) => string;
  /** Whether a person is looking on: then text, and JSON otherwise. */
  readonly isTerminal: boolean;
  /** Today, where the councils are: YYYY-MM-DD. */
  readonly today: string;
}

const pathwayUsage = `rowan pathway --council <council> --facts <file, or - for standard input>
              [--date YYYY-MM-DD] [--json | --text]
rowan pathway --lines [--council <council>] [--date YYYY-MM-DD] < situations.jsonl`;

const options = {
  council: { type: 'string' },
  facts: { type: 'string' },
  lines: { type: 'boolean' },
  date: { type: 'string' },
  json: { type: 'boolean' },
  text: { type: 'boolean' },
} as const;

/**
 * `rowan pathway`: advice on one situation or on many. @returns the exit status: 0, or 2 for what cannot be
 * read
 */
export function runPathwayCommand(
  args: readonly string[],
  load: () => LoadedPolicies,
  line: CommandLine,
): number {
  const asked = readArguments(args);
  if (typeof asked === 'string') return refuse(line, [asked, pathwayUsage]);
  const policies = load();
  if (policies.problems.length > 0) return refuse(line, policies.problems.map(describeProblem));
  const date = asked.date ?? line.today;
  try {
    if (asked.lines === true) {
      const read = readLines(line.readInput('-'), policies, { council: asked.council, date });
      return answer(read, line, false);
    }
    const read = readFactsFile(line.readInput(asked.facts ?? '-'), policies, asked.council ?? '', date);
    return answer(read, line, asked.text === true || (line.isTerminal && asked.json !== true));
  } catch (error) {
    if (!isFileError(error)) throw error;
    return refuse(line, [`${asked.facts ?? 'standard input'} cannot be read (${error.code})`]);
  }
}

type Arguments = {
  [Option in keyof typeof options]?: (typeof options)[Option]['type'] extends 'string' ? string : boolean;
};

function readArguments(args: readonly string[]): Arguments | string {
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    if (values.lines === true)
      return values.facts === undefined ? values : 'give --lines or --facts, not both';
    if (values.council === undefined) return '--council is missing';
    return values.facts === undefined ? '--facts is missing' : values;
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

function answer(read: ReadSituations, line: CommandLine, asText: boolean): number {
  if (!read.ok) return refuse(line, shorten(read.errors));
  for (const { id, policy, facts } of read.situations) {
    const advice = policy.advisor.advise(facts);
    if (asText) line.out(writeAdvice(policy.policy, advice));
    else line.out(`${JSON.stringify(id === null ? advice : { id, ...advice })}\n`);
  }
  return 0;
}

function shorten(errors: readonly string[]): string[] {
  const most = 20;
  if (errors.length <= most) return [...errors];
  return [...errors.slice(0, most), `and ${errors.length - most} more lines like these`];
}

function refuse(line: CommandLine, sentences: readonly string[]): number {
  for (const sentence of sentences) line.err(`${sentence}\n`);
  return 2;
}

function isFileError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
