import fs from 'node:fs';
import pg from 'pg';
import type { OrganisationId, TeamId } from '../../src/councils/index.ts';
import { addStaff, addTeam, foundOrganisation, prepareStaff } from '../../src/councils/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { type OpenedKeys, openKeys } from '../../src/platform/crypto/index.ts';
import { type Database, type StartedDatabase, startDatabase } from '../../src/platform/database/index.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { makeId } from '../../src/platform/ids.ts';
import { openLog } from '../../src/platform/log.ts';
import { addressOf } from '../start-up/rowan.ts';
import { makeStartedFolder } from '../started-folder.ts';

/** One embedded database for all stories of the walls, with two fictional councils in it. */
export interface World {
  readonly data: string;
  readonly database: Database;
  /** The same as the worker. */
  readonly worker: Database;
  readonly keys: OpenedKeys;
  /** The application's role, past the application. */
  readonly raw: pg.Pool;
  /** The server's administrator, to whom no wall applies. */
  readonly administrator: pg.Pool;
  readonly staff: Readonly<Record<Name, Viewer>>;
  stop(): Promise<void>;
}

export const makeUuid = (): string => makeId(systemClock);
export const reference = 'TEST-TEST';
export const password = 'a long walk by the river';

/** Who is who, in exampleshire but for Frank. What they have to do with each case, scene.ts says. */
const people = {
  ada: { team: 'office', roles: [], manager: undefined },
  mona: { team: 'housing', roles: [], manager: undefined },
  rosa: { team: 'office', roles: ['front-door-lead'], manager: undefined },
  leo: { team: 'housing', roles: [], manager: 'mona' },
  rita: { team: 'office', roles: [], manager: 'mona' },
  tara: { team: 'office', roles: [], manager: undefined },
  cleo: { team: 'housing', roles: [], manager: undefined },
  colin: { team: 'housing', roles: [], manager: undefined },
  erin: { team: 'office', roles: ['front-door-lead', 'break-glass'], manager: undefined },
  bea: { team: 'office', roles: ['break-glass'], manager: undefined },
  ben: { team: 'office', roles: ['break-glass'], manager: undefined },
  noor: { team: 'office', roles: [], manager: undefined },
  iris: { team: 'office', roles: ['information-governance'], manager: undefined },
  paul: { team: 'office', roles: ['policy-owner'], manager: undefined },
  abel: { team: 'nuisance', roles: [], manager: 'mona' },
  olga: { team: 'office', roles: ['administrator', 'front-door-lead', 'break-glass'], manager: undefined },
} as const satisfies Record<string, { team: string; roles: readonly string[]; manager: string | undefined }>;
export type Name = keyof typeof people | 'frank' | 'oddAda';

const teams = { office: 'general', housing: 'housing', nuisance: 'anti-social-behaviour' } as const;

/** Keys are forgotten after a fifth of a second here, so that a story which renews them need not wait. */
export const quickClock = { ...systemClock, readMilliseconds: () => systemClock.readMilliseconds() * 300 };

/** Starts the world. It is made by the same actions as the pages use. */
export async function startWorld(): Promise<World> {
  const data = await makeStartedFolder();
  const log = openLog(systemClock, () => {});
  const options = { dataFolder: data, clock: systemClock, log, tell: () => {}, use: 'command' } as const;
  const started = await startDatabase({ ...options, choice: { kind: 'embedded' } });
  const keys = openKeys({ connection: started.keys, dataFolder: data, clock: quickClock, log });
  await keys.unlock();
  const raw = openPool(data, 'rowan_app');
  const administrator = openPool(data, 'rowan_administrator');
  const { database, worker } = started;
  const staff = await populate(database, keys);
  const stop = () => stopAll(data, started, keys, [raw, administrator]);
  return { data, database, worker, keys, raw, administrator, staff, stop };
}

function openPool(data: string, role: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: addressOf(data, role), max: 4 });
  pool.on('error', () => {});
  return pool;
}

async function stopAll(data: string, started: StartedDatabase, keys: OpenedKeys, pools: pg.Pool[]) {
  for (const pool of pools) await pool.end();
  await keys.close();
  await started.stop();
  fs.rmSync(data, { recursive: true, force: true });
}

