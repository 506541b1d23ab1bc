import { z } from 'zod';
import { clauseId, name, sentence } from './words.schema.ts';

const factName = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be one word, as survivorAge is');
const place = z
  .union(
    [z.strictObject({ action: name }), z.strictObject({ fact: factName }), z.strictObject({ never: name })],
    'must be one of { action: … }, { fact: … } and { never: … }',
  )
  .describe('beside what it is shown: { action: … }, { fact: … } or { never: … }');

const item = z.strictObject({
  for: z.array(place).min(1, 'must name at least one place'),
  title: sentence.describe('what it is about, in a few words'),
  says: sentence.describe('the guidance, in our own words'),
  words: z.array(sentence).default([]).describe('words that staff may say, each as it is said'),
  points: z.array(sentence).default([]).describe('a list, a sentence each'),
  cites: z.array(clauseId).min(1, 'must name at least one clause').describe('the clauses that it comes from'),
});

/** What a pack says beside its questions, steps and nevers. */
export const guidanceSchema = z.strictObject({
  guidance: z.array(item),
  language: z
    .array(clauseId)
    .default([])
    .describe('the clauses that say which words to avoid, and which to use'),
});

export type GuidanceText = z.infer<typeof guidanceSchema>;
