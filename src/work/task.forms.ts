import { z } from 'zod';
import { readId, readText, readWords } from '../platform/http/index.ts';
import { readJson } from '../platform/json.ts';
import type { After } from './task.store.ts';

export type Read<Value> =
  | ({ readonly ok: true } & Value)
  | { readonly ok: false; readonly error: string; readonly typed: string };

/** Why a task is open again. */
export function readReason(body: unknown): Read<{ readonly why: string }> {
  const read = readWords(body, 'why', 'Say why this is to be done again');
  return read.ok ? { ok: true, why: read.words } : read;
}

/** To whom a task is handed on. */
export function readHandOver(body: unknown): Read<{ readonly to: string }> {
  const to = readId(body, 'to');
  return to === undefined ? { ok: false, error: 'Choose who takes this on', typed: '' } : { ok: true, to };
}

/** Where a list goes on: a moment and an id, and nothing that says whose. */
export function readAfter(query: unknown): After | undefined {
  const shape = z.object({ at: z.union([z.iso.datetime(), z.null()]), id: z.uuid() });
  return readJson(Buffer.from(readText(query, 'after'), 'base64url').toString('utf8'), shape);
}

export function writeAfter(after: After): string {
  return Buffer.from(JSON.stringify(after)).toString('base64url');
}
