import { addStaff, addTeam, foundOrganisation, prepareStaff, type TeamId } from '../councils/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import { makeId, type ViewerId } from '../platform/ids.ts';
import type { CouncilPlan, PlannedPerson } from './staff-plan.ts';

export interface FoundingNeeds {
  readonly database: Database;
  readonly keys: KeyStore;
  readonly clock: Clock;
  /** Stands in the audit for the request. */
  readonly reference: string;
}

/** Everybody has this one; it is printed at each start and stands in the README. */
export const PASSWORD = 'rowan berries in october';

/** Somebody who works at a council of the demonstration. */
export interface Employee extends PlannedPerson {
  readonly viewer: Viewer;
}

/** Founds a council with its teams and its people, by the same actions as an administrator uses. */
export async function foundCouncil(needs: FoundingNeeds, plan: CouncilPlan): Promise<readonly Employee[]> {
  const { clock, reference } = needs;
  const organisationId = makeId<'organisation'>(clock);
  const { council, name, receivesRole, opensServices, neverLeadsServices } = plan;
  const teams = plan.teams.map((team) => ({ teamId: makeId<'team'>(clock), organisationId, ...team }));
  const [firstTeam, ...otherTeams] = teams;
  const [founder, ...others] = plan.people;
  if (firstTeam === undefined || founder === undefined)
    throw new Error(`${council} has nobody, or no service.`);
  const administrator = await foundOrganisation(
    needs,
    { organisationId, council, name, receivesRole, opensServices, neverLeadsServices },
    firstTeam,
    { ...founder, staffId: makeId<'viewer'>(clock), password: PASSWORD },
    reference,
  );
  const record = async () => {};
  await needs.database.actAs(administrator.staffId, record, async (tx) => {
    for (const team of otherTeams) await addTeam(tx, team, reference);
  });
  const teamOf = new Map(teams.map(({ service, teamId }) => [service, teamId]));
  const hired = await hire(needs, administrator, others, teamOf);
  return [{ ...founder, viewer: administrator }, ...hired];
}

async function hire(
  { database, keys, clock, reference }: FoundingNeeds,
  administrator: Viewer,
  people: readonly PlannedPerson[],
  teamOf: ReadonlyMap<string, TeamId>,
): Promise<readonly Employee[]> {
  const { organisationId, council } = administrator;
  const key = await keys.keyFor(organisationId);
  const ids = new Map<string, ViewerId>(people.map(({ signIn }) => [signIn, makeId<'viewer'>(clock)]));
  const prepared = await Promise.all(
    people.map((person) => {
      const [staffId, teamId] = [ids.get(person.signIn), teamOf.get(person.service)];
      const managerId = person.manager === undefined ? undefined : ids.get(person.manager);
      if (staffId === undefined || teamId === undefined) throw new Error(`${person.signIn} has no team.`);
      const { name, signIn, roles } = person;
      const wanted = { staffId, name, signIn, password: PASSWORD, teamId, roles };
      return prepareStaff(key, { ...wanted, ...(managerId && { managerId }) });
    }),
  );
  const record = async () => {};
  await database.actAs(administrator.staffId, record, async (tx) => {
    for (const person of prepared) await addStaff(tx, administrator, person, reference);
  });
  return people.map((person, place) => {
    const staffId = prepared[place]?.staffId as ViewerId;
    return { ...person, viewer: { staffId, organisationId, council, roles: person.roles } };
  });
}
