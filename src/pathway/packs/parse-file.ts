import type { z } from 'zod';
import { explainIssue } from './explain-issue.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** A file that was read by its schema: its value, or null where there are problems. */
export interface ParsedFile<Value> extends YamlFile {
  readonly parsed: Value | null;
}

/** A file's name from the folder of all policies, and its text; null where there is no such file. */
export interface FileText {
  readonly file: string;
  readonly text: string | null;
}

/** Reads a pack's file by its schema; each mistake gets its place and a sentence. */
export function parseFile<Schema extends z.ZodType>(
  schema: Schema,
  { file, text }: FileText,
): ParsedFile<z.infer<Schema>> {
  const yaml = readYaml(file, text ?? '');
  if (text === null) yaml.report([], 'this file is missing: docs/writing-a-pack.md says what stands in it');
  if (yaml.problems.length > 0) return { ...yaml, parsed: null };
  const result = schema.safeParse(yaml.value);
  if (result.success) return { ...yaml, parsed: result.data };
  for (const issue of result.error.issues) {
    for (const { path, message } of explainIssue({ schema, value: yaml.value }, issue, []))
      yaml.report(path, message);
  }
  return { ...yaml, parsed: null };
}
