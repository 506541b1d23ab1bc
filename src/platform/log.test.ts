import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { systemClock } from './clock.ts';
import { openLog } from './log.ts';

describe('the log', () => {
  test('is one line an event, whatever stands in it', () => {
    const lines: string[] = [];
    openLog(systemClock, (line) => lines.push(line)).info('a', { kind: 'one\n{"event":"forged"}\r\u2028' });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /^\{"time":"[^"]+Z","level":"info","event":"a",[^\n\r]*\}\n$/);
  });

  for (const [what, statement] of [
    ['thrown', "setTimeout(() => { throw new TypeError('Aisha Khan, 3 Elm Row'); });"],
    ['promised', "Promise.reject(new TypeError('Aisha Khan, 3 Elm Row'));"],
  ] as const) {
    test(`tells of what was ${what} and nobody caught, without its message, and Rowan ends`, () => {
      const { status, stderr } = runInAnother(statement);
      assert.equal(status, 1);
      assert.match(
        stderr,
        /^\{[^\n]*"level":"alarm","event":"defect.uncaught","kind":"TypeError"[^\n]*\}\n$/,
      );
      assert.doesNotMatch(stderr, /Aisha|Elm Row/);
    });
  }
});

function runInAnother(statement: string) {
  const own = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const program = `
    import { systemClock } from ${own('clock.ts')};
    import { logLastWords, openLog } from ${own('log.ts')};
    logLastWords(openLog(systemClock));
    ${statement}`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
}
