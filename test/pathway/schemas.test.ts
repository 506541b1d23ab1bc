/** Editors check a pack by the same shapes as the reader: the JSON Schemas are made from its zod schemas. */
import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { makeSchemas } from '../../script/write-schemas.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'policies/schema');
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
const validators = new Map<string, ValidateFunction>();

function findValidator(path: string): ValidateFunction {
  const known = validators.get(path) ?? ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  validators.set(path, known);
  return known;
}

describe('the JSON Schemas of a pack', () => {
  it('are those that node script/write-schemas.ts writes', () => {
    const made = makeSchemas();
    assert.deepEqual(readdirSync(folder).toSorted(), [...made.keys()].toSorted());
    for (const [file, text] of made) {
      const kept = readFileSync(join(folder, file), 'utf8');
      assert.ok(kept === text, `policies/schema/${file} is out of step: run node script/write-schemas.ts`);
    }
  });

  for (const file of globSync('policies/**/*.yaml', { cwd: root }).toSorted()) {
    it(`are named in the first line of ${file}, which fits its own`, () => {
      const text = readFileSync(join(root, file), 'utf8');
      const [, named] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
      assert.ok(named !== undefined, 'begin it with # yaml-language-server: $schema=…');
      const path = join(root, dirname(file), named);
      assert.equal(dirname(path), folder);
      const validate = findValidator(path);
      assert.ok(validate(parse(text)), ajv.errorsText(validate.errors, { separator: '\n' }));
    });
  }

  for (const file of globSync('test/packs/{exampleshire,oddborough}/*.yaml', { cwd: root }).toSorted()) {
    it(`fit ${file}`, () => {
      const name = /([^/\\]+)\.yaml$/.exec(file)?.[1];
      const validate = findValidator(join(folder, `${name}.schema.json`));
      const fits = validate(parse(readFileSync(join(root, file), 'utf8')));
      assert.ok(fits, ajv.errorsText(validate.errors, { separator: '\n' }));
    });
  }

  const misfits: [string, string, string][] = [
    ['a key that no rule has', 'rules', 'rules: [{ rule: a, whom: b, cites: [c] }]'],
    ['a rule that cites nothing', 'rules', 'rules: [{ rule: a, cites: [] }]'],
    [
      'a number deep in a condition',
      'rules',
      'rules: [{ rule: a, cites: [b], when: { any: [{ not: { c: 1 } }] } }]',
    ],
    ['a condition that is a sentence', 'rules', 'rules: [{ rule: a, cites: [b], when: sometimes }]'],
    ['a name with capitals', 'rules', 'rules: [{ rule: a, cites: [b], must: Call-Police }]'],
    [
      'an invariant that says nothing',
      'invariants',
      'invariants: [{ invariant: a, where: always, then: [] }]',
    ],
    ['a clause of no kind', 'clauses', '[{ id: a, where: b, says: c, kind: law, area: d }]'],
  ];
  for (const [what, name, text] of misfits) {
    it(`refuse ${what}`, () => {
      assert.equal(findValidator(join(folder, `${name}.schema.json`))(parse(text)), false);
    });
  }
});
