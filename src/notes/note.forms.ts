import { z } from 'zod';
import { readId } from '../platform/http/index.ts';
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

const text = z.string().catch('');
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
  const typed: TypedNote = {
    noteId,
    // Browsers send lines with two letters at their end; one is kept.
    body: text.parse(fields['body']).replaceAll('\r\n', '\n').trim(),
    prompts: Object.fromEntries(marked),
    corrects: readId(body, 'corrects') ?? null,
    seen: readId(body, 'seen') ?? null,
  };
  const error = findError(typed.body);
  return error === undefined ? { ok: true, ...typed } : { ok: false, error, typed };
}

function findError(body: string): string | undefined {
  if (body === '') return 'Write what was said and done';
  if (body.length > LONGEST) return `A note holds ${LONGEST} letters; this one has ${body.length}`;
  if (body.isWellFormed() && !body.includes('\0')) return undefined;
  return 'Some of what was pasted cannot be kept: type those letters again';
}
