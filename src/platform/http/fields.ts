import { z } from 'zod';
import type { Typed } from '../html/index.ts';

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
  return uuid.safeParse(anyFields.safeParse(from).data?.[name]).data;
}
