import { z } from 'zod';
import { condition, conditionMap } from './condition.schema.ts';
import { clauseId, name, sentence } from './words.schema.ts';

const cites = z
  .array(clauseId)
  .min(1, 'must name at least one clause')
  .describe('the clauses that it comes from, by their ids in a register');
const facts = z
  .record(
    z.string(),
    z.union([z.string(), z.number()], 'must be a value or a number; a fact that is left out is unknown'),
  )
  .describe('what is known: { situation: disclosure, dash: high }');
const states = z.enum(['not-needed', 'given', 'ask', 'override']);
const strengths = z.enum(['must', 'offer', 'consider']);

const who = z
  .union(
    [name, z.array(z.record(name, name)).min(1, 'must have at least one line')],
    'must be one role, or a list of lines that ends in the otherwise: ' +
      '[{ a-word: role }, { otherwise: role }]',
  )
  .describe('who does it: one role, or lines that end in the otherwise');
const services = z.union([name, z.array(name)], 'must be a service or a list of services');
const to = z
  .union(
    [services, z.array(z.record(name, services)).min(1, 'must have at least one line')],
    'must be a service, a list of services, or a list of lines: ' +
      '[{ a-word: service }, { otherwise: service }]',
  )
  .describe('whom it goes to: a service, several, or lines as in who');

const consent = z.strictObject({
  fact: z.string().describe('the fact that says if they agree'),
  unknown: z.enum(['ask', 'not-needed']).optional().describe('what to do before they were asked'),
  'if-refused': z.literal('override').optional().describe('override, where it goes ahead all the same'),
  basis: name.optional().describe('why it may go ahead without their agreement'),
});

const givenTerms = z.strictObject({
  strength: strengths.optional(),
  who: name.optional(),
  to: services.optional(),
  by: name.optional(),
  consent: states.optional(),
  basis: name.optional(),
});
const gives = z
  .union(
    [z.enum(['nothing', 'possible', 'stands']), givenTerms],
    'must be nothing, possible, stands, or a map of what the action then says: { who: …, by: … }',
  )
  .describe('nothing, possible, stands, or a map of what the action then says');
const example = z.strictObject({
  name: sentence.describe('the story, in a few words'),
  facts,
  gives,
  asks: z.array(z.string()).optional().describe('facts that must be among those asked'),
});

const rule = z.strictObject({
  rule: sentence.describe('a name of its own, in plain words'),
  says: sentence.optional().describe("the lead's sentence, shown to staff"),
  refines: sentence.optional().describe('the rule of the baseline that this makes stricter'),
  when: condition.optional().describe('where it holds; always, if it holds every time'),
  unless: conditionMap.optional().describe('what holds it back, once known, and the clauses for that'),
  must: name.optional(),
  offer: name.optional(),
  consider: name.optional(),
  never: name.optional(),
  who: who.optional(),
  to: to.optional(),
  'also-to': services.optional().describe("added to what the action's main rule says"),
  by: name.optional().describe('a timing: by when'),
  consent: consent.optional(),
  'also-in': z.array(name).optional(),
  cites,
  examples: z.array(example).default([]),
});

const word = z.strictObject({
  means: sentence.describe('what the word stands for, in a sentence'),
  when: condition.describe('where it holds'),
});

export const rulesSchema = z.strictObject({
  words: z.record(name, word).default({}).describe('named situations, so that a rule stays one line deep'),
  rules: z.array(rule).describe('the rules; their order changes nothing'),
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

const assertion = z.union(
  [
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
  ],
  'must say one of: stands, if-it-stands, absent, does-not-stand, stands-or-possible, listed, not-listed, ' +
    'every-override-comes-with, everyone-sent-is-served, every-override-has-a-basis',
);

const invariant = z.strictObject({
  invariant: sentence.describe('what is always true, in plain words'),
  says: sentence.optional(),
  where: condition.describe('the situations that it speaks of; always, for all of them'),
  // biome-ignore lint/suspicious/noThenProperty: the pack's own word, never awaited
  then: z.array(assertion).min(1, 'must say at least one thing').describe('what is true there'),
});

export const invariantsSchema = z.strictObject({ invariants: z.array(invariant) });

export const baselineSchema = rulesSchema.extend({ invariants: z.array(invariant) });

export type RuleText = z.infer<typeof rule>;
export type RulesText = z.infer<typeof rulesSchema>;
export type InvariantText = z.infer<typeof invariant>;
export type AssertionText = z.infer<typeof assertion>;
export type ExampleText = z.infer<typeof example>;
