import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { systemClock as clock } from '../src/platform/clock.ts';
import { startDatabase } from '../src/platform/database/index.ts';
import { openLog } from '../src/platform/log.ts';
import { makeDataFolder } from './start-up/rowan.ts';

/**
 * A data folder in which Rowan has been started once, with nobody in it: made once for a whole run of the
 * tests, and copied for each that needs one. Whoever tests the first start itself begins with an empty one.
 */
export async function makeStartedFolder(): Promise<string> {
  const folder = makeDataFolder();
  const run = process.env['ROWAN_TEST_RUN'];
  // A file that is run by itself starts its own.
  if (run === undefined) return folder;
  const model = path.join(run, 'started');
  if (!fs.existsSync(model)) await makeModel(model);
  const copied = spawnSync('cp', ['-pR', `${model}/.`, folder], { encoding: 'utf8' });
  if (copied.status !== 0) throw new Error(`The started data folder was not copied: ${copied.stderr}`);
  return folder;
}

/** Two that make it at once end with one. */
async function makeModel(model: string): Promise<void> {
  const dataFolder = makeDataFolder();
  const log = openLog(clock, () => {});
  const choice = { kind: 'embedded' } as const;
  const started = await startDatabase({ choice, dataFolder, clock, log, tell: () => {}, use: 'command' });
  await started.stop();
  try {
    fs.renameSync(dataFolder, model);
  } catch {
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
}
