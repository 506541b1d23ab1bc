import { z } from 'zod';
import { readTyped } from '../../advice/question.rules.ts';
import { notKnown } from '../../advice/situation.rules.ts';
import type { Fact } from '../../pathway/index.ts';
import { readText } from '../../platform/http/index.ts';

const shape = z.object({ place: z.coerce.number().int().min(0).max(10_000) });

/** The place of a fact in the council's list: an address says nothing of what is asked. */
export function readPlace(params: unknown): number | undefined {
  const read = shape.safeParse(params);
  return read.success ? read.data.place : undefined;
}

export type ReadAnswer =
  | { readonly ok: true; readonly value: string | null; readonly typed: string }
  | { readonly ok: false; readonly error: string; readonly typed: string };

/** What was chosen or typed for a fact; null where it is not known. */
export function readAnswer(fact: Fact, body: unknown): ReadAnswer {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const typed = fields['unsure'] === undefined ? readText(body, 'a').trim() : notKnown;
  const read = readTyped(fact, typed);
  if (!read.ok) return { ...read, typed };
  return { ok: true, value: read.answer === notKnown ? null : read.answer, typed };
}
