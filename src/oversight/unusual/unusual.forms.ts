import { z } from 'zod';

const form = z.object({ words: z.string().trim().max(4000).catch('') });
const SHORTEST = 5;

/** A reason or a finding, in a sentence. */
export function readWords(body: unknown): { readonly words: string; readonly isRight: boolean } {
  const { words } = form.parse(body ?? {});
  return { words, isRight: words.length >= SHORTEST && words.isWellFormed() && !words.includes('\0') };
}
