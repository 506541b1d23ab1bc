/** What the last line of `npm test` counts. It does not prove that node:test itself finds every failure. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';

const start = "import test, { after, describe } from 'node:test';\n";

describe('the last line of npm test', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tally-'));
  });
  after(() => rm(folder, { recursive: true }));

  test('tests that pass are counted, chapters are not', async () => {
    const told = await tally(`${start}describe('a', () => { test('b', () => {}); test('c', () => {}); });`);
    assert.equal(told.totals, '2 passed, 0 failed');
  });

  test('a test that fails inside another is one failure, told with the names it stands under', async () => {
    const told = await tally(`${start}test('a', async (t) => { await t.test('b', () => { throw 1; }); });`);
    assert.equal(told.totals, '0 passed, 1 failed');
    assert.deepEqual(told.failures, ['a › b']);
  });

  test('a failed hook is a failure, though every test passed', async () => {
    const told = await tally(
      `${start}describe('a', () => { after(() => { throw 1; }); test('b', () => {}); });`,
    );
    assert.equal(told.totals, '1 passed, 1 failed');
  });

  test('a skipped test is neither passed nor failed', async () => {
    assert.equal(
      (await tally(`${start}test('a', () => {}); test.skip('b');`)).totals,
      '1 passed, 0 failed, 1 skipped',
    );
  });

  test('what a test tells is passed on, with its file', async () => {
    const { lines } = await tally(`${start}test('a', (t) => t.diagnostic('9 of 10'));`);
    assert.match(lines[0] ?? '', /story\.test\.ts: 9 of 10$/);
  });

  for (const [what, text] of [
    ['holds no test', '1;'],
    ['does not load', "import './nowhere.ts';"],
    ['ends in the middle of a test', `${start}test('a', () => { process.exit(0); });`],
    [
      'ends with a bad status after its tests',
      `${start}test('a', () => {}); process.on('exit', () => process.exit(3));`,
    ],
  ] as const) {
    test(`a file that ${what} is a failure`, async () => {
      assert.match((await tally(text)).totals, /, 1 failed$/);
    });
  }

  /** In a process of its own: node:test does not run tests inside tests. */
  async function tally(text: string): Promise<{ totals: string; failures: string[]; lines: string[] }> {
    const file = join(folder, 'story.test.ts');
    const runner = join(folder, 'runner.mjs');
    await writeFile(file, text);
    const counting = JSON.stringify(new URL('tally.ts', import.meta.url).href);
    await writeFile(
      runner,
      `import { runAndTally, tellTotals } from ${counting};
       const lines = [];
       const tally = await runAndTally([${JSON.stringify(file)}], (line) => lines.push(line));
       const failures = tally.failures.map(({ names }) => names.join(' › '));
       process.stdout.write(JSON.stringify({ totals: tellTotals(tally), failures, lines }));`,
    );
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, [runner], { env });
    return JSON.parse(stdout);
  }
});
