import fs from 'node:fs';
import { sql } from 'kysely';
import { addStaff, addTeam, foundOrganisation, prepareStaff, type TeamId } from '../../src/councils/index.ts';
import type { LoadedPolicies } from '../../src/pathway/index.ts';
import { type Clock, systemClock } from '../../src/platform/clock.ts';
import { type OpenedKeys, openKeys } from '../../src/platform/crypto/index.ts';
import { type ActTx, type StartedDatabase, startDatabase } from '../../src/platform/database/index.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { type Id, makeId, type ViewerId } from '../../src/platform/ids.ts';
import { openLog } from '../../src/platform/log.ts';
import { loadFictionalCouncils } from '../fictional-councils.ts';
import { makeStartedFolder } from '../started-folder.ts';

/** The cast: who works at Exampleshire Council, in which team, for whom, and in which roles. */
const cast = {
  priya: { name: 'Priya Shah', team: 'desk', roles: ['team-manager'] },
  mo: { name: 'Mo Reid', team: 'desk', manager: 'priya', roles: [] },
  frankie: { name: 'Frankie Obi', team: 'door', roles: ['front-door-lead'] },
  jo: { name: 'Jo Lund', team: 'door', roles: [] },
  hana: { name: 'Hana Weiss', team: 'homes', roles: ['harbour-worker'] },
  lee: { name: 'Lee Marsh', team: 'homes', manager: 'priya', roles: [] },
  asif: { name: 'Asif Khan', team: 'nuisance', roles: [] },
  nia: { name: 'Nia Bell', team: 'homes', roles: ['break-glass'] },
  pat: { name: 'Pat Doe', team: 'door', roles: ['policy-owner'] },
  ines: { name: 'Ines Roy', team: 'door', roles: ['information-governance'] },
} as const;

type Name = keyof typeof cast;

const services = {
  desk: 'general',
  door: 'general',
  homes: 'housing',
  nuisance: 'anti-social-behaviour',
} as const;

export interface Partnership {
  readonly dataFolder: string;
  readonly started: StartedDatabase;
  readonly keys: OpenedKeys;
  readonly policies: LoadedPolicies;
  readonly clock: Clock & { set(moment: string): void };
  readonly organisationId: Id<'organisation'>;
  readonly staff: Readonly<Record<Name, Viewer>>;
  /** Who adds colleagues and lets them go. */
  readonly administrator: Viewer;
  /** Somebody at another council. */
  readonly stranger: Viewer;
  stop(): Promise<void>;
}

/** A clock that a test sets; it goes with the machine's until then. */
function makeClock(): Partnership['clock'] {
  let ahead = 0;
  return {
    now: () => new Date(systemClock.now().getTime() + ahead),
    readMilliseconds: systemClock.readMilliseconds,
    set: (moment) => {
      ahead = new Date(moment).getTime() - systemClock.now().getTime();
    },
  };
}

/** A real database of its own, with two fictional councils and their people. */
export async function openPartnership(policies = loadFictionalCouncils()): Promise<Partnership> {
  const dataFolder = await makeStartedFolder();
  const clock = makeClock();
  const log = openLog(clock, () => {});
  const choice = { kind: 'embedded' } as const;
  const started = await startDatabase({ choice, dataFolder, clock, log, tell: () => {}, use: 'command' });
  const keys = openKeys({ connection: started.keys, dataFolder, clock, log });
  await keys.unlock();
  const home = await found(started, keys, 'exampleshire', 'front-door-lead');
  const away = await found(started, keys, 'oddborough', 'duty-desk');
  return {
    dataFolder,
    started,
    keys,
    policies,
    clock,
    organisationId: home.administrator.organisationId,
    staff: await hire(started, keys, home.administrator),
    administrator: home.administrator,
    stranger: away.administrator,
    stop: async () => {
      await keys.close();
      await started.stop();
      fs.rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function found(
  { database }: StartedDatabase,
  keys: OpenedKeys,
  council: string,
  receivesRole: string,
): Promise<{ readonly administrator: Viewer }> {
  const organisationId = makeId<'organisation'>(systemClock);
  const organisation = {
    organisationId,
    council,
    name: `${council} council`,
    receivesRole,
    opensServices: ['housing', 'homelessness'],
    neverLeadsServices: ['anti-social-behaviour'],
  };
  const team = { teamId: makeId<'team'>(systemClock), organisationId, name: 'Office', service: 'general' };
  const first = {
    staffId: makeId<'viewer'>(systemClock),
    name: 'Ada Clerk',
    signIn: `ada.${council}`,
    password: 'not to be guessed',
  };
  return {
    administrator: await foundOrganisation({ database, keys }, organisation, team, first, 'TEST-0000'),
  };
}

async function hire(
  { database }: StartedDatabase,
  keys: OpenedKeys,
  administrator: Viewer,
): Promise<Partnership['staff']> {
  const { organisationId, council } = administrator;
  const key = await keys.keyFor(organisationId);
  const names = Object.keys(cast) as Name[];
  const ids = new Map<string, ViewerId>(names.map((name) => [name, makeId<'viewer'>(systemClock)]));
  const teams = new Map(
    Object.entries(services).map(([name, service]) => [
      name,
      { teamId: makeId<'team'>(systemClock), service },
    ]),
  );
  const idOf = (name: string) => ids.get(name) ?? makeId<'viewer'>(systemClock);
  const prepared = await Promise.all(
    names.map((name) => {
      const person: { name: string; team: string; roles: readonly string[]; manager?: string } = cast[name];
      const teamId: TeamId = teams.get(person.team)?.teamId ?? makeId<'team'>(systemClock);
      return prepareStaff(key, {
        staffId: idOf(name),
        name: person.name,
        signIn: name,
        password: 'not to be guessed',
        // Nia has none yet.
        ...(name !== 'nia' && { email: `${name}@exampleshire.example` }),
        teamId,
        roles: person.roles,
        ...(person.manager && { managerId: idOf(person.manager) }),
      });
    }),
  );
  await database.actAs(administrator.staffId, nothing, async (tx) => {
    for (const [name, { teamId, service }] of teams) {
      await addTeam(tx, { teamId, organisationId, name, service }, 'TEST-0000');
    }
    for (const person of prepared) await addStaff(tx, administrator, person, 'TEST-0000');
  });
  const viewers = names.map((name) => [
    name,
    { staffId: idOf(name), organisationId, council, roles: [...cast[name].roles] },
  ]);
  return Object.fromEntries(viewers) as Partnership['staff'];
}

export const nothing = async () => {};

/** What is in the database, as an act of one member of staff sees it; nothing is kept. */
export async function look<Row>(
  { started }: Partnership,
  viewer: Viewer,
  statement: ReturnType<typeof sql<Row>>,
): Promise<readonly Row[]> {
  return (await started.database.readAs(viewer.staffId, (tx) => statement.execute(tx as ActTx))).rows;
}

/** The verbs recorded about a case, oldest first, as whoever receives concerns reads them. */
export async function readVerbs(
  scene: Partnership,
  caseId: string,
  by: Viewer = scene.staff.frankie,
): Promise<readonly string[]> {
  const rows = await look<{ verb: string }>(
    scene,
    by,
    sql`select verb from audit_event where case_id = ${caseId} order by seq`,
  );
  return rows.map(({ verb }) => verb);
}
