import type { OrganisationId } from '../councils/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import { knownId } from './known-ids.ts';
import type { CouncilPlan, PlannedPerson } from './staff-plan.ts';

/** Somebody who works at a council of the demonstration. */
export interface Employee extends PlannedPerson {
  readonly viewer: Viewer;
}

export function findOrganisation({ council }: Pick<CouncilPlan, 'council'>): OrganisationId {
  return knownId('organisation', council);
}

/** The people of a council as they are known at every start. */
export function listEmployees(plan: CouncilPlan): readonly Employee[] {
  const organisationId = findOrganisation(plan);
  return plan.people.map((person) => {
    const staffId = knownId('viewer', person.signIn);
    const { council } = plan;
    return { ...person, viewer: { staffId, organisationId, council, roles: person.roles } };
  });
}