async function populate(database: Database, keys: OpenedKeys): Promise<World['staff']> {
  const ada = await found(database, keys, 'exampleshire', 'ada');
  const oddAda = await found(database, keys, 'oddborough', 'odd-ada');
  const teamIds = new Map<string, TeamId>();
  for (const [name, service] of Object.entries(teams)) {
    const teamId = makeId<'team'>(systemClock);
    const team = { teamId, organisationId: ada.organisationId as OrganisationId, name, service };
    await database.actAs(
      ada.staffId,
      async () => {},
      (tx) => addTeam(tx, team, reference),
    );
    teamIds.set(name, teamId);
  }
  const staff: Record<string, Viewer> = { ada, oddAda };
  for (const [name, { team, roles, manager }] of Object.entries(people)) {
    if (name === 'ada') continue;
    const managerId = manager === undefined ? undefined : staff[manager]?.staffId;
    const teamId = teamIds.get(team) as TeamId;
    staff[name] = await hire(database, keys, ada, { name, teamId, roles, managerId });
  }
  const oddTeam = await database.readAs(oddAda.staffId, async (tx) => {
    const { readOwnOrganisation } = await import('../../src/councils/index.ts');
    return (await readOwnOrganisation(tx)).teams[0]?.teamId as TeamId;
  });
  const frank = {
    name: 'frank',
    teamId: oddTeam,
    roles: ['front-door-lead', 'break-glass'],
    managerId: undefined,
  };
  staff['frank'] = await hire(database, keys, oddAda, frank);
  return staff as World['staff'];
}

function found(database: Database, keys: OpenedKeys, council: string, signIn: string): Promise<Viewer> {
  const organisationId = makeId<'organisation'>(systemClock) as OrganisationId;
  const organisation = {
    organisationId,
    council,
    name: `${council} council`,
    receivesRole: 'front-door-lead',
    opensServices: ['housing'],
    neverLeadsServices: ['anti-social-behaviour'],
  };
  const team = { teamId: makeId<'team'>(systemClock), organisationId, name: 'First', service: 'general' };
  const first = { staffId: makeId<'viewer'>(systemClock), name: signIn, signIn, password };
  return foundOrganisation({ database, keys }, organisation, team, first, reference);
}

async function hire(
  database: Database,
  keys: OpenedKeys,
  administrator: Viewer,
  person: {
    name: string;
    teamId: TeamId;
    roles: readonly string[];
    managerId: Viewer['staffId'] | undefined;
  },
): Promise<Viewer> {
  const staffId = makeId<'viewer'>(systemClock);
  const { name, teamId, roles, managerId } = person;
  const wanted = { staffId, name: `${name} of the cast`, signIn: name, password, teamId, roles };
  const key = await keys.keyFor(administrator.organisationId);
  const ready = await prepareStaff(key, { ...wanted, ...(managerId && { managerId }) });
  await database.actAs(
    administrator.staffId,
    async () => {},
    (tx) => addStaff(tx, administrator, ready, reference),
  );
  const { organisationId, council } = administrator;
  return { staffId, organisationId, council, roles };
}

/**
 * Statements as the application's role with a viewer, in a transaction that is rolled back.
 *
 * @returns how many rows the last of them gave or touched; 0 where the database refused it
 */
export async function tryAs(
  { raw }: Pick<World, 'raw'>,
  viewer: string | undefined,
  ...statements: readonly string[]
): Promise<number> {
  const client = await raw.connect();
  try {
    await client.query(`begin; set local rowan.viewer = '${viewer ?? ''}'`);
    let count: number | 'refused' = 0;
    for (const statement of statements) {
      count = await run(client, statement);
      if (count === 'refused') return 0;
    }
    return count;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** As tryAs: one statement, after others that are done past every wall, so that it alone can be refused. */
export async function tryAfter(
  { administrator }: Pick<World, 'administrator'>,
  before: readonly string[],
  viewer: string,
  statement: string,
): Promise<number> {
  const client = await administrator.connect();
  try {
    const prepared = ['begin', 'set local search_path = rowan', ...before, 'set local role rowan_app'];
    await client.query([...prepared, `set local rowan.viewer = '${viewer}'`].join('; '));
    const count = await run(client, statement);
    return count === 'refused' ? 0 : count;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

async function run(client: pg.PoolClient, statement: string): Promise<number | 'refused'> {
  try {
    return (await client.query(statement)).rowCount ?? 0;
  } catch (error) {
    const refusals = ['42501', '23503'];
    if (error instanceof pg.DatabaseError && refusals.includes(error.code ?? '')) return 'refused';
    throw error;
  }
}

/** Statements as a viewer that are kept. */
export async function writeAs(
  { raw }: Pick<World, 'raw'>,
  viewer: Viewer,
  ...statements: readonly string[]
): Promise<void> {
  const client = await raw.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('rowan.viewer', $1, true)`, [viewer.staffId]);
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}
