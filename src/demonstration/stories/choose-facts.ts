import type { Facts, LoadedPolicy } from '../../pathway/index.ts';
import type { Draw } from '../draw.ts';

/** Facts that somebody at a service could tell of. */
export interface Told {
  readonly service: string;
  readonly facts: Facts;
}

/** Situations in which a case is looked at again: they come later, when it is open. */
export const laterSituations: readonly string[] = ['review', 'closing'];
const USUAL = 'disclosure';

/**
 * Facts for so many stories, out of the examples by which a council's own rules are explained. The first few
 * are chosen so that each action, service, situation and level of risk of the policy comes up; where the
 * count allows, all others are drawn.
 */
export function chooseFacts(loaded: LoadedPolicy, count: number, draw: Draw): readonly Told[] {
  const all = listCandidates(loaded);
  const chosen: Told[] = [];
  const seen = new Set<string>();
  for (;;) {
    const best = all
      .map(({ told, shows }) => ({ told, fresh: shows.filter((each) => !seen.has(each)) }))
      .reduce((a, b) => (b.fresh.length > a.fresh.length ? b : a));
    if (best.fresh.length === 0) break;
    for (const each of best.fresh) seen.add(each);
    chosen.push(best.told);
  }
  while (chosen.length < count) chosen.push(draw.oneOf(all).told);
  return chosen.slice(0, count);
}

function listCandidates({ policy, advisor, examples }: LoadedPolicy) {
  const services = policy.facts.find(({ id }) => id === 'service')?.values.map(({ id }) => id) ?? [];
  return examples.flatMap(({ facts }) => {
    const own = facts['service'];
    return (own === undefined ? services : [own]).map((service) => {
      const told = { service, facts: { situation: USUAL, ...facts, service } };
      const actions = advisor.advise(told.facts).actions.map(({ action }) => `action ${action}`);
      const values = ['situation', 'service', 'dash'].map(
        (fact) => `${fact} ${told.facts[fact as 'situation']}`,
      );
      return { told, shows: [...actions, ...values] };
    });
  });
}
