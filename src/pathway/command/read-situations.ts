import { z } from 'zod';
import { readJson } from '../../platform/json.ts';
import { type Facts, readFacts } from '../engine/index.ts';
import { choosePolicy, isDay, type LoadedPolicies, type LoadedPolicy } from '../packs/index.ts';

/** A situation that was read whole: its policy in force on its day, and its facts. */
export interface Situation {
  readonly id: string | number | null;
  readonly policy: LoadedPolicy;
  readonly facts: Facts;
}

export type ReadSituations =
  | { readonly ok: true; readonly situations: readonly Situation[] }
  | { readonly ok: false; readonly errors: readonly string[] };

/** What the command line says for lines that do not say it themselves. */
export interface Defaults {
  readonly council: string | undefined;
  readonly date: string;
}

const line = z.looseObject({
  id: z.union([z.string(), z.number()]),
  council: z.string().optional(),
  date: z.string().optional(),
  // As it came: a record of zod's would quietly drop a key like __proto__.
  facts: z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
});

const anything = z.unknown();

/** Reads one JSON object a line. Every line is read before any is answered; each error names its line. */
export function readLines(text: string, policies: LoadedPolicies, defaults: Defaults): ReadSituations {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const read = lines.flatMap((one, index) =>
    one.trim() === '' ? [] : [{ number: index + 1, result: readLine(one, policies, defaults) }],
  );
  const errors = read.flatMap(({ number, result }) =>
    typeof result === 'string' ? [`line ${number}: ${result}`] : [],
  );
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, situations: read.flatMap(({ result }) => (typeof result === 'string' ? [] : [result])) };
}

function readLine(text: string, policies: LoadedPolicies, defaults: Defaults): Situation | string {
  const value = parseStrictly(text);
  if (typeof value === 'string') return value;
  const parsed = line.safeParse(value.json);
  if (!parsed.success) return 'a situation is a JSON object with "id", "council" and "facts"';
  const { id, council = defaults.council, date = defaults.date, facts } = parsed.data;
  if (council === undefined) return 'the council is missing: say "council" on the line, or --council';
  const situation = readSituation(facts, policies, council, date);
  return typeof situation === 'string' ? situation : { ...situation, id };
}

/** Reads one situation from a file of facts. */
export function readFactsFile(
  text: string,
  policies: LoadedPolicies,
  council: string,
  date: string,
): ReadSituations {
  const value = parseStrictly(text.replace(/^\uFEFF/, ''));
  const situation = typeof value === 'string' ? value : readSituation(value.json, policies, council, date);
  return typeof situation === 'string'
    ? { ok: false, errors: [situation] }
    : { ok: true, situations: [situation] };
}

function readSituation(
  facts: unknown,
  policies: LoadedPolicies,
  council: string,
  date: string,
): Situation | string {
  if (!isDay(date)) return `"${date}" is not a day: write it as 2026-11-22`;
  const chosen = choosePolicy(policies, council, date);
  if (!chosen.ok) return chosen.message;
  const read = readFacts(chosen.policy.policy, facts);
  if (!read.ok) return read.errors.map(({ message }) => message).join('; ');
  return { id: null, policy: chosen.policy, facts: read.facts };
}

/** JSON in which no key stands twice: of two answers to one question, neither is taken. */
function parseStrictly(text: string): { json: unknown } | string {
  const json = readJson(text, anything);
  if (json === undefined) return 'this is not JSON that can be read';
  return countKeys(json) === countWrittenKeys(text)
    ? { json }
    : 'a key stands twice in it: say each fact once';
}

function countKeys(json: unknown): number {
  if (typeof json !== 'object' || json === null) return 0;
  const own = Array.isArray(json) ? 0 : Object.keys(json).length;
  return Object.values(json).reduce<number>((sum, value) => sum + countKeys(value), own);
}

function countWrittenKeys(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
}
