import { z } from 'zod';
import type { Typed } from '../html/index.ts';
import { judgeWords, type WordRule } from '../typed.pure.ts';

const FIELDS_AT_MOST = 200;
const text = z.string();
const uuid = z.uuid();
const anyFields = z.record(text, z.unknown());
const fieldsSchema = z.record(text.max(100), z.union([text, z.array(text)]));

/** The fields of a form that was sent; undefined for what no form of ours sends. */
export function readFields(body: unknown): Typed | undefined {
  const read = fieldsSchema.safeParse(body ?? {});
  if (!read.success || Object.keys(read.data).length > FIELDS_AT_MOST) return undefined;
  return Object.fromEntries(Object.entries(read.data).map(([name, value]) => [name, [value].flat()]));
}

/** An id from an address or a form; undefined for anything else, which is then not found. */
export function readId(from: unknown, name: string): string | undefined {
  return uuid.safeParse(find(from, name)).data;
}

/** What was typed in a field, as it was typed; empty where there is no such field. */
export function readText(from: unknown, name: string): string {
  const [value] = [find(from, name)].flat();
  return typeof value === 'string' ? value : '';
}

function find(from: unknown, name: string): unknown {
  return anyFields.safeParse(from).data?.[name];
}

export type ReadWords =
  | { readonly ok: true; readonly words: string }
  | { readonly ok: false; readonly typed: string; readonly error: string };

/**
 * Reads words that have to be there: a question, an answer, a reason.
 *
 * @param missing what is said where there are none: "Say why"
 */
export function readWords(
  from: unknown,
  name: string,
  missing: string,
  rule: Omit<WordRule, 'missing'> = {},
): ReadWords {
  const typed = readText(from, name);
  const words = typed.trim();
  const error = judgeWords(words, { ...rule, missing });
  return error === undefined ? { ok: true, words } : { ok: false, typed, error };
}
