import { z } from 'zod';
import { clauseId, name, sentence } from './words.schema.ts';

const sign = z.strictObject({
  says: sentence.describe('what might be seen or heard, in our own words'),
  line: z
    .number()
    .int('must be a whole number')
    .positive('must be 1 or more')
    .optional()
    .describe('the line of the document in which it stands'),
});

const kind = z.strictObject({
  label: sentence.describe('the kind of abuse'),
  means: sentence.describe('what it is, in a sentence'),
  about: z
    .enum(['survivor', 'perpetrator'])
    .describe('whose experience the signs are of: survivor, or perpetrator'),
  clause: clauseId.describe('the list that the signs come from'),
  signs: z.record(name, sign).describe('the signs, each under a name of its own'),
});

/** What might be seen, by kind of abuse. Signs open an enquiry, and never score or lower a risk. */
export const signsSchema = z.strictObject({ kinds: z.record(name, kind) });

export type SignsText = z.infer<typeof signsSchema>;
