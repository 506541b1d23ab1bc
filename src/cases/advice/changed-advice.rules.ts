import type { Advice, AdvisedAction, Policy } from '../../pathway/engine/index.ts';

/** What differs between what was advised then and what is advised now, on the same facts. */
export interface Changed {
  readonly added: readonly Told[];
  readonly gone: readonly string[];
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
      .map(({ action }) => labelOf(action)),
    different: now.actions.flatMap((action) => {
      const before = find(then, action.action);
      const differs = before === undefined ? [] : listDifferences(before, action);
      return differs.length === 0
        ? []
        : [{ label: labelOf(action.action), says: `${say(differs)} ${action.because}` }];
    }),
  };
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
