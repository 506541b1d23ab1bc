import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildApp } from './app.ts';
import { describeSignIns, mark, openDemonstration } from './demonstration/index.ts';
import type { LoadedPolicies } from './pathway/index.ts';
import { systemClock } from './platform/clock.ts';
import { type Config, readConfig } from './platform/config.ts';
import { isPublic, readDemonstration } from './platform/config-demonstration.ts';
import { type OpenedKeys, openKeys } from './platform/crypto/index.ts';
import { DatabaseAway, type StartedDatabase, startDatabase } from './platform/database/index.ts';
import { listen, refusePortInUse } from './platform/http/index.ts';
import { complain, describeDefect, logLastWords, openLog, tell } from './platform/log.ts';
import { openPost } from './platform/post/index.ts';
import { StartUpRefusal } from './platform/refusal.ts';
import { prepareProving } from './proving.ts';
import { gatherRoutes, makeFrame, openPolicies } from './routes.ts';
import { listenForSignals } from './signals.ts';
import { makeSignIn, prepareProviders, readProviders } from './signing-in/index.ts';
import { prepareWorker } from './worker.ts';

const clock = systemClock;
const log = openLog(clock);
/** Requests that are still open then are cut off. */
const FINISH_WITHIN_MS = 10_000;
const LOOK_AGAIN_MS = 1000;
/** Longer than nearly every refusal takes: `npm run faults -- times` compares them. */
const REFUSALS_TAKE_MS = 100;

/**
 * Starts Rowan, serves until it is told to stop, and ends the program; a refusal is one sentence and status
 * 1.
 */
export async function runRowan(): Promise<void> {
  logLastWords(log);
  try {
    await start(readConfig(path.dirname(import.meta.dirname)));
    process.exit();
  } catch (error) {
    giveUp(error);
  }
}

async function start(config: Config): Promise<void> {
  await refusePortInUse(config);
  const policies = openPolicies();
  const stopping = listenForSignals();
  const started = await startDatabase({
    choice: config.database,
    dataFolder: config.dataFolder,
    clock,
    log,
    tell,
    use: 'application',
  });
  const { dataFolder, keyService } = config;
  const keys = openKeys({ connection: started.keys, dataFolder, keyService, clock, log });
  try {
    const whenReady = started.whenReady.then(() => unlockWhenThere(keys));
    if (started.isReady) await whenReady;
    const needs = {
      choice: config.database,
      database: started.database,
      worker: started.worker,
      keys,
      policies,
      clock,
      tell,
      isWanted: readDemonstration(config.publicOrigin) !== 'none',
      isPublic: isPublic(config.publicOrigin),
    };
    const demonstration = await openDemonstration(needs);
    await serve({ config, started: { ...started, whenReady }, keys, policies, demonstration }, stopping);
  } finally {
    await keys.close();
    await started.stop();
  }
}

/** A database that has only just come may go again: its keys wait for it, as its pages do. */
async function unlockWhenThere(keys: OpenedKeys): Promise<void> {
  for (;;) {
    try {
      return await keys.unlock();
    } catch (error) {
      if (!(error instanceof DatabaseAway)) throw error;
    }
    await pause(LOOK_AGAIN_MS);
  }
}

interface Parts {
  readonly config: Config;
  readonly started: StartedDatabase;
  readonly keys: OpenedKeys;
  readonly policies: LoadedPolicies;
  readonly demonstration: Awaited<ReturnType<typeof openDemonstration>>;
}

async function serve(
  { config, started, keys, policies, demonstration }: Parts,
  stopping: Promise<string>,
): Promise<void> {
  const { database } = started;
  const proving = prepareProving({ policies, database, clock, log });
  const post = await openPost(config);
  const { dataFolder } = config;
  const worker = prepareWorker({ worker: started.worker, policies, keys, post, clock, log, dataFolder });
  const frame = makeFrame(demonstration && mark);
  const providers = findProviders(config);
  const routes = gatherRoutes({
    policies,
    database,
    keys,
    publicOrigin: config.publicOrigin,
    clock,
    isProving: proving.isProving,
    findDiff: proving.findDiff,
    frame,
    providers,
  });
  const signIn = makeSignIn(database, config.publicOrigin, frame, providers.ways);
  const parts = { config, database, clock, log, routes, frame, signIn, formTargets: providers.origins };
  const app = await buildApp({ ...parts, refusalsTakeMs: REFUSALS_TAKE_MS, jobs: worker });
  const address = await listen(app, config);
  if (!started.isReady) {
    tell(
      'The database does not answer. Rowan shows a page that says so, ' +
        'and carries on when the database is back.',
    );
  }
  tell(`Ready: ${address}`);
  if (demonstration !== undefined) tell(describeSignIns(demonstration.councils));
  const records = readDemonstration(config.publicOrigin) === 'staff' ? 0 : undefined;
  const told = demonstration
    ?.tellStories({ stopping, records })
    .catch((error) => log.alarm('demonstration.failed', describeDefect(error)));
  const misfortune = started.whenReady.then(() => stopping);
  // What keeps the database from being used is told by the race below.
  started.whenReady.then(proving.run, () => undefined);
  // A story that is told happened long ago, and would climb while it is half told.
  Promise.all([started.whenReady, told]).then(worker.run, () => undefined);
  try {
    await Promise.race([stopping, misfortune]);
    tell('Stopping: finishing what is under way.');
  } finally {
    const cutOff = setTimeout(() => app.server.closeAllConnections(), FINISH_WITHIN_MS);
    await app.close();
    clearTimeout(cutOff);
    await told;
    await proving.stop();
    await worker.stop();
  }
}

/** Where the database is a council's own, so is its sign-in, which knows who still works there. */
function findProviders({ signInFile, database }: Config) {
  return prepareProviders(readProviders(signInFile), {
    log,
    readMilliseconds: clock.readMilliseconds,
    passwords: database.kind === 'embedded',
  });
}

function giveUp(error: unknown): void {
  if (error instanceof StartUpRefusal) {
    complain(error.message);
  } else {
    log.alarm('defect', describeDefect(error));
    complain('Rowan stopped because of a defect in itself; the line above says where.');
  }
  process.exit(1);
}
