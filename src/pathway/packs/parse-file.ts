import type { z } from 'zod';
import { type Path, readYaml, type YamlFile } from './yaml-file.ts';

/** A file that was read by its schema: its value, or null where there are problems. */
export interface ParsedFile<Value> extends YamlFile {
  readonly parsed: Value | null;
}

/** Reads a pack's file by its schema; each mistake gets its place and a sentence. */
export function parseFile<Schema extends z.ZodType>(
  schema: Schema,
  file: string,
  text: string,
): ParsedFile<z.infer<Schema>> {
  const yaml = readYaml(file, text);
  if (yaml.problems.length > 0) return { ...yaml, parsed: null };
  const result = schema.safeParse(yaml.value);
  if (result.success) return { ...yaml, parsed: result.data };
  for (const issue of result.error.issues) {
    for (const { path, message } of explainIssue(yaml.value, issue, [])) yaml.report(path, message);
  }
  return { ...yaml, parsed: null };
}

type Issue = z.core.$ZodIssue;

interface Mistake {
  readonly path: Path;
  readonly message: string;
}

function explainIssue(root: unknown, issue: Issue, above: Path): Mistake[] {
  const path = [...above, ...(issue.path as Path)];
  const what = nameKey(path.at(-1));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `"${key}" is not a key that can stand here`,
      }));
    case 'invalid_union':
      return explainUnion(root, issue, path);
    case 'invalid_key':
      return [
        { path, message: `${what} ${issue.issues[0]?.message ?? 'is not a name that can stand here'}` },
      ];
    case 'invalid_value': {
      const choice = issue.values.length > 1 ? 'one of ' : '';
      return [{ path, message: `${what} must be ${choice}${issue.values.join(', ')}` }];
    }
    case 'invalid_type':
      return [{ path, message: explainType(root, path, issue.expected) }];
    default:
      return [{ path, message: `${what} ${issue.message}` }];
  }
}

/** Of the shapes that might have been meant, the one that was followed furthest is spoken of. */
function explainUnion(
  root: unknown,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
): Mistake[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((one) => one.path.length));
  const [closest = []] = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length);
  const followed = depth(closest) > 0 || closest.some((one) => one.code === 'unrecognized_keys');
  if (followed) return closest.flatMap((one) => explainIssue(root, one, path));
  return [{ path, message: `${nameKey(path.at(-1))} has none of the shapes that can stand here` }];
}

function nameKey(key: string | number | undefined): string {
  if (key === undefined) return 'this';
  return typeof key === 'number' ? `entry ${key + 1}` : `"${key}"`;
}

const kinds: Record<string, string> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  string: 'text',
  number: 'a number',
};

function explainType(root: unknown, path: Path, expected: string): string {
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
  const what = nameKey(path.at(-1));
  return found === undefined ? `${what} is missing` : `${what} must be ${kinds[expected] ?? expected}`;
}
