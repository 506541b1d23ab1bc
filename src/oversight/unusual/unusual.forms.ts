import { z } from 'zod';

const form = z.object({ words: z.string().trim().catch('') });
const SHORTEST = 5;
const LONGEST = 4000;

/** A reason or a finding, in a sentence. */
export function readWords(body: unknown): { readonly words: string; readonly isRight: boolean } {
  const { words } = form.parse(body ?? {});
  return { words, isRight: isSentence(words) };
}

export function isSentence(words: string): boolean {
  const isLong = words.length >= SHORTEST && words.length <= LONGEST;
  return isLong && words.isWellFormed() && !words.includes('\0');
}
