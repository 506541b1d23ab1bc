import { z } from 'zod';
import { clauseId, name } from './words.schema.ts';

const sentence = z.string().trim().min(1, 'must not be empty');

const clause = z.strictObject({
  id: clauseId,
  where: z.string(),
  says: sentence,
  kind: z.enum(['rule', 'never', 'guidance', 'process', 'record', 'fact', 'commitment']),
  who: z.array(z.string()).default([]),
  when: z.string().default('always'),
  area: name,
  document: z.string().optional(),
  lines: z.array(z.number().int().positive()).default([]),
  aliases: z.array(z.string()).default([]),
  count: z.number().optional(),
  avoid: z.union([z.string(), z.array(z.string())]).optional(),
  prefer: z.union([z.string(), z.array(z.string())]).optional(),
  source: z
    .strictObject({ title: sentence, publisher: sentence.optional(), read: z.string().nullish() })
    .optional(),
  checked: z.string().nullish(),
  met: z
    .strictObject({ by: z.enum(['page', 'field', 'block']), at: z.string().startsWith('/'), how: sentence })
    .optional(),
  'not-built': z.strictObject({ part: name, how: sentence }).optional(),
});

/** A register of requirements: each clause of a document, in our own words, with its place. */
export const clausesSchema = z.array(clause);

const question = z.strictObject({
  question: z.string().regex(/^[A-Z]\d+$/, 'must be a number like C09'),
  title: sentence,
  asks: sentence,
  severity: z.enum(['safety', 'medium', 'legal', 'contact', 'slip']),
  clauses: z.array(clauseId),
  meanwhile: sentence,
  example: z.strictObject({ rule: sentence, name: sentence }).optional(),
  'shown-in': sentence.optional(),
});

/** What the council is asked to confirm, and what Rowan does until it answers. */
export const questionsSchema = z.array(question);

export type ClauseText = z.infer<typeof clause>;
export type QuestionText = z.infer<typeof question>;
