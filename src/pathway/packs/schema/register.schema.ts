import { z } from 'zod';
import { clauseId, name, sentence } from './words.schema.ts';

const oneOrMoreTexts = z.union([z.string(), z.array(z.string())], 'must be text or a list of texts');

const clause = z.strictObject({
  id: clauseId.describe('the name by which rules cite it'),
  where: z.string().describe('its place in the document, as people would say it'),
  says: sentence.describe('what it asks for, in our own words'),
  kind: z
    .enum(['rule', 'never', 'guidance', 'process', 'record', 'fact', 'commitment'])
    .describe('rule, never, guidance, process, record, fact or commitment'),
  who: z.array(z.string()).default([]),
  when: z.string().default('always'),
  area: name.describe('the part of the work that it belongs to'),
  document: z.string().optional().describe('the file of its document, unless it is the first'),
  lines: z
    .array(z.number().int('must be a whole number').positive('must be 1 or more'))
    .default([])
    .describe('the lines of the document in which it stands'),
  aliases: z.array(z.string()).default([]),
  count: z.number().optional(),
  avoid: oneOrMoreTexts.optional(),
  prefer: oneOrMoreTexts.optional(),
  source: z
    .strictObject({ title: sentence, publisher: sentence.optional(), read: z.string().nullish() })
    .optional(),
  checked: z.string().nullish(),
  met: z
    .strictObject({
      by: z.enum(['page', 'field', 'block']),
      at: z.string().regex(/^\//, 'must be an address in Rowan that begins with /'),
      how: sentence,
    })
    .optional()
    .describe('where Rowan carries it out, if no rule does'),
  'not-built': z
    .strictObject({ part: name.describe('the part of Rowan that it waits for'), how: sentence })
    .optional()
    .describe('the part of Rowan that will carry it out'),
});

/** A register of requirements: each clause of a document, in our own words, with its place. */
export const clausesSchema = z.array(clause);

const question = z.strictObject({
  question: z
    .string()
    .regex(/^[A-Z]\d+$/, 'must be a number like C09')
    .describe('its number, like C09'),
  title: sentence.describe('the question in a few words'),
  asks: sentence.describe('what the documents leave open, and what the council is asked'),
  severity: z
    .enum(['safety', 'medium', 'legal', 'contact', 'slip'])
    .describe('safety, medium, legal, contact or slip'),
  clauses: z.array(clauseId).describe('the clauses that it is about'),
  meanwhile: sentence.describe('what Rowan does until the council answers'),
  example: z
    .strictObject({ rule: sentence, name: sentence })
    .optional()
    .describe('the example that shows it: { rule: …, name: … }'),
  'shown-in': sentence.optional().describe('where it can be seen, if no rule turns on it'),
});

/** What the council is asked to confirm, and what Rowan does until it answers. */
export const questionsSchema = z.array(question);

export type ClauseText = z.infer<typeof clause>;
export type QuestionText = z.infer<typeof question>;
