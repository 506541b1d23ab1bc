import type { Facts, Policy } from '../engine/index.ts';
import type { Aspect, Outcome } from './claims/claim.ts';
import { gatherFacts, makeParts, type Part, type Parts } from './claims/parts.ts';
import { gatherParts } from './claims/policy-claims.ts';
import { type Evaluate, makeEnumerator, usualLimits } from './enumerate.ts';
import { differIn, type SymbolicOutcome } from './outcomes.ts';
import { makeSession, type Session } from './prove.ts';
import { type FactCases, makeSymbols, type Symbols } from './symbols.ts';
import { type Flag, makeLogic, type Z3 } from './z3.ts';

/** In what two policies may differ. `possible` is looked at only where all the rest is the same. */
export const differences = [
  'presence',
  'strength',
  'who',
  'to',
  'by',
  'consent',
  'basis',
  'possible',
] as const;
export type DifferenceKind = (typeof differences)[number];

/** The plainest situation in which the two say different things of an action or never. */
export interface Showing {
  readonly facts: Facts;
  /** All that differs there. */
  readonly differs: readonly DifferenceKind[];
  readonly a: Outcome;
  readonly b: Outcome;
}

export interface Difference {
  readonly gives: Part['gives'];
  readonly id: string;
  /** The plainest first; each of the others shows something that those before it do not. */
  readonly showings: readonly Showing[];
}

export interface Side {
  readonly council: string;
  readonly policyVersion: string;
  /** Facts that only this one has. */
  readonly ownFacts: readonly string[];
  /** Values, as "fact: value", that only this one has of a fact that both have: not compared. */
  readonly ownValues: readonly string[];
}

/** What was proved of two policies, over all situations that both can describe. */
export interface PolicyDiff {
  readonly a: Side;
  readonly b: Side;
  readonly same: readonly Pick<Part, 'gives' | 'id'>[];
  readonly differ: readonly Difference[];
}

/** Proves each action and never the same in both policies, or finds the plainest situations where not. */
export function diffPolicies(a: Policy, b: Policy, tools: { z3: Z3; evaluate: Evaluate }): PolicyDiff {
  const facts = joinFacts(a, b);
  const logic = makeLogic(tools.z3);
  const symbols = makeSymbols(logic, facts, 'now');
  const session = makeSession(logic, facts, symbols);
  const [partsOfA, partsOfB] = [makeParts(a), makeParts(b)];
  const { settle } = makeEnumerator(a, tools.evaluate, usualLimits);
  const same: Pick<Part, 'gives' | 'id'>[] = [];
  const differ: Difference[] = [];
  for (const [first, second] of pairParts(partsOfA, partsOfB)) {
    const { gives, id } = first;
    const showings = compareParts(first, second, { symbols, session, settle });
    if (showings.length === 0) same.push({ gives, id });
    else differ.push({ gives, id, showings });
  }
  return { a: describeSide(a, b), b: describeSide(b, a), same, differ };
}

/** A fact that both have keeps only the values that both have. */
function joinFacts(a: Policy, b: Policy): FactCases[] {
  const values = (policy: Policy, fact: string) =>
    policy.facts.find(({ id }) => id === fact)?.values.map(({ id }) => id) ?? null;
  const ids = new Set([...a.facts, ...b.facts].map(({ id }) => id));
  return [...ids].map((id) => {
    const [inA, inB] = [values(a, id), values(b, id)];
    return { id, values: inA?.filter((value) => inB?.includes(value) ?? true) ?? inB ?? [] };
  });
}

function describeSide(own: Policy, other: Policy): Side {
  const shared = (id: string) => other.facts.find((fact) => fact.id === id);
  return {
    council: own.council,
    policyVersion: own.policyVersion,
    ownFacts: own.facts.filter(({ id }) => shared(id) === undefined).map(({ id }) => id),
    ownValues: own.facts.flatMap(({ id, values }) => {
      const known = shared(id)?.values.map((value) => value.id);
      return values.flatMap((value) => (known?.includes(value.id) === false ? [`${id}: ${value.id}`] : []));
    }),
  };
}

function pairParts(a: Parts, b: Parts): [Part, Part][] {
  const ids = (gives: Part['gives']) => {
    const given = [...gatherParts(a), ...gatherParts(b)]
      .filter((part) => part.gives === gives)
      .map(({ id }) => id);
    return [...new Set(given)];
  };
  const order = new Map([...a.policy.actions, ...b.policy.actions].map(({ id }, index) => [id, index]));
  const actions = ids('action').toSorted((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  return [
    ...actions.map((id): [Part, Part] => [a.action(id), b.action(id)]),
    ...ids('never').map((id): [Part, Part] => [a.never(id), b.never(id)]),
  ];
}

interface Comparison {
  readonly symbols: Symbols;
  readonly session: Session;
  settle(part: Part, facts: Facts): Outcome;
}

function compareParts(first: Part, second: Part, { symbols, session, settle }: Comparison): Showing[] {
  const [a, b] = [symbols.settle(first), symbols.settle(second)];
  const among = gatherFacts(first, second);
  const flags = differences.map((kind) => ({ kind, flag: differBy(symbols, kind, a, b) }));
  const show = (flag: Flag): Showing[] => {
    if (session.find([flag], among) === null) return [];
    const facts = session.findPlainest(flag, among);
    const outcomes = { a: settle(first, facts), b: settle(second, facts) };
    const differs = differences.filter((kind) => differsIn(kind, outcomes.a, outcomes.b));
    if (differs.length > 0) return [{ facts, differs, ...outcomes }];
    throw new Error(`the engine and the solver disagree about ${first.id} in ${JSON.stringify(facts)}`);
  };
  const certain = flags.filter(({ kind }) => kind !== 'possible');
  const showings = show(symbols.logic.or(certain.map(({ flag }) => flag)));
  if (showings.length === 0)
    return flags.flatMap(({ kind, flag }) => (kind === 'possible' ? show(flag) : []));
  for (const { kind, flag } of certain) {
    if (!showings.some(({ differs }) => differs.includes(kind))) showings.push(...show(flag));
  }
  return showings;
}

function differBy({ logic }: Symbols, kind: DifferenceKind, a: SymbolicOutcome, b: SymbolicOutcome): Flag {
  if (kind === 'presence') return logic.differ(a.stands, b.stands);
  if (kind === 'possible') return logic.differ(a.possible, b.possible);
  return logic.and([a.stands, b.stands, differIn(logic, kind, a, b)]);
}

function differsIn(kind: DifferenceKind, a: Outcome, b: Outcome): boolean {
  if (kind === 'presence') return (a.standing === 'yes') !== (b.standing === 'yes');
  if (kind === 'possible') return a.standing !== b.standing && a.standing !== 'yes' && b.standing !== 'yes';
  const said = ({ terms }: Outcome, aspect: Aspect) => terms?.[aspect].join();
  return a.terms !== null && b.terms !== null && said(a, kind) !== said(b, kind);
}
