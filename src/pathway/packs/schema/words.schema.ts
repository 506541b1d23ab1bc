import { z } from 'zod';

export const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case with hyphens');
export const clauseId = z
  .string()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'must be the id of a clause, as example-5.7-b is');
const factName = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be one word, as survivorAge is');
const sentence = z.string().trim().min(1, 'must not be empty');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2025-04-01');
const cites = z.array(clauseId);

/**
 * `fact: value`, `fact: [one, or, another]`, `word: yes`, and `any`, `all` and `not` around more of the
 * same.
 */
export type ConditionText = 'always' | ConditionMap;
export interface ConditionMap {
  [key: string]: string | string[] | ConditionMap | ConditionMap[];
}
const conditionMap: z.ZodType<ConditionMap> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.array(z.string()), conditionMap, z.array(conditionMap)])),
);
export const condition: z.ZodType<ConditionText> = z.union([z.literal('always'), conditionMap]);

const value = z.strictObject({
  label: sentence,
  said: sentence,
  'only-rules-that-name-it': z.literal('yes').optional(),
  'counts-as': name.optional(),
});
const band = z.strictObject({ from: z.number(), below: z.number(), label: sentence, said: sentence });
const fact = z.strictObject({
  from: z.enum(['survivor', 'staff', 'record']),
  asked: z.enum(['volunteered', 'where-consent-is-sought']).optional(),
  open: z.literal('yes').optional(),
  question: sentence,
  hint: sentence.optional(),
  means: sentence,
  yes: sentence.optional(),
  no: sentence.optional(),
  values: z.record(name, value).optional(),
  number: z.strictObject({ unit: sentence, from: z.number(), below: z.number() }).optional(),
  bands: z.record(name, band).optional(),
});
const action = z.strictObject({
  label: sentence,
  means: sentence,
  step: name,
  does: z.enum(['task', 'referral', 'document', 'plan', 'call']),
});
const never = z.strictObject({ label: sentence, means: sentence, why: sentence });
const length = z
  .string()
  .regex(/^\d+ (hour|day|working day|week|month)s?$/, 'must be a length like 2 working days');
const timing = z.strictObject({
  label: sentence,
  place: z.enum(['before-lengths', 'after-lengths']).optional(),
  within: length.optional(),
  every: length.optional(),
  from: name.optional(),
});
const labelled = z.strictObject({ label: sentence, means: sentence.optional() });
const role = z.strictObject({ label: sentence, means: sentence });
const service = z.strictObject({
  label: sentence,
  means: sentence,
  serves: condition.optional(),
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

export const coreSchema = z.strictObject({
  ...sharedWords,
  steps: z.record(name, z.strictObject({ label: sentence })),
  'ask-first': z.array(factName),
  'safe-to-ask': condition,
  parts: z.record(name, role).default({}),
  slots: z.strictObject({ services: z.record(name, slot), roles: z.record(name, slot) }),
});

const day = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
const clockTime = z.string().regex(/^\d{2}:\d{2}$/, 'must be a time like "09:00"');

export const wordsSchema = z.strictObject({
  council: name,
  name: sentence,
  version: z.string().min(1, 'must be text: put it in quotation marks'),
  'in-force': z.strictObject({ from: date, to: date.optional() }),
  'checked-by': z.strictObject({ name: sentence, role: sentence, date }).nullish(),
  documents: z
    .array(z.strictObject({ title: sentence, file: sentence, review: z.string().optional() }))
    .min(1),
  'receives-concerns': name,
  'office-hours': z.strictObject({ days: z.array(day), from: clockTime, to: clockTime }),
  settings: z
    .record(
      name,
      z.strictObject({ value: z.union([z.number(), z.string()]), says: sentence, cites: cites.optional() }),
    )
    .default({}),
  services: z.record(name, service),
  roles: z.record(name, role),
  values: z.record(factName, z.record(name, value)).default({}),
  fills: z.strictObject({ services: z.record(name, name), roles: z.record(name, name) }),
  ...sharedWords,
});

export type CoreText = z.infer<typeof coreSchema>;
export type WordsText = z.infer<typeof wordsSchema>;
export type FactText = z.infer<typeof fact>;
export type TimingText = z.infer<typeof timing>;
