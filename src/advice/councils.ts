import { drawWay } from '../pathway/charts/index.ts';
import {
  choosePolicy,
  type Facts,
  type LoadedPolicies,
  type LoadedPolicy,
  listCouncils,
} from '../pathway/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Clause, Council, Drawn } from './situation.rules.ts';

const britishDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** Gives, whenever it is asked, each council with the version of its policy that is in force today. */
export function makeCouncils(loaded: LoadedPolicies, clock: Clock): () => Council[] {
  const councils = new Map(loaded.policies.map((policy) => [policy, describeCouncil(policy)]));
  return () => {
    const today = britishDay.format(clock.now());
    return listCouncils(loaded.policies).flatMap((council) => {
      const chosen = choosePolicy(loaded, council, today);
      return chosen.ok ? (councils.get(chosen.policy) ?? []) : [];
    });
  };
}

/** One version of a council's policy, as these pages need it. */
export function describeCouncil(loaded: LoadedPolicy): Council {
  const { policy, advisor, words } = loaded;
  return {
    id: policy.council,
    name: policy.name,
    contentHash: loaded.contentHash,
    isConfirmed: Boolean(words['checked-by']),
    documents: words.documents,
    policy,
    clauses: indexClauses(loaded.clauses),
    guidance: loaded.handbook.guidance,
    advise: (facts) => advisor.advise(facts),
    draw: (facts) => drawBoth(loaded, facts),
  };
}

/** The letters of a chart are as large at every width, so that it is drawn for each. */
async function drawBoth(loaded: LoadedPolicy, facts: Facts): Promise<Drawn> {
  const narrow = await drawWay(loaded, facts, 288);
  const wide = await drawWay(loaded, facts, 560);
  return { narrow: narrow.svg, wide: wide.svg, steps: narrow.steps };
}

function indexClauses(clauses: LoadedPolicy['clauses']): ReadonlyMap<string, Clause> {
  return new Map(
    clauses.flatMap((clause) => [clause.id, ...clause.aliases].map((id) => [id, clause] as const)),
  );
}
