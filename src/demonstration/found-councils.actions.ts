import { addStaff, addTeam, foundOrganisation, prepareStaff, type TeamId } from '../councils/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import { makeId, type ViewerId } from '../platform/ids.ts';
import { type Employee, findOrganisation, listEmployees } from './known-staff.ts';
import type { CouncilPlan } from './staff-plan.ts';

export interface FoundingNeeds {
  readonly database: Database;
  readonly keys: KeyStore;
  readonly clock: Clock;
  /** Stands in the audit for the request. */
  readonly reference: string;
}

/** Everybody has this one; it is printed at each start and stands in the README. */
export const PASSWORD = 'rowan berries in october';

/** Founds a council with its teams and its people, by the same actions as an administrator uses. */
export async function foundCouncil(needs: FoundingNeeds, plan: CouncilPlan): Promise<void> {
  const { clock, reference } = needs;
  const organisationId = findOrganisation(plan);
  const { council, name, receivesRole, opensServices, neverLeadsServices } = plan;
  const teams = plan.teams.map((team) => ({ teamId: makeId<'team'>(clock), organisationId, ...team }));
  const [firstTeam, ...otherTeams] = teams;
  const [founder, ...others] = listEmployees(plan);
  if (firstTeam === undefined || founder === undefined)
    throw new Error(`${council} has nobody, or no service.`);
  const administrator = await foundOrganisation(
    needs,
    { organisationId, council, name, receivesRole, opensServices, neverLeadsServices },
    firstTeam,
    { ...founder, staffId: founder.viewer.staffId, password: PASSWORD },
    reference,
  );
  const record = async () => {};
  await needs.database.actAs(administrator.staffId, record, async (tx) => {
    for (const team of otherTeams) await addTeam(tx, team, reference);
  });
  await hire(needs, administrator, others, new Map(teams.map(({ service, teamId }) => [service, teamId])));
}

async function hire(
  { database, keys, reference }: FoundingNeeds,
  administrator: Viewer,
  people: readonly Employee[],
  teamOf: ReadonlyMap<string, TeamId>,
): Promise<void> {
  const key = await keys.keyFor(administrator.organisationId);
  const ids = new Map<string, ViewerId>(people.map(({ signIn, viewer }) => [signIn, viewer.staffId]));
  const prepared = await Promise.all(
    people.map(({ name, signIn, roles, service, manager, viewer: { staffId } }) => {
      const teamId = teamOf.get(service);
      const managerId = manager === undefined ? undefined : ids.get(manager);
      if (teamId === undefined) throw new Error(`${signIn} has no team.`);
      const wanted = { staffId, name, signIn, password: PASSWORD, teamId, roles };
      return prepareStaff(key, { ...wanted, ...(managerId && { managerId }) });
    }),
  );
  const record = async () => {};
  await database.actAs(administrator.staffId, record, async (tx) => {
    for (const person of prepared) await addStaff(tx, administrator, person, reference);
  });
}
