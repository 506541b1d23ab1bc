import { z } from 'zod';
import { clauseId, condition, name } from './words.schema.ts';

const sentence = z.string().trim().min(1, 'must not be empty');
const cites = z.array(clauseId).min(1, 'must name at least one clause');
const facts = z.record(z.string(), z.union([z.string(), z.number()]));
const states = z.enum(['not-needed', 'given', 'ask', 'override']);
const strengths = z.enum(['must', 'offer', 'consider']);

const who = z.union([name, z.array(z.record(name, name)).min(1)]);
const services = z.union([name, z.array(name)]);
const to = z.union([services, z.array(z.record(name, services)).min(1)]);

const consent = z.strictObject({
  fact: z.string(),
  unknown: z.enum(['ask', 'not-needed']).optional(),
  'if-refused': z.literal('override').optional(),
  basis: name.optional(),
});

const gives = z.union([
  z.enum(['nothing', 'possible', 'stands']),
  z.strictObject({
    strength: strengths.optional(),
    who: name.optional(),
    to: services.optional(),
    by: name.optional(),
    consent: states.optional(),
    basis: name.optional(),
  }),
]);
const example = z.strictObject({ name: sentence, facts, gives, asks: z.array(z.string()).optional() });

const rule = z.strictObject({
  rule: sentence,
  says: sentence.optional(),
  refines: sentence.optional(),
  when: condition.optional(),
  unless: z.record(z.string(), z.unknown()).optional(),
  must: name.optional(),
  offer: name.optional(),
  consider: name.optional(),
  never: name.optional(),
  who: who.optional(),
  to: to.optional(),
  'also-to': services.optional(),
  by: name.optional(),
  consent: consent.optional(),
  'also-in': z.array(name).optional(),
  cites,
  examples: z.array(example).default([]),
});

const word = z.strictObject({ means: sentence, when: condition });

export const rulesSchema = z.strictObject({
  words: z.record(name, word).default({}),
  rules: z.array(rule),
});

const oneOrMore = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.array(schema)]);

/** What may be said of an action that stands. */
const terms = {
  strength: strengths.optional(),
  by: name.optional(),
  who: name.optional(),
  to: services.optional(),
  'to-includes': services.optional(),
  'to-excludes': services.optional(),
  consent: oneOrMore(states).optional(),
  basis: name.optional(),
};

const assertion = z.union([
  z.strictObject({ stands: oneOrMore(name), ...terms }),
  z.strictObject({ 'if-it-stands': oneOrMore(name), ...terms }),
  z.strictObject({ absent: oneOrMore(name) }),
  z.strictObject({ 'does-not-stand': oneOrMore(name) }),
  z.strictObject({ 'stands-or-possible': oneOrMore(name) }),
  z.strictObject({ listed: oneOrMore(name) }),
  z.strictObject({ 'not-listed': oneOrMore(name) }),
  z.strictObject({ 'every-override-comes-with': name }),
  z.strictObject({ 'everyone-sent-is-served': z.literal('yes') }),
  z.strictObject({ 'every-override-has-a-basis': z.literal('yes') }),
]);

const invariant = z.strictObject({
  invariant: sentence,
  says: sentence.optional(),
  where: z.union([condition, z.record(z.string(), z.unknown())]),
  // biome-ignore lint/suspicious/noThenProperty: the pack's own word, never awaited
  then: z.array(assertion).min(1),
});

export const invariantsSchema = z.strictObject({ invariants: z.array(invariant) });

export const baselineSchema = rulesSchema.extend({ invariants: z.array(invariant) });

export type RuleText = z.infer<typeof rule>;
export type RulesText = z.infer<typeof rulesSchema>;
export type BaselineText = z.infer<typeof baselineSchema>;
export type InvariantText = z.infer<typeof invariant>;
export type AssertionText = z.infer<typeof assertion>;
export type ExampleText = z.infer<typeof example>;
