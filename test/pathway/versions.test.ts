/** Versions of one council's policy: which is in force on a day, and what its pinned name stands for. */
import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { choosePolicy, loadPolicies, readFacts } from '../../src/pathway/index.ts';
import { hashFiles } from '../../src/pathway/packs/load-pack.ts';

const shipped = fileURLToPath(new URL('../../policies', import.meta.url));
const fictional = fileURLToPath(new URL('../packs', import.meta.url));

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rowan-versions-'));
  for (const file of ['core.yaml', 'baseline.yaml', 'baseline-clauses.yaml'])
    cpSync(join(shipped, file), join(root, file));
  cpSync(join(fictional, 'oddborough'), join(root, 'oddborough'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

function replaceIn(file: string, from: string | RegExp, to: string): void {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(from, to);
  assert.notEqual(changed, text, `${file} has nothing like ${from}`);
  writeFileSync(path, changed);
}

/** The policy as it stood before: the same rules, its own name and days, and one sentence of its own. */
function addEarlier(version: string, days: string): void {
  const folder = join('oddborough', 'earlier', version);
  cpSync(join(fictional, 'oddborough'), join(root, folder), { recursive: true });
  replaceIn(join(folder, 'words.yaml'), 'version: "7"', `version: "${version}"`);
  replaceIn(join(folder, 'words.yaml'), 'in-force: { from: 2025-06-01 }', `in-force: ${days}`);
}

function load() {
  const loaded = loadPolicies(root);
  assert.deepEqual(loaded.problems, []);
  return loaded;
}

const versionOf = () => load().policies.find(({ version }) => version === '7')?.policy.policyVersion;

describe('the version in force', () => {
  beforeEach(() => {
    addEarlier('6', '{ from: 2023-01-01, to: 2025-05-31 }');
    addEarlier('5', '{ from: 2020-03-01, to: 2021-12-31 }');
  });

  const days: [string, string][] = [
    ['2020-03-01', '5'],
    ['2021-12-31', '5'],
    ['2023-01-01', '6'],
    ['2024-02-29', '6'],
    ['2025-05-31', '6'],
    ['2025-06-01', '7'],
    ['2099-12-31', '7'],
  ];
  for (const [day, version] of days) {
    it(`on ${day} is ${version}: the first day and the last belong to it`, () => {
      const chosen = choosePolicy(load(), 'oddborough', day);
      assert.equal(chosen.ok && chosen.policy.version, version);
    });
  }

  for (const day of ['2020-02-29', '2022-01-01', '2022-12-31', '0001-01-01']) {
    it(`on ${day} is none, and never the nearest`, () => {
      const chosen = choosePolicy(load(), 'oddborough', day);
      assert.equal(
        chosen.ok || chosen.message,
        `no version of oddborough's policy is in force on ${day}; ` +
          'there is: 7 from 2025-06-01; 5 from 2020-03-01 to 2021-12-31; 6 from 2023-01-01 to 2025-05-31',
      );
    });
  }

  it('gives its own advice', () => {
    replaceIn('oddborough/earlier/6/rules.yaml', 'by: next-forum', 'by: same-day');
    replaceIn(
      'oddborough/earlier/6/rules.yaml',
      'to: odd-forum, by: next-forum,',
      'to: odd-forum, by: same-day,',
    );
    const loaded = load();
    const heard = ['2024-07-01', '2026-07-01'].map((day) => {
      const chosen = choosePolicy(loaded, 'oddborough', day);
      assert.ok(chosen.ok);
      const read = readFacts(chosen.policy.policy, { situation: 'disclosure', dash: 'high' });
      assert.ok(read.ok);
      const { actions, policyVersion } = chosen.policy.advisor.advise(read.facts);
      return [policyVersion.split('-')[0], actions.find(({ action }) => action === 'refer-to-marac')?.by];
    });
    assert.deepEqual(heard, [
      ['6', 'same-day'],
      ['7', 'next-forum'],
    ]);
  });
});

describe('the name of a version', () => {
  it('is the version and the hash of everything that it stands on', () => {
    assert.match(String(versionOf()), /^7-[0-9a-f]{16}$/);
    assert.equal(versionOf(), versionOf());
  });

  const files = [
    'core.yaml',
    'baseline.yaml',
    'baseline-clauses.yaml',
    ...readdirSync(join(fictional, 'oddborough'))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => `oddborough/${file}`),
    'oddborough/sources/oddborough-note.txt',
  ];
  for (const file of files) {
    it(`changes with one byte at the end of ${file}`, () => {
      const before = versionOf();
      appendFileSync(join(root, file), file.endsWith('.yaml') ? '#' : '.');
      assert.notEqual(versionOf(), before);
    });
  }

  it('changes with one space between two words', () => {
    const before = versionOf();
    replaceIn('oddborough/rules.yaml', 'People on boats', 'People on  boats');
    assert.notEqual(versionOf(), before);
  });

  it('stays when a checkout ends its lines as Windows does', () => {
    const before = versionOf();
    for (const file of files) replaceIn(file, /\n/g, '\r\n');
    assert.equal(versionOf(), before);
  });

  it('stays when the files come in another order', () => {
    const texts = ['b', 'a', 'c'].map((file) => ({ file, text: `the text of ${file}` }));
    assert.equal(hashFiles(texts), hashFiles(texts.toReversed()));
    const swapped = texts.map(({ file }, index) => ({ file, text: texts.at(index - 1)?.text ?? '' }));
    assert.notEqual(hashFiles(swapped), hashFiles(texts));
  });

  it('stays when another council or another version comes or goes', () => {
    const before = versionOf();
    cpSync(join(fictional, 'exampleshire'), join(root, 'exampleshire'), { recursive: true });
    addEarlier('6', '{ from: 2023-01-01, to: 2025-05-31 }');
    assert.equal(versionOf(), before);
  });

  it('stays when a version moves to earlier, so that old advice still finds it', () => {
    replaceIn('oddborough/words.yaml', 'from: 2025-06-01', 'from: 2025-06-01, to: 2026-05-31');
    const before = versionOf();
    renameSync(join(root, 'oddborough'), join(root, 'moved'));
    cpSync(join(root, 'moved'), join(root, 'oddborough/earlier/7'), { recursive: true });
    cpSync(join(fictional, 'oddborough'), join(root, 'oddborough'), { recursive: true });
    rmSync(join(root, 'moved'), { recursive: true });
    replaceIn('oddborough/words.yaml', 'version: "7"', 'version: "8"');
    replaceIn('oddborough/words.yaml', 'from: 2025-06-01', 'from: 2026-06-01');
    assert.deepEqual(
      load()
        .policies.map(({ version }) => version)
        .toSorted(),
      ['7', '8'],
    );
    assert.equal(versionOf(), before);
  });
});
