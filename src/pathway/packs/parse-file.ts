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
  for (const issue of result.error.issues) reportIssue(yaml, issue, []);
  return { ...yaml, parsed: null };
}

type Issue = z.core.$ZodIssue;

function reportIssue(yaml: YamlFile, issue: Issue, above: Path): void {
  const path = [...above, ...(issue.path as Path)];
  const key = path.at(-1);
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const unknown of issue.keys)
        yaml.report([...path, unknown], `"${unknown}" is not a key that can stand here`);
      return;
    case 'invalid_union':
      return reportUnion(yaml, issue, path);
    case 'invalid_key':
      return yaml.report(
        path,
        `"${String(key)}" ${issue.issues[0]?.message ?? 'is not a name that can stand here'}`,
      );
    case 'invalid_value':
      return yaml.report(
        path,
        `${describe(key)} must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`,
      );
    case 'invalid_type':
      return yaml.report(path, describeType(yaml.value, path, issue.expected));
    default:
      return yaml.report(path, `${describe(key)} ${issue.message}`);
  }
}

/** Of the shapes that might have been meant, the one with the fewest mistakes is spoken of. */
function reportUnion(yaml: YamlFile, issue: Extract<Issue, { code: 'invalid_union' }>, path: Path): void {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((one) => one.path.length));
  const shapes = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length);
  const [closest] = shapes;
  if (closest === undefined || closest.length === 0 || depth(closest) === 0) {
    const only = closest?.find((one) => one.code === 'unrecognized_keys');
    if (only !== undefined) return reportIssue(yaml, only, path);
    return yaml.report(path, `${describe(path.at(-1))} has none of the shapes that can stand here`);
  }
  for (const one of closest) reportIssue(yaml, one, path);
}

function describe(key: string | number | undefined): string {
  return key === undefined ? 'this' : typeof key === 'number' ? `entry ${key + 1}` : `"${key}"`;
}

function describeType(root: unknown, path: Path, expected: string): string {
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
  if (found === undefined) return `${describe(path.at(-1))} is missing`;
  const kinds: Record<string, string> = {
    object: 'a map',
    record: 'a map',
    array: 'a list',
    string: 'text',
    number: 'a number',
  };
  return `${describe(path.at(-1))} must be ${kinds[expected] ?? expected}`;
}
