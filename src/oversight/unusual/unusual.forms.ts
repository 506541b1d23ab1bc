import { type ReadWords, readWords } from '../../platform/http/index.ts';
import { judgeWords } from '../../platform/typed.pure.ts';

/** A sentence, and not a full stop. */
const least = 5;

/** A reason or a finding, in a sentence. */
export function readSentence(body: unknown): ReadWords {
  return readWords(body, 'words', 'Say it in a sentence', { least });
}

/** What is wrong with why somebody looks for more people. */
export function judgeWhySearch(why: string): string | undefined {
  const missing = 'You have looked for many people within an hour. Say why in a sentence, and go on';
  return judgeWords(why, { missing, least });
}
