import { z } from 'zod';
import { readTyped } from '../../advice/question.rules.ts';
import { notKnown, putOff, type Situation } from '../../advice/situation.rules.ts';
import type { Fact } from '../../pathway/engine/index.ts';
import { first, type Typed } from '../../platform/html/index.ts';
import { readJson } from '../../platform/json.ts';
import {
  type PageName,
  pageNames,
  type Recording,
  type Start,
  starts,
  type Writer,
} from './recording.rules.ts';

const text = z.string();
const typedSchema = z.record(text, z.array(text));

const recordingSchema = z.object({
  start: z.enum(starts),
  said: z.array(z.tuple([text, text])),
  typed: z.partialRecord(z.enum(pageNames), typedSchema),
  trail: z.array(text),
  writers: z.record(text, text),
  ticked: z.array(text),
});

/** What a draft holds, as it was written; undefined for what no recording ever was. */
export function readRecording(body: string): Recording | undefined {
  return readJson(body, recordingSchema);
}

export function writeRecording(recording: Recording): string {
  return JSON.stringify(recording);
}

const startSchema = z.object({ start: z.enum(starts) });

export function readStart(body: unknown): Start | undefined {
  const read = startSchema.safeParse(body);
  return read.success ? read.data.start : undefined;
}

const pageSchema = z.object({ draft: z.uuid(), page: z.enum(pageNames) });

/** The draft and the page of an address. */
export function readPlace(params: unknown): { readonly draft: string; readonly page: PageName } | undefined {
  const read = pageSchema.safeParse(params);
  return read.success ? read.data : undefined;
}

const questionSchema = z.object({ q: z.string().regex(/^\d{1,4}$/) });

/** The fact whose number stands in an address or in a form. */
export function readAsked(from: unknown, situation: Situation): Fact | undefined {
  const read = questionSchema.safeParse(from);
  return read.success ? situation.facts[Number(read.data.q)] : undefined;
}

/** What was typed, without what the form itself carries. */
export function listTyped(fields: Typed): Typed {
  const own = ['form', 'before', 'act', 'q'];
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !own.includes(name)));
}

/** Which form was sent. One of an old version says neither, and counts as the first. */
export function readWriter(fields: Typed): Writer {
  return { form: first(fields, 'form').slice(0, 60), before: first(fields, 'before').slice(0, 60) };
}

export type ReadAnswer =
  | { readonly ok: true; readonly answer: string }
  | { readonly ok: false; readonly typed: string; readonly error: string };

/** The answer to a question: chosen, typed, not known, or left for later. */
export function readAnswer(fact: Fact, fields: Typed): ReadAnswer {
  if (first(fields, 'act') === 'skip') return { ok: true, answer: putOff };
  if (first(fields, 'unsure') === notKnown) return { ok: true, answer: notKnown };
  const typed = first(fields, 'a').trim();
  const read = readTyped(fact, typed);
  return read.ok ? read : { ...read, typed };
}
