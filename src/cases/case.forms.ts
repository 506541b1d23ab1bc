import { z } from 'zod';

const LONGEST = 4000;

export type ReadWords =
  | { readonly ok: true; readonly words: string }
  | { readonly ok: false; readonly error: string; readonly typed: string };

/**
 * Reads words that have to be there: a question, an answer, a reason.
 *
 * @param missing what is said where there are none: "Say why"
 */
export function readWords(body: unknown, name: string, missing: string): ReadWords {
  const read = z.record(z.string(), z.unknown()).safeParse(body);
  const typed = read.success && typeof read.data[name] === 'string' ? read.data[name].trim() : '';
  const error = judgeWords(typed, missing);
  return error === undefined ? { ok: true, words: typed } : { ok: false, error, typed };
}

/** What is wrong with words that have to be there; undefined where nothing is. */
export function judgeWords(typed: string, missing: string): string | undefined {
  if (typed === '') return missing;
  if (typed.length > LONGEST) return `Use ${LONGEST} letters or fewer`;
  if (typed.isWellFormed() && !typed.includes('\0')) return undefined;
  return 'Some of what was pasted cannot be kept: type those letters again';
}
