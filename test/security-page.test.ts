/** Holds docs/security.md to what it says: every number once, and files, tests and counts as they are. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { judgePage } from './security-page/judge-page.ts';
import { readLevels } from './security-page/read-page.ts';

const root = new URL('../', import.meta.url);

function readFile(path: string): string | undefined {
  const place = new URL(path, root);
  return existsSync(place) ? readFileSync(place, 'utf8') : undefined;
}

const whole = `
| chapter | met | open | not applicable | met | open | not applicable |
|---|--:|--:|--:|--:|--:|--:|
| 1 Doors | 1 | 1 | 0 | 0 | 0 | 0 |
| 2 Boats | 0 | 0 | 1 | 0 | 0 | 1 |
| all | 1 | 1 | 1 | 0 | 0 | 1 |

## What is open

- A second lock (1.1.2): a locksmith closes it.

## 1 Doors

| 1.1.1 | 1 | the door is shut | met | \`door.test.ts\` “is shut” |
| 1.1.2 | 2 | it has two locks | open | one is there |

## 2 Boats

| 2.1 | all | boats | not applicable | there is no water |
`;
const doors = { levels: readLevels('1.1: 1 2\n2.1: 2 3'), readFile: readDoor };

function readDoor(path: string): string | undefined {
  return path === 'door.test.ts' ? "test('is shut', () => {});\n// is open" : undefined;
}

const breaches = [
  [
    'a requirement is missing',
    '| 1.1.2 | 2 | it has two locks | open | one is there |',
    '',
    /1\.1\.2: it is missing/,
  ],
  [
    'a requirement stands there twice',
    '| 2.1 | all',
    '| 2.1.1 | 2 | a boat | met | `door.test.ts` |\n| 2.1 | all',
    /2\.1\.1: it stands there twice/,
  ],
  ['a requirement is made up', '| 2.1 |', '| 2.2 |', /2\.2: there is no such requirement/],
  ['a level is another', '| 1.1.1 | 1 |', '| 1.1.1 | 2 |', /1\.1\.1: the level is 1, not 2/],
  ['a word is no standing', '| met | `', '| fine | `', /stands as "fine"/],
  ['nothing shows what is met', '`door.test.ts` “is shut”', 'trust us', /1\.1\.1: met, and no file shows it/],
  ['a file is not there', '`door.test.ts`', '`gate.test.ts`', /1\.1\.1: there is no file gate\.test\.ts/],
  ['a test is not in its file', '“is shut”', '“is open”', /no test “is open” in door\.test\.ts/],
  ['a test is named by half', '“is shut”', '“is”', /no test “is” in door\.test\.ts/],
  ['what is open is not on the list', '(1.1.2)', '', /1\.1\.2: open, and not on the list/],
  ['the list names what is not open', '(1.1.2)', '(1.1.2, 1.1.1)', /1\.1\.1: on the list, and not open/],
  ['a count is another', '| 1 Doors | 1 |', '| 1 Doors | 2 |', /the counts are 1: 1 1 0 0 0 0/],
  ['a sum is another', '| all | 1 |', '| all | 3 |', /the counts are all: 1 1 1 0 0 1/],
] as const;

describe('docs/security.md', () => {
  test('is as it says', () => {
    const page = readFile('docs/security.md') ?? '';
    const levels = readLevels(readFile('test/security-page/levels.txt') ?? '');
    assert.deepEqual(judgePage({ page, levels, readFile }), []);
  });

  test('could be so: a small page that is, is left alone', () => {
    assert.deepEqual(judgePage({ ...doors, page: whole }), []);
  });

  for (const [what, from, to, says] of breaches) {
    test(`is found out where ${what}`, () => {
      assert.ok(whole.includes(from));
      assert.match(judgePage({ ...doors, page: whole.replace(from, to) }).join('\n'), says);
    });
  }
});
