import type { Advised } from '../../advice/asking.rules.ts';
import {
  describeNever,
  describeReceiver,
  describeStep,
  findLabel,
  type Link,
  type Result,
  type Step,
} from '../../advice/result.rules.ts';
import type { Council } from '../../advice/situation.rules.ts';
import { describeConsent, startSentence, strengths } from '../../advice/words.rules.ts';
import type { Advice, AdvisedAction, PossibleAction } from '../../pathway/engine/index.ts';

/** Two councils on the same facts. */
export interface Comparison {
  readonly councils: readonly [string, string];
  /** Steps that both ask for in the same way. */
  readonly same: readonly Same[];
  /** Steps that both ask for, but not in the same way; or that one asks for and the other may. */
  readonly different: readonly Difference[];
  /** Steps that one of them asks for, or may ask for, and the other does not. */
  readonly only: readonly [readonly Side[], readonly Side[]];
  readonly possibleInBoth: readonly string[];
  readonly nevers: {
    readonly same: readonly string[];
    readonly only: readonly [Result['nevers'], Result['nevers']];
  };
}

export interface Same {
  readonly label: string;
  /** "Do this today · Housing officer". */
  readonly terms: string;
  readonly sides: readonly [Step, Step];
}

export interface Difference {
  readonly label: string;
  /** "Who does it and by when." */
  readonly differsIn: string;
  readonly sides: readonly [Side, Side];
}

/** What one council says of one step. */
export interface Side {
  readonly label: string;
  /** When it stands; null while it is only possible. */
  readonly step: Step | null;
  readonly when: string | null;
  readonly dependsOn: readonly Link[];
}

type Standing =
  | { readonly kind: 'stands'; readonly action: AdvisedAction }
  | { readonly kind: 'possible'; readonly possible: PossibleAction }
  | { readonly kind: 'absent' };

/** What both say alike first, then what differs and in what, then what only one of them says. */
export function compareAdvice(one: Advised, other: Advised, addressOf: (fact: string) => string): Comparison {
  const actions = listActions(one, other).map((id) => ({
    id,
    label: findLabel([...one.council.policy.actions, ...other.council.policy.actions], id),
    left: findStanding(one.advice, id),
    right: findStanding(other.advice, id),
  }));
  const sideOf = ({ council }: Advised, standing: Standing, label: string) =>
    describeSide(council, standing, label, addressOf);
  const onlyIn = (advised: Advised, own: 'left' | 'right', missing: 'left' | 'right') =>
    actions
      .filter((each) => each[missing].kind === 'absent' && each[own].kind !== 'absent')
      .map((each) => sideOf(advised, each[own], each.label));
  const differences = actions.flatMap(({ label, left, right }): Difference[] => {
    const differsIn = listDifferences(one.council, left, right);
    if (differsIn.length === 0) return [];
    return [
      {
        label,
        differsIn: differsIn.join(', '),
        sides: [sideOf(one, left, label), sideOf(other, right, label)],
      },
    ];
  });
  return {
    councils: [one.council.name, other.council.name],
    same: actions.flatMap(({ label, left, right }): Same[] => {
      if (left.kind !== 'stands' || right.kind !== 'stands') return [];
      if (listDifferences(one.council, left, right).length > 0) return [];
      const sides = [
        describeStep(one.council, left.action),
        describeStep(other.council, right.action),
      ] as const;
      return [{ label, terms: describeTerms(one.council, left.action), sides }];
    }),
    different: differences,
    only: [onlyIn(one, 'left', 'right'), onlyIn(other, 'right', 'left')],
    possibleInBoth: actions.flatMap(({ label, left, right }) =>
      left.kind === 'possible' && right.kind === 'possible' ? [label] : [],
    ),
    nevers: compareNevers(one, other),
  };
}

function listActions(one: Advised, other: Advised): string[] {
  return [...new Set([one, other].flatMap(({ council }) => council.policy.actions.map(({ id }) => id)))];
}

function findStanding(advice: Advice, id: string): Standing {
  const action = advice.actions.find((each) => each.action === id);
  if (action !== undefined) return { kind: 'stands', action };
  const possible = advice.possible.find((each) => each.action === id);
  return possible === undefined ? { kind: 'absent' } : { kind: 'possible', possible };
}

/** In what two councils differ on a step that both have; empty where they agree, or where one lacks it. */
function listDifferences({ policy }: Council, left: Standing, right: Standing): string[] {
  if (left.kind === 'absent' || right.kind === 'absent') return [];
  if (left.kind !== right.kind) return ['one asks for it, the other may'];
  if (left.kind === 'possible' || right.kind === 'possible') return [];
  const [a, b] = [left.action, right.action];
  const differs: readonly [boolean, string][] = [
    [a.strength !== b.strength, 'how strongly'],
    [a.who !== b.who, 'who does it'],
    [a.to.toSorted().join() !== b.to.toSorted().join(), 'whom it goes to'],
    [a.by !== b.by, 'by when'],
    [describeConsent(policy, a.consent) !== describeConsent(policy, b.consent), 'agreement'],
  ];
  return differs.flatMap(([isSo, words]) => (isSo ? [words] : []));
}

function describeSide(
  council: Council,
  standing: Standing,
  label: string,
  addressOf: (fact: string) => string,
): Side {
  if (standing.kind !== 'stands') {
    const dependsOn = standing.kind === 'possible' ? standing.possible.dependsOn : [];
    const ask = (id: string) => council.policy.facts.find((fact) => fact.id === id)?.question ?? id;
    const links = dependsOn.map((id) => ({ text: ask(id), href: addressOf(id) }));
    return { label, step: null, when: null, dependsOn: links };
  }
  const when = standing.action.by === null ? null : findLabel(council.policy.timings, standing.action.by);
  return {
    label,
    step: describeStep(council, standing.action),
    when: startSentence(when ?? 'no set time'),
    dependsOn: [],
  };
}

function describeTerms({ policy }: Council, action: AdvisedAction): string {
  const when = action.by === null ? '' : ` ${findLabel(policy.timings, action.by)}`;
  const to = action.to.map((id) => describeReceiver(policy, id).label).join(', ');
  const parts = [`${strengths[action.strength]}${when}`, findLabel(policy.roles, action.who), to];
  return parts.filter((part) => part !== '').join(' · ');
}

function compareNevers(one: Advised, other: Advised): Comparison['nevers'] {
  const has = ({ advice }: Advised, id: string) => advice.never.some(({ never }) => never === id);
  const describe = (advised: Advised, missing: Advised) =>
    advised.advice.never
      .filter(({ never }) => !has(missing, never))
      .map((never) => describeNever(advised.council, never));
  return {
    same: one.advice.never
      .filter(({ never }) => has(other, never))
      .map((never) => describeNever(one.council, never).label),
    only: [describe(one, other), describe(other, one)],
  };
}
