import { z } from 'zod';
import { readId, readText } from '../platform/http/index.ts';
import { judgeWords } from '../platform/typed.pure.ts';
import { answers, type Prompts, prompts } from './prompts.rules.ts';

/** About forty pages. A longer text is a document. */
const LONGEST = 100_000;

export interface TypedNote {
  /** Made with the form, so that a form that is sent twice makes one note. */
  readonly noteId: string;
  readonly body: string;
  readonly prompts: Prompts;
  /** The note that this one corrects. */
  readonly corrects: string | null;
  /** The newest correction that the writer had seen; null where there was none. */
  readonly seen: string | null;
}

export type ReadNote =
  | ({ readonly ok: true } & TypedNote)
  | { readonly ok: false; readonly error: string; readonly typed: TypedNote };

const answer = z.enum(answers);

/**
 * Reads a note from its form.
 *
 * @returns undefined where the form did not come from us: it has no id
 */
export function readNote(body: unknown): ReadNote | undefined {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const noteId = readId(body, 'note');
  if (noteId === undefined) return undefined;
  const marked = prompts.flatMap((prompt) => {
    const read = answer.safeParse(fields[`prompt-${prompt.id}`]);
    return read.success ? [[prompt.id, read.data] as const] : [];
  });
  // Browsers send lines with two letters at their end; one is kept.
  const written = readText(body, 'body').replaceAll('\r\n', '\n');
  const error = judgeNote(written.trim(), 'Write what was said and done');
  const typed: TypedNote = {
    noteId,
    body: error === undefined ? written.trim() : written,
    prompts: Object.fromEntries(marked),
    corrects: readId(body, 'corrects') ?? null,
    seen: readId(body, 'seen') ?? null,
  };
  return error === undefined ? { ok: true, ...typed } : { ok: false, error, typed };
}

/**
 * What is wrong with a note; undefined where it can be kept.
 *
 * @param missing what is said of an empty one; where nothing is said, it may be empty
 */
export function judgeNote(body: string, missing?: string): string | undefined {
  return judgeWords(body, { called: 'The note', most: LONGEST, ...(missing !== undefined && { missing }) });
}
