import type { Draw } from '../draw.ts';
import type { CouncilPlan } from '../staff-plan.ts';

/** They see no case but what they recorded themselves. */
const apart: readonly string[] = ['administrator', 'information-governance', 'policy-owner'];

/** Somebody of a service who works with cases, and is not kept out. */
export function pick(
  draw: Draw,
  plan: CouncilPlan,
  services: readonly string[],
  not: readonly string[] = [],
): string {
  const others = listWorkers(plan).filter(
    ({ service, signIn }) => services.includes(service) && !not.includes(signIn),
  );
  return draw.oneOf(others).signIn;
}

/** Mostly an officer; a manager hears things too, and now and then whoever keeps the policy does. */
export function pickRecorder(draw: Draw, plan: CouncilPlan, service: string): string {
  const there = plan.people.slice(1).filter((person) => person.service === service);
  const officers = there.filter(({ roles }) => roles.length === 0);
  return draw.oneOf(draw.isSo(85) ? officers : there).signIn;
}

/** Those who may lead a case: of a service that does, and no manager while there are others. */
export function pickLead(draw: Draw, plan: CouncilPlan, not: readonly string[]): string {
  const leading = plan.teams
    .map(({ service }) => service)
    .filter((each) => !plan.neverLeadsServices.includes(each));
  return pick(draw, plan, leading, not);
}

function listWorkers({ people }: CouncilPlan) {
  return people.slice(1).filter(({ roles }) => !roles.some((role) => apart.includes(role)));
}
