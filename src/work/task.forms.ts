import { z } from 'zod';
import { readId } from '../platform/http/index.ts';
import { readJson } from '../platform/json.ts';
import type { After } from './task.store.ts';

/** Nobody needs more to say why; a paste of pages belongs in a note. */
const LONGEST = 4000;

const words = z
  .string()
  .trim()
  .max(LONGEST)
  .refine((text) => text.isWellFormed() && !text.includes('\0'));

export type Read<Value> =
  | ({ readonly ok: true } & Value)
  | { readonly ok: false; readonly error: string; readonly typed: string };

/** Why a task is open again. */
export function readReason(body: unknown): Read<{ readonly why: string }> {
  const typed = readText(body, 'why');
  const read = words.safeParse(typed);
  if (!read.success) return { ok: false, error: explainText(typed), typed };
  if (read.data === '') return { ok: false, error: 'Say why this is to be done again', typed };
  return { ok: true, why: read.data };
}

/** To whom a task is handed on. */
export function readHandOver(body: unknown): Read<{ readonly to: string }> {
  const to = readId(body, 'to');
  return to === undefined ? { ok: false, error: 'Choose who takes this on', typed: '' } : { ok: true, to };
}

/** Where a list goes on: a moment and an id, and nothing that says whose. */
export function readAfter(query: unknown): After | undefined {
  const shape = z.object({ due: z.union([z.iso.datetime(), z.null()]), taskId: z.uuid() });
  return readJson(Buffer.from(readText(query, 'after'), 'base64url').toString('utf8'), shape);
}

export function writeAfter(after: After): string {
  return Buffer.from(JSON.stringify(after)).toString('base64url');
}

function readText(from: unknown, name: string): string {
  const read = z.record(z.string(), z.unknown()).safeParse(from);
  const value = read.success ? read.data[name] : undefined;
  return typeof value === 'string' ? value : '';
}

function explainText(typed: string): string {
  return typed.length > LONGEST
    ? `Use ${LONGEST} letters or fewer`
    : 'Some of what was pasted cannot be kept: type those letters again';
}
