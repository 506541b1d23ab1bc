import type { Facts } from '../engine/index.ts';
import type { LoadedPolicy } from '../packs/index.ts';
import type { PolicyDiff } from '../proofs/index.ts';
import { questionOf } from './describe-condition.ts';
import { describeStanding } from './describe-terms.ts';

/** What two policies do not have in common, in words. */
export interface DifferencesInWords {
  /** By step, and last what is never done; none is empty. */
  readonly groups: readonly { readonly title: string; readonly differences: readonly DifferenceInWords[] }[];
  /** What is proved the same in every situation that both can describe. */
  readonly same: readonly string[];
  /** The questions that only one of them asks. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

export interface DifferenceInWords {
  /** The action, or the never. */
  readonly title: string;
  /** The plainest situations in which the two say different things. */
  readonly showings: readonly { readonly facts: readonly string[]; readonly a: string; readonly b: string }[];
}

type Given = PolicyDiff['same'][number];

/** Every situation is put to both policies themselves: nothing is printed that the pathway would not say. */
export function describeDifferences(
  { same, differ, a, b }: PolicyDiff,
  one: LoadedPolicy,
  other: LoadedPolicy,
): DifferencesInWords {
  const steps = [...one.policy.steps, { id: null, label: 'What is never done' }];
  const groups = steps.map(({ id, label }) => ({
    title: label,
    differences: differ
      .filter((given) => findStep(given, one, other) === id)
      .map((given) => ({
        title: nameGiven(given, one, other),
        showings: given.showings.map(({ facts }) => ({
          facts: listSharedFacts(facts, one, other),
          a: describeSide(given, facts, one),
          b: describeSide(given, facts, other),
        })),
      })),
  }));
  return {
    groups: groups.filter(({ differences }) => differences.length > 0),
    same: same.map((given) => nameGiven(given, one, other)),
    onlyA: a.ownFacts.map((fact) => questionOf(fact, one.policy)),
    onlyB: b.ownFacts.map((fact) => questionOf(fact, other.policy)),
  };
}

function findStep({ gives, id }: Given, one: LoadedPolicy, other: LoadedPolicy): string | null {
  if (gives === 'never') return null;
  return listBoth(one, other, 'actions').find((action) => action.id === id)?.step ?? null;
}

function nameGiven({ gives, id }: Given, one: LoadedPolicy, other: LoadedPolicy): string {
  const named = gives === 'never' ? listBoth(one, other, 'nevers') : listBoth(one, other, 'actions');
  const found = named.find((each) => each.id === id);
  if (found === undefined) throw new Error(`neither policy has ${id}`);
  return found.label;
}

function listBoth<Kind extends 'actions' | 'nevers'>(one: LoadedPolicy, other: LoadedPolicy, kind: Kind) {
  return [...one.policy[kind], ...other.policy[kind]];
}

/** A fact that one of them does not have is told in the words of the other. */
function listSharedFacts(facts: Facts, one: LoadedPolicy, other: LoadedPolicy): string[] {
  const known = [...one.policy.facts, ...other.policy.facts];
  return Object.entries(facts).flatMap(([id, value]) => {
    const said = known
      .flatMap((fact) => (fact.id === id ? fact.values : []))
      .find((each) => each.id === value);
    return said === undefined ? [] : [said.said];
  });
}

function describeSide({ gives, id }: Given, facts: Facts, { policy, advisor }: LoadedPolicy): string {
  const own = Object.entries(facts).filter(([fact]) => policy.facts.some((known) => known.id === fact));
  const advice = advisor.advise(Object.fromEntries(own));
  if (gives === 'never')
    return advice.never.some(({ never }) => never === id) ? 'It is said' : 'It is not said';
  const stands = advice.actions.find(({ action }) => action === id);
  if (stands !== undefined) return describeStanding(stands, policy).join(' · ');
  const possible = advice.possible.find(({ action }) => action === id);
  if (possible === undefined) return 'Not advised';
  const questions = possible.dependsOn.map((fact) => questionOf(fact, policy));
  return `Cannot tell yet. Find out: ${questions.join(' ')}`;
}
