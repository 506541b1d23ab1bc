import type { z } from 'zod';
import { suggestName } from './names.ts';
import { findDescription, listKeys } from './schema/walk.ts';
import type { Path } from './yaml-file.ts';

type Issue = z.core.$ZodIssue;

export interface Mistake {
  readonly path: Path;
  readonly message: string;
}

/** What was read, and the schema that it does not fit. */
export interface Misfit {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
}

/** What a policy owner is told where a file does not have its shape: each mistake with its place. */
export function explainIssue(misfit: Misfit, issue: Issue, above: Path): Mistake[] {
  const path = [...above, ...(issue.path as Path)];
  const what = nameKey(path.at(-1));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], message: refuseKey(misfit, path, key) }));
    case 'invalid_union':
      return explainUnion(misfit, issue, path);
    case 'invalid_key':
      return [{ path, message: `${what} ${issue.issues[0]?.message ?? 'is no name that can stand here'}` }];
    case 'invalid_value':
      return [{ path, message: explainValue(misfit, issue, path) }];
    case 'invalid_type':
      return [{ path, message: explainType(misfit, path, issue.expected) }];
    default:
      return [{ path, message: `${what} ${issue.message}` }];
  }
}

function refuseKey({ schema }: Misfit, path: Path, key: string): string {
  return `"${key}" is not a key that can stand here${suggestName(key, listKeys(schema, path))}`;
}

function explainValue(
  misfit: Misfit,
  { values }: Extract<Issue, { code: 'invalid_value' }>,
  path: Path,
): string {
  const found = findValue(misfit.value, path);
  if (found === undefined) return explainMissing(misfit, path);
  const allowed = values.map(String);
  const only = allowed.length === 1 ? ` must be ${allowed.join()}` : ` cannot be ${JSON.stringify(found)}`;
  const choice = allowed.length === 1 ? '' : suggestName(String(found), allowed);
  return `${nameKey(path.at(-1))}${only}${choice}`;
}

function explainMissing({ schema }: Misfit, path: Path): string {
  const description = findDescription(schema, path);
  return `${nameKey(path.at(-1))} is missing${description === null ? '' : `: ${description}`}`;
}

const kinds: Record<string, string> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  string: 'text',
  number: 'a number',
};

function explainType(misfit: Misfit, path: Path, expected: string): string {
  const found = findValue(misfit.value, path);
  const what = nameKey(path.at(-1));
  if (found === undefined) return explainMissing(misfit, path);
  if (found === null && path.length === 0)
    return `${what} is empty: docs/writing-a-pack.md says what stands in it`;
  if (found === null) return `${what} is empty: write something after it, or leave it out`;
  if (expected === 'string' && typeof found === 'number')
    return `${what} must be text: put it in quotation marks, "${found}"`;
  return `${what} must be ${kinds[expected] ?? expected}`;
}

/** Of the shapes that might have been meant, the one that what was written comes nearest to. */
function explainUnion(
  misfit: Misfit,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
): Mistake[] {
  const choices = flattenChoices(issue)
    .filter((issues) => !issues.some(isOfAnotherKind))
    .map((issues) => ({ issues, strange: countStrange(issues), depth: findDepth(issues) }))
    .toSorted((a, b) => a.strange - b.strange || b.depth - a.depth);
  const [first, second] = choices;
  const clear =
    first !== undefined &&
    (second === undefined || first.strange < second.strange || first.depth > second.depth);
  if (clear) return first.issues.flatMap((one) => explainIssue(misfit, one, path));
  const unknown = findUnknownKeys(misfit, path);
  if (unknown.length > 0)
    return unknown.map((key) => ({ path: [...path, key], message: refuseKey(misfit, path, key) }));
  const ownSentence = issue.message === 'Invalid input' ? 'has no shape that can stand here' : issue.message;
  return [{ path, message: `${nameKey(path.at(-1))} ${ownSentence}` }];
}

/** The keys that none of the shapes has that may stand here. */
function findUnknownKeys({ schema, value }: Misfit, path: Path): string[] {
  const known = listKeys(schema, path);
  const found = findValue(value, path);
  if (known.length === 0 || typeof found !== 'object' || found === null || Array.isArray(found)) return [];
  return Object.keys(found).filter((key) => !known.includes(key));
}

/** A choice that is itself a choice counts as its parts. */
function flattenChoices(issue: Extract<Issue, { code: 'invalid_union' }>): (readonly Issue[])[] {
  return issue.errors.flatMap((issues) => {
    const [only] = issues;
    const nested = issues.length === 1 && only?.code === 'invalid_union' && only.path.length === 0;
    return nested ? flattenChoices(only) : [issues];
  });
}

/** A list where a map was written, or a word where one of others was. */
function isOfAnotherKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function countStrange(issues: readonly Issue[]): number {
  return issues.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 0), 0);
}

function findDepth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}

function findValue(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    root,
  );
}

function nameKey(key: string | number | undefined): string {
  if (key === undefined) return 'this file';
  return typeof key === 'number' ? `entry ${key + 1}` : `"${key}"`;
}
