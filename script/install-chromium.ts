import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** What a person without chromium, and without the right to install it, is told: once, in one sentence. */
export const withoutChromium =
  'The tests of pages need the browser chromium: install it (on Debian: apt-get install chromium) ' +
  'or say where it is: CHROMIUM=/path/to/chromium npm test';

/** The path of chromium: what CHROMIUM says, or the first that PATH has; undefined where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const said = env['CHROMIUM'];
  if (said !== undefined && said !== '') return isProgram(said) ? said : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

/**
 * Finds chromium, and installs it where this user may. Progress goes to standard error.
 * Gives its path, or undefined when it is not there and could not be installed.
 */
export function installChromium(): string | undefined {
  const found = findChromium();
  if (found !== undefined || process.env['CHROMIUM']) return found;
  if (!mayInstall()) return undefined;
  process.stderr.write('Installing chromium for the tests of pages: about half a minute, once.\n');
  if (!runApt(['install', '-y', '--no-install-recommends', 'chromium'])) {
    // A fresh machine has no package lists yet.
    runApt(['update']);
    runApt(['install', '-y', '--no-install-recommends', 'chromium']);
  }
  return findChromium();
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

function runApt(words: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('apt-get', ['-q', ...words], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (done.status !== 0) process.stderr.write(`apt-get ${words[0]} did not succeed: ${done.stderr.trim()}\n`);
  return done.status === 0;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
