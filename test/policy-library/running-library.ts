import fs from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { type LoadedPolicies, loadPolicies } from '../../src/pathway/index.ts';
import {
  diffPolicies,
  evaluateWithEngine,
  type PolicyDiff,
  withSolver,
} from '../../src/pathway/proofs/index.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openKeys } from '../../src/platform/crypto/index.ts';
import { type StartedDatabase, startDatabase } from '../../src/platform/database/index.ts';
import { assets } from '../../src/platform/html/index.ts';
import { buildServer } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { gatherRoutes, makeFrame } from '../../src/routes.ts';
import { makeSignIn } from '../../src/signing-in/index.ts';
import { makeStartedFolder } from '../started-folder.ts';

/** Rowan with nobody signed in, with a database of its own, on the shipped policies, on 22 November 2026. */
export interface RunningLibrary {
  readonly app: FastifyInstance;
  readonly started: StartedDatabase;
  readonly policies: LoadedPolicies;
  /** The content hashes that count as being proved. */
  readonly proving: Set<string>;
  /** Listens, and gives the address to open. */
  listen(): Promise<string>;
  stop(): Promise<void>;
}

export async function runLibrary(): Promise<RunningLibrary> {
  const dataFolder = await makeStartedFolder();
  const clock: Clock = { now: () => new Date('2026-11-22T10:00:00Z'), readMilliseconds: () => 0 };
  const log = openLog(clock, () => {});
  const use = 'application' as const;
  const choice = { kind: 'embedded' } as const;
  const started = await startDatabase({ choice, dataFolder, clock, log, tell: () => {}, use });
  const policies = loadPolicies();
  const diff = await comparePolicies(policies);
  const proving = new Set<string>();
  const { database } = started;
  const keys = openKeys({ connection: started.keys, dataFolder, clock, log });
  const config = readConfig(dataFolder, {});
  const frame = makeFrame(undefined);
  const isProving = (hash: string) => proving.has(hash);
  const findDiff = () => diff;
  const publicOrigin = undefined;
  const routes = gatherRoutes({ policies, database, keys, publicOrigin, clock, frame, isProving, findDiff });
  const signIn = makeSignIn(database, publicOrigin, frame);
  const app = await buildServer({ config, clock, log, routes, assets, frame, signIn });
  return {
    app,
    started,
    policies,
    proving,
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    async stop() {
      await app.close();
      await keys.close();
      await started.stop();
      fs.rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The two councils in the order of their names, as the library compares them. */
function comparePolicies({ policies }: LoadedPolicies): Promise<PolicyDiff> {
  const [one, other] = policies.toSorted((a, b) => (a.council < b.council ? -1 : 1));
  return withSolver((z3) => diffPolicies(one!.policy, other!.policy, { z3, evaluate: evaluateWithEngine }));
}
