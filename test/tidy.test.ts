/**
 * The habits of the house (docs/decisions/0003-the-house-holds-itself.md), each held by a rule of test/tidy/.
 * Every rule is tried on planted breaches first, so that a rule that has gone blind is seen.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bannedCalls } from './tidy/banned.ts';
import { readHouse, readHouseFiles } from './tidy/house.ts';
import { commentedCode, leftoverMarks, machinePlaces } from './tidy/leftovers.ts';
import { joinedHtml, rawHtml } from './tidy/markup.ts';
import { councilNames, domainInPlatform, fixedWords, packWords } from './tidy/names.ts';
import { type Planted, plantedHouse, type Rule } from './tidy/rule.ts';
import { noInheritance, noSkippedStories, roomNames, sharedSeed } from './tidy/shape.ts';
import { fileLength, findFullFolders, frontDoorShape, functionLength, lineLength } from './tidy/sizes.ts';
import { readSource } from './tidy/source.ts';
import { britishSpelling } from './tidy/spelling.ts';

const rules: Rule[] = [
  fileLength,
  lineLength,
  functionLength,
  frontDoorShape,
  roomNames,
  noInheritance,
  bannedCalls,
  joinedHtml,
  rawHtml,
  domainInPlatform,
  councilNames,
  packWords,
  britishSpelling,
  leftoverMarks,
  commentedCode,
  machinePlaces,
  sharedSeed,
  noSkippedStories,
];

const files = readHouseFiles();
const house = readHouse();

for (const rule of rules) {
  describe(rule.name, () => {
    test('the rule bites where a breach is planted, and leaves near misses alone', () => {
      assert.ok(rule.bites.length > 0, 'a rule without a planted breach may be blind');
      for (const planted of rule.bites) checkThatItBites(rule, planted);
      for (const planted of rule.passes) {
        const found = rule.find(readSource(planted.path, planted.text), plantedHouse);
        assert.deepEqual(found, [], `must be left alone: ${planted.path}: ${planted.text.slice(0, 80)}`);
      }
    });

    test('the house keeps it', () => {
      const breaches = files.flatMap((file) =>
        rule.find(file, house).map(({ line, message }) => `${file.path}:${line} ${message}`),
      );
      assert.ok(breaches.length === 0, `${rule.name}:\n${listFirst(breaches)}`);
    });
  });
}

/** A page of breaches is enough to begin with. */
function listFirst(breaches: string[]): string {
  const more = breaches.length > 40 ? [`and ${breaches.length - 40} more`] : [];
  return [...breaches.slice(0, 40), ...more].join('\n');
}

function checkThatItBites(rule: Rule, planted: Planted): void {
  const found = rule.find(readSource(planted.path, planted.text), plantedHouse);
  const seen = `${planted.path}: ${planted.text.slice(0, 80)}`;
  assert.ok(found.length > 0, `the rule did not see ${seen}`);
  assert.ok(planted.says !== undefined, `say what the message must teach for ${seen}`);
  assert.ok(
    found.some(({ message }) => planted.says?.test(message)),
    `${seen} gave: ${found.map((each) => each.message).join(' | ')}`,
  );
}

describe('a folder has at most 14 code files', () => {
  test('the rule bites at fifteen, and does not count tests', () => {
    const fourteen = Array.from({ length: 14 }, (_, index) => `src/cases/part-${index}.ts`);
    assert.deepEqual(
      findFullFolders([...fourteen, 'src/cases/a.rules.test.ts', 'src/cases/closing/a.ts']),
      [],
    );
    const [message] = findFullFolders([...fourteen, 'src/cases/one-more.ts']);
    assert.match(message ?? '', /src\/cases\/ has 15 code files .* split by capability/);
  });

  test('the house keeps it', () => {
    assert.deepEqual(findFullFolders(files.map(({ path }) => path)), []);
  });
});

test('every exception to the rule on pack words says why', () => {
  for (const [word, reason] of Object.entries(fixedWords)) {
    assert.ok(reason.split(' ').length > 4, `${word}: give the reason in a sentence`);
  }
});

test('docs/words.md gives each word one meaning, and pages can read it', () => {
  const lines = files.find(({ path }) => path === 'docs/words.md')?.lines ?? [];
  const entries = lines.filter((line) => line.startsWith('-'));
  const words = entries.map(
    (line) => /^- \*\*([^*]+)\*\*: \S.*\.$/.exec(line)?.[1] ?? `not an entry: ${line}`,
  );
  assert.deepEqual(
    words.filter((word) => word.startsWith('not an entry')),
    [],
  );
  assert.deepEqual(
    words.filter((word, index) => words.indexOf(word) !== index),
    [],
    'a word that stands twice has two meanings',
  );
  for (const word of ['DASH', 'MARAC', 'IDVA', 'MASH'])
    assert.ok(words.includes(word), `${word} is explained on pages`);
});

test('the rules see the house: files, councils and the words of their packs', () => {
  assert.ok(files.some(({ path }) => path === 'package.json'));
  assert.ok(files.some(({ path }) => path === 'test/tidy.test.ts'));
  assert.ok(house.councils.length >= 2, 'no council in policies/: the rule on council names would be blind');
  assert.ok(house.packWords.size > 100, 'hardly a word in policies/: the rule on pack words would be blind');
});
