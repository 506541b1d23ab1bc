import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { directorySchema } from '../src/pathway/packs/schema/directory.schema.ts';
import { guidanceSchema } from '../src/pathway/packs/schema/guidance.schema.ts';
import { clausesSchema, questionsSchema } from '../src/pathway/packs/schema/register.schema.ts';
import { baselineSchema, invariantsSchema, rulesSchema } from '../src/pathway/packs/schema/rules.schema.ts';
import { signsSchema } from '../src/pathway/packs/schema/signs.schema.ts';
import { coreSchema, wordsSchema } from '../src/pathway/packs/schema/words.schema.ts';

// Writes the JSON Schemas with which editors complete and check a pack's files, from the zod schemas that
// read them. They are kept in the repository, and schemas.test.ts fails where they are out of step. To write
// them anew: node script/write-schemas.ts

const schemas = {
  core: coreSchema,
  baseline: baselineSchema,
  words: wordsSchema,
  rules: rulesSchema,
  invariants: invariantsSchema,
  clauses: clausesSchema,
  questions: questionsSchema,
  directory: directorySchema,
  signs: signsSchema,
  guidance: guidanceSchema,
};

const folder = new URL('../policies/schema/', import.meta.url);

/** Each JSON Schema's text, by the name of its file. Draft 7 is what editors know best. */
export function makeSchemas(): Map<string, string> {
  return new Map(
    Object.entries(schemas).map(([name, schema]) => {
      const made = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
      return [`${name}.schema.json`, `${JSON.stringify({ title: `${name}.yaml`, ...made }, null, 2)}\n`];
    }),
  );
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of makeSchemas()) writeFileSync(fileURLToPath(new URL(file, folder)), text);
}
