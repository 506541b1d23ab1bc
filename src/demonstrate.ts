import path from 'node:path';
import { describeSignIns, openDemonstration } from './demonstration/index.ts';
import { systemClock as clock } from './platform/clock.ts';
import { readConfig } from './platform/config.ts';
import { openKeys } from './platform/crypto/index.ts';
import { startDatabase } from './platform/database/index.ts';
import { complain, openLog, tell } from './platform/log.ts';
import { StartUpRefusal } from './platform/refusal.ts';
import { openPolicies } from './routes.ts';
import { listenForSignals } from './signals.ts';

/**
 * Makes the demonstration partnership with all that happened there, where there is none yet, and says as whom
 * to sign in. It serves nothing, and stands alone on the data folder: a Rowan beside it would not bear the
 * mark.
 *
 * @returns the exit status
 */
export async function runDemonstrationCommand(): Promise<number> {
  try {
    return await demonstrate();
  } catch (error) {
    if (!(error instanceof StartUpRefusal)) throw error;
    complain(error.message);
    return 1;
  }
}

async function demonstrate(): Promise<number> {
  const { database: choice, dataFolder, keyService } = readConfig(path.dirname(import.meta.dirname));
  if (choice.kind !== 'embedded') {
    throw new StartUpRefusal(
      'The demonstration is only ever made on the database that Rowan brings along; leave DATABASE_URL out.',
    );
  }
  const policies = openPolicies();
  const stopping = listenForSignals();
  const log = openLog(clock);
  const started = await startDatabase({ choice, dataFolder, clock, log, tell, use: 'application' });
  const keys = openKeys({ connection: started.keys, dataFolder, keyService, clock, log });
  try {
    await keys.unlock();
    const { database, worker } = started;
    const needs = { choice, isWanted: true, database, worker, keys, policies, clock, tell };
    const demonstration = await openDemonstration(needs);
    if (demonstration === undefined) return 1;
    await demonstration.tellStories({ stopping });
    tell(describeSignIns(demonstration.councils));
    return 0;
  } finally {
    await keys.close();
    await started.stop();
  }
}
