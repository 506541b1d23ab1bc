/**
 * Packs are read by a quick reader, and by a careful one where something may be wrong: they read the same.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readQuickly } from '../../src/pathway/packs/quick-yaml.ts';
import { readCarefully } from '../../src/pathway/packs/yaml-file.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packs = globSync(['policies/**/*.yaml', 'test/packs/*/*.yaml'], { cwd: root }).filter(
  (file) => !file.startsWith('test/packs/bad'),
);

const ways = [
  'a: [yes, no, on, off, y, n, Yes, NO]',
  'a: [1, 01, +1, -1, 1.5, 1e3, .5, 1_000, 0o17, 0x1F, 0b1, 017, 1., 12e03]',
  'a: [2025-04-01, "2025-04-01", 2025-04-01T10:00:00Z, 16-17, 08:30, "09:00", 1:30:00, 0115 960 5556]',
  'a: { 16-17: x, 18-or-over: y, 1: z, 2.5: w, yes: v }',
  'a: >\n  one line\n  and another\n\n  a paragraph\n',
  'b: |\n  kept\n   as it is\nc: >-\n  no end\nd: |+\n  all ends\n\n',
  'a: \'it\'\'s\'\nb: "a \\"word\\" and a tab\\t, \\u00e9, and a line\n  that goes on"',
  'a: a plain sentence\n  that goes on\n  for three lines\nb: with a # that is not one, and one # that is\n',
  'a:\n- one\n- two\nb:\n  - three\n  -\n    c: d\n  - - e\n    - f\n',
  'a: { b: [c, { d: e }], f: "g, h", i: j k }\nl: [\n  m,\n  n,\n]\n',
  'a: b\r\nc: d\r\n',
  '# a comment\n\na: b # and another\n#c: d\n',
  'a: ünï ✓ … — “quoted”\n"b c": d\n? e\n',
  'a: ~\nb:\nc: null\nd: Null',
  'a: -\nb: x - y\nc: 5%\nd: @e\n',
];

/** Left to the careful reader, so that no mistake is read over and nothing is followed. */
const leftAlone = [
  'a: true',
  'a: False',
  'true: a',
  '',
  '~: a',
  'null: a',
  '# nothing',
  'a: 1\na: 2',
  'a: [b',
  'a: b: c',
  '\ta: b',
  'a: &b c\nd: *b',
  'a: !!str 1',
  '--- \na: b',
  'a: b\n---\nc: d',
  '<<: { a: b }',
  '__proto__: { a: b }',
  'a: { __proto__: b }',
  'constructor: a',
  'a: { toString: b }',
];

describe('the quick reader', () => {
  for (const file of packs) {
    it(`reads ${file} as the careful one does`, () => {
      const text = readFileSync(`${root}/${file}`, 'utf8');
      const careful = readCarefully(file, text);
      assert.deepEqual(careful.problems, []);
      assert.deepEqual(readQuickly(text), careful.value);
    });
  }

  for (const text of ways) {
    it(`reads ${JSON.stringify(text)} as the careful one does, or leaves it to that one`, () => {
      const quick = readQuickly(text);
      if (quick !== undefined) assert.deepEqual(quick, readCarefully('a.yaml', text).value);
    });
  }

  for (const text of leftAlone) {
    it(`leaves ${JSON.stringify(text)} to the careful one`, () => {
      assert.equal(readQuickly(text), undefined);
    });
  }
});
