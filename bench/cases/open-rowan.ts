import { buildApp } from '../../src/app.ts';
import type { LoadedPolicies } from '../../src/pathway/index.ts';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openKeys } from '../../src/platform/crypto/index.ts';
import { openDatabase } from '../../src/platform/database/transactions.ts';
import { openLog } from '../../src/platform/log.ts';
import { gatherRoutes, makeFrame, openPolicies } from '../../src/routes.ts';
import { makeSignIn } from '../../src/signing-in/index.ts';
import type { Orders } from './child.ts';

/** Rowan as it serves, but for its jobs, which would work on the stock while it is measured. */
export async function openRowan(orders: Orders, write?: (line: string) => void) {
  const { dataFolder } = orders;
  const log = openLog(clock, write);
  const database = openDatabase(orders.connection, log);
  const keys = openKeys({ connection: orders.keys, dataFolder, clock, log });
  const policies = askNobodyWhy(openPolicies());
  const frame = makeFrame(undefined);
  const routes = gatherRoutes({
    policies,
    database,
    keys,
    publicOrigin: undefined,
    clock,
    isProving: () => false,
    findDiff: () => undefined,
    frame,
  });
  const signIn = makeSignIn(database, undefined);
  const app = await buildApp({
    config: readConfig(dataFolder, {}),
    database,
    clock,
    log,
    routes,
    frame,
    signIn,
  });
  const close = async () => {
    await app.close();
    await keys.close();
    await database.close();
  };
  return { app, database, keys, policies, clock, close };
}

/** Fifty people open in a minute what thousands open in a day: they are not asked why. */
function askNobodyWhy(loaded: LoadedPolicies): LoadedPolicies {
  const name = 'unusual-reading-cases-an-hour';
  const policies = loaded.policies.map((policy) => {
    const settings = { ...policy.words.settings, [name]: { value: 1_000_000_000, says: 'not asked' } };
    return { ...policy, words: { ...policy.words, settings } };
  });
  return { ...loaded, policies };
}
