import { z } from 'zod';
import { condition } from './condition.schema.ts';
import { clauseId, day, name, sentence, weekday } from './words.schema.ts';

const yes = z.literal('yes');
const number = z
  .string()
  .regex(/^\d[\d ]*\d$/, 'must be a phone number in quotation marks, digits and spaces alone')
  .describe('the phone number, as people write it');
const time = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time like "09:00"')
  .describe('a time like "09:00"');
const span = z
  .strictObject({ days: z.array(weekday).min(1, 'must name at least one day'), from: time, to: time })
  .refine(({ from, to }) => from < to, 'must end after it begins: write what passes midnight as two lines');

const hours = z
  .union(
    [
      z.enum(['24-hours', 'not-known', 'office-hours', 'outside-office-hours']),
      z.strictObject({
        times: z.array(span).min(1, 'must have at least one line'),
        'bank-holidays': yes.optional(),
      }),
    ],
    'must be 24-hours, not-known, office-hours, outside-office-hours, or ' +
      '{ times: [{ days: [monday], from: "09:00", to: "17:00" }] }',
  )
  .describe('when somebody answers: 24-hours, not-known, office-hours, outside-office-hours, or times');

/** Whom an entry is for, beside whom it serves. */
export const people = ['survivor', 'child', 'perpetrator', 'professional', 'public'] as const;
const roles = z
  .array(z.enum(people))
  .min(1, 'must name at least one')
  .describe(`who may ring: ${people.join(', ')}`);

const phone = z.strictObject({
  number,
  label: sentence.optional().describe('which line it is, where there are several'),
  hours,
  roles: roles.optional().describe('who may ring this line, if not everybody who may ring the service'),
  'to-be-confirmed': yes.optional().describe('shown with its source, and never as a number to ring'),
});

const web = z.strictObject({
  address: z.string().regex(/^[a-z0-9.-]+\.[a-z]+(\/\S*)?$/, 'must be an address without https://'),
  'to-be-confirmed': yes.optional().describe('shown, and never as a link'),
});

const origin = {
  clause: clauseId.describe("the clause, in any council's register"),
  document: name.describe('the document that it stands in, as named under documents'),
};
const disagreement = z.strictObject({
  says: sentence.describe('what another place in the documents says'),
  ...origin,
  question: z.string().optional().describe('the question to the council, like C43'),
});

const read = z.strictObject({ title: sentence, publisher: sentence, read: day });

const entry = z.strictObject({
  label: sentence.describe('its name'),
  means: sentence.describe('what it does and for whom, in a sentence'),
  'found-as': z.array(sentence).default([]).describe('other names under which people look for it'),
  needs: z
    .array(name)
    .min(1, 'must name at least one need')
    .describe('what it helps with, by the needs of the core'),
  roles,
  serves: condition.optional().describe('whom it takes: left out where it takes everybody'),
  places: z.array(name).min(1, 'must name at least one place').describe('where it works'),
  phones: z.array(phone).default([]),
  web: z.array(web).default([]),
  email: z.array(z.string().regex(/^\S+@\S+$/, 'must be an e-mail address')).default([]),
  referral: sentence.optional().describe('how staff refer, where it is neither by phone nor by e-mail'),
  from: z
    .array(z.strictObject(origin))
    .min(1, 'must name at least one clause')
    .describe('where it stands: clauses and their documents'),
  'hours-from': read.optional().describe('where the hours come from, where the document does not give them'),
  checked: z
    .strictObject({ name: sentence, date: day })
    .nullable()
    .describe('who checked it with the service, and when; null until somebody has'),
  disagreements: z.array(disagreement).default([]),
  suggest: z.literal('never').optional(),
  'never-because': sentence.optional(),
});

/** A council's directory: every service and number of its documents. */
export const directorySchema = z.strictObject({
  documents: z
    .record(name, z.strictObject({ title: sentence, year: z.number().int('must be a year') }))
    .describe('the documents that the entries stand in; they may be those of other councils'),
  places: z
    .record(name, z.strictObject({ label: sentence, within: name.optional() }))
    .describe('the places where services work, each within a larger one'),
  services: z.record(name, entry).describe('the entries, in the order in which they are shown'),
  'is-found-at': z
    .record(name, name)
    .default({})
    .describe('a service of words.yaml whose entry has another name'),
  'not-shown': z
    .array(z.strictObject({ text: sentence, why: sentence, clause: clauseId }))
    .default([])
    .describe('what the documents name and the directory leaves out, with its reason'),
});

export type DirectoryText = z.infer<typeof directorySchema>;
export type EntryText = z.infer<typeof entry>;
export type HoursText = z.infer<typeof hours>;
