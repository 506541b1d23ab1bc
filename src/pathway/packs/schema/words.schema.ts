import { z } from 'zod';
import { isDay } from '../versions.ts';
import { condition } from './condition.schema.ts';

/** The shape of a name, and how the one that was written could be put right. */
export const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: ({ input }) => `must be lower case with hyphens${showCorrected(input)}`,
});
export const clauseId = z
  .string()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'must be the id of a clause, as example-5.7-b is');
const factName = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be one word, as survivorAge is');
export const sentence = z.string().trim().min(1, 'must not be empty');
const likeDay = 'must be a day that there is, like 2025-04-01';
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: likeDay, abort: true })
  .refine(isDay, likeDay);
const cites = z.array(clauseId).describe('the clauses that it comes from');

function showCorrected(input: unknown): string {
  const corrected = String(input)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return corrected === '' ? '' : `, as ${corrected} is`;
}

const value = z.strictObject({
  label: sentence.describe('what a form shows'),
  said: sentence.describe('what follows "because": the DASH level is high'),
  'only-rules-that-name-it': z.literal('yes').optional(),
  'counts-as': name.optional().describe("the core's value that this one counts as"),
});
const band = z.strictObject({
  from: z.number().describe('the first number in the band'),
  below: z.number().describe('the first number after the band'),
  label: sentence.describe('what a form shows'),
  said: sentence.describe('what follows "because": it happened this week'),
});
const fact = z.strictObject({
  from: z.enum(['survivor', 'staff', 'record']).describe('who can know it: survivor, staff or record'),
  asked: z.enum(['volunteered', 'where-consent-is-sought']).optional(),
  open: z.literal('yes').optional(),
  question: sentence.describe('the question that a page puts'),
  hint: sentence.optional().describe('a line on why it is asked'),
  means: sentence.describe('what exactly it means, in a sentence'),
  yes: sentence.optional().describe('what the answer yes says, to follow "because"'),
  no: sentence.optional().describe('what the answer no says, to follow "because"'),
  values: z.record(name, value).optional(),
  number: z
    .strictObject({ unit: sentence, from: z.number(), below: z.number() })
    .optional()
    .describe('the unit and the range of a number'),
  bands: z.record(name, band).optional().describe('the bands of a number: they meet and cover its range'),
});
const action = z.strictObject({
  label: sentence.describe('what staff read on the button or the list'),
  means: sentence.describe('what exactly is done, in a sentence'),
  listed: sentence
    .optional()
    .describe('how a list calls it at which others may glance: no word of abuse, and nobody’s name'),
  step: name.describe('the step of the pathway that it belongs to'),
  does: z
    .enum(['task', 'referral', 'document', 'plan', 'call'])
    .describe('what comes of it: task, referral, document, plan or call'),
});
const never = z.strictObject({
  label: sentence.describe('what staff read'),
  means: sentence.describe('what exactly is never done, in a sentence'),
  why: sentence.describe('why it harms'),
});
const length = z
  .string()
  .regex(/^\d+ (hour|day|working day|week|month)s?$/, 'must be a length like 2 working days');
const timing = z.strictObject({
  label: sentence.describe('what staff read: within 2 working days'),
  place: z.enum(['before-lengths', 'after-lengths']).optional(),
  within: length.optional(),
  every: length.optional(),
  from: name.optional(),
});
const labelled = z.strictObject({ label: sentence, means: sentence.optional() });
const described = z.strictObject({
  label: sentence.describe('what staff read'),
  means: sentence.describe('who or what it is, in a sentence'),
});
const service = described.extend({
  serves: condition.optional().describe('whom it takes: left out where it takes everybody'),
  phone: sentence.optional(),
  cites: cites.optional(),
});
const slot = z.strictObject({ means: sentence, 'when-not-filled': name.optional() });

const sharedWords = {
  facts: z.record(factName, fact).default({}),
  actions: z.record(name, action).default({}),
  nevers: z.record(name, never).default({}),
  timings: z.record(name, timing).default({}),
  bases: z.record(name, labelled).default({}),
};

const settings = z
  .record(
    name,
    z.strictObject({ value: z.union([z.number(), z.string()]), says: sentence, cites: cites.optional() }),
  )
  .default({});

export const coreSchema = z.strictObject({
  ...sharedWords,
  settings: settings.describe('what counts for every council that sets nothing else'),
  steps: z.record(name, z.strictObject({ label: sentence })),
  'ask-first': z.array(factName),
  'safe-to-ask': condition,
  parts: z.record(name, described).default({}),
  needs: z.record(name, described).default({}),
  slots: z.strictObject({ services: z.record(name, slot), roles: z.record(name, slot) }),
});

export const weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like "09:00"');
const document = z.strictObject({
  title: sentence.describe("the document's own title"),
  file: sentence.describe('its text, as a file in the pack: sources/policy.txt'),
  review: z.string().optional().describe('when the council will look at it again: 2028-04'),
});

export const wordsSchema = z.strictObject({
  council: name.describe("the council's name as its folder has it"),
  name: sentence.describe("the council's name as people write it"),
  version: z.string().min(1, 'must not be empty').describe("the version of the council's policy, as text"),
  'in-force': z
    .strictObject({
      from: day.describe('the first day on which it is in force'),
      to: day.optional().describe('the last day'),
    })
    .describe('the days on which this version is in force: { from: 2025-04-01 }'),
  'checked-by': z
    .strictObject({ name: sentence, role: sentence, date: day })
    .nullish()
    .describe('who at the council confirmed this pack; left out until somebody has'),
  documents: z.array(document).min(1, 'must name at least one document').describe("the council's documents"),
  'receives-concerns': name.describe('the role that receives every report and unclaimed concern'),
  'opens-services': z
    .array(name)
    .describe('the services in which whoever records a disclosure opens the case, and leads it'),
  'never-leads-services': z.array(name).describe('the services of which nobody ever leads a case'),
  'office-hours': z
    .strictObject({
      days: z.array(weekday),
      from: clockTime,
      to: clockTime,
      source: sentence.describe(
        'what says so: a clause, or "to be confirmed" with the question to the council',
      ),
    })
    .describe('the days and hours on which the council answers'),
  settings,
  services: z.record(name, service).describe('whom the council refers to, and who is called'),
  roles: z.record(name, described).describe('the people of the council whom rules name'),
  values: z.record(factName, z.record(name, value)).default({}).describe('new values of open facts'),
  fills: z
    .strictObject({
      services: z.record(name, name).describe("the council's service for each slot of the core"),
      roles: z.record(name, name).describe("the council's role for each slot of the core"),
    })
    .describe("which of the council's services and roles stand in each slot of the core"),
  ...sharedWords,
});

export type CoreText = z.infer<typeof coreSchema>;
export type WordsText = z.infer<typeof wordsSchema>;
export type FactText = z.infer<typeof fact>;
export type TimingText = z.infer<typeof timing>;
