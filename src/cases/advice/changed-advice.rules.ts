import type { Advice, AdvisedAction, Facts, Policy } from '../../pathway/engine/index.ts';
import type { SaidRow } from './known-facts.rules.ts';

/** What differs between what was advised then and what is advised now, on the same facts. */
export interface Changed {
  readonly added: readonly Told[];
  readonly gone: readonly Told[];
  readonly different: readonly Told[];
}

export interface Told {
  readonly label: string;
  /** Why it is asked for; where it was before, what is other first: "Who does it, by when. Because …" */
  readonly says: string;
}

/** Compares two advices by what staff would do: new steps, dropped steps, and steps on other terms. */
export function compareThenAndNow(
  then: Pick<Advice, 'actions'>,
  now: Pick<Advice, 'actions'>,
  policy: Pick<Policy, 'actions'>,
): Changed {
  const labelOf = (id: string) => policy.actions.find((action) => action.id === id)?.label ?? id;
  const find = ({ actions }: Pick<Advice, 'actions'>, id: string) =>
    actions.find(({ action }) => action === id);
  return {
    added: now.actions
      .filter(({ action }) => find(then, action) === undefined)
      .map(({ action, because }) => ({ label: labelOf(action), says: because })),
    gone: then.actions
      .filter(({ action }) => find(now, action) === undefined)
      .map(({ action }) => ({ label: labelOf(action), says: sayWhyGone(policy, action) })),
    different: now.actions.flatMap((action) => {
      const before = find(then, action.action);
      const differs = before === undefined ? [] : listDifferences(before, action);
      return differs.length === 0
        ? []
        : [{ label: labelOf(action.action), says: `${say(differs)} ${action.because}` }];
    }),
  };
}

const sayWhyGone = ({ actions }: Pick<Policy, 'actions'>, action: string): string =>
  actions.some(({ id }) => id === action)
    ? 'The version in force does not ask for it of these facts.'
    : 'The version in force has no such step.';

interface Given {
  readonly facts: Facts;
  readonly said: SaidRow['said'];
  readonly result: Pick<Advice, 'actions'>;
  readonly policyVersion: string;
}

/**
 * The steps of one advice that the next no longer asked for, each with what was said in between; none where
 * whoever was given the next one saw less of the facts, so that it says nothing of the case as a whole.
 */
export function listDropped(before: Given, after: Given, policy: Pick<Policy, 'actions' | 'facts'>): Told[] {
  const said = Object.entries(after.said ?? {});
  const isSaid = (fact: string) => said.some(([id]) => id === fact);
  const sawAll = Object.entries(before.facts).every(
    ([fact, value]) => isSaid(fact) || after.facts[fact] === value,
  );
  if (!sawAll) return [];
  const reasons = said.map(([fact, value]) => sayFact(policy, fact, value));
  const why =
    reasons.length > 0
      ? `Because this was said: ${reasons.join('; ')}.`
      : `Because of version ${after.policyVersion} of the policy.`;
  return before.result.actions
    .filter(({ action }) => after.result.actions.every((each) => each.action !== action))
    .map(({ action }) => ({
      label: policy.actions.find(({ id }) => id === action)?.label ?? action,
      says: why,
    }));
}

function sayFact({ facts }: Pick<Policy, 'facts'>, id: string, value: string | null): string {
  const fact = facts.find((each) => each.id === id);
  const said = fact?.values.find((each) => each.id === value)?.said;
  return said ?? `it is not known any more (${fact?.question ?? id})`;
}

function say(differs: readonly string[]): string {
  const said = `now differs: ${differs.join(', ')}.`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function listDifferences(a: AdvisedAction, b: AdvisedAction): string[] {
  const differs: readonly [boolean, string][] = [
    [a.strength !== b.strength, 'how strongly'],
    [a.who !== b.who, 'who does it'],
    [a.to.toSorted().join() !== b.to.toSorted().join(), 'whom it goes to'],
    [a.by !== b.by, 'by when'],
    [a.consent.state !== b.consent.state, 'whether they have to agree'],
  ];
  return differs.flatMap(([isSo, words]) => (isSo ? [words] : []));
}

export function isChanged({ added, gone, different }: Changed): boolean {
  return added.length + gone.length + different.length > 0;
}
