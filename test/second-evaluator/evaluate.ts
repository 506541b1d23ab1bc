import { ASHFIELD, ASHFIELD_NEVERS } from './ashfield.ts';
import { findInfluence, listDecidingFacts } from './asking.ts';
import { BASELINE_NEVERS, writeBaseline } from './baseline.ts';
import { all, type Facts, listFacts, no, UNKNOWN, YES } from './kleene.ts';
import { MANSFIELD, MANSFIELD_NEVERS } from './mansfield.ts';
import { decide, listActionFacts, weighRule } from './outcome.ts';
import type { Never, Rule } from './rules.ts';
import {
  type By,
  CONSENT_ROWS,
  type Consent,
  FACT_NAMES,
  FACT_VALUES,
  SAFETY_FACTS,
  type Strength,
} from './words.ts';

export type Council = 'mansfield' | 'ashfield';

export interface AdvisedAction {
  action: string;
  strength: Strength;
  who: string;
  to: readonly string[];
  by: By | null;
  consent: Consent;
}

export interface SecondResult {
  actions: AdvisedAction[];
  possible: { action: string; dependsOn: readonly string[] }[];
  never: string[];
  ask: { fact: string; decides: string[] }[];
}

type Book = { readonly rules: ReadonlyMap<string, readonly Rule[]>; readonly nevers: readonly Never[] };

const BOOKS: Record<Council, Book> = {
  mansfield: bind(MANSFIELD, writeBaseline('safeguarding-lead'), MANSFIELD_NEVERS),
  ashfield: bind(ASHFIELD, writeBaseline('staff-member'), ASHFIELD_NEVERS),
};

/** The council's rules stand before the baseline's, so that they win at the same strength. */
function bind(council: readonly Rule[], baseline: readonly Rule[], nevers: readonly Never[]): Book {
  const written = [...council, ...baseline];
  const rules = Map.groupBy([...written, ...writeSharingRecords(written)], (rule) => rule.action);
  return { rules, nevers: [...BASELINE_NEVERS, ...nevers] };
}

/** A record wherever an action that can be overridden stands against a no. */
function writeSharingRecords(written: readonly Rule[]): Rule[] {
  return written.flatMap((rule) => {
    const row = CONSENT_ROWS[rule.action];
    if (!row) return [];
    const record: Rule = {
      action: 'record-sharing-decision',
      when: all(rule.when, no(row.fact)),
      unless: rule.unless,
      strength: 'must',
      who: 'staff-member',
      to: [],
      by: 'same-day',
      adds: false,
    };
    return [record];
  });
}

/**
 * The advice for one situation by the second reading of the tables. Actions, possible actions and nevers are
 * sorted by id; `to`, too; `ask` has the order that the tables give it.
 */
export function evaluate(council: Council, facts: Facts): SecondResult {
  refuseUnknownWords(facts);
  const book = BOOKS[council];
  const result: SecondResult = { actions: [], possible: [], never: [], ask: [] };
  const decides = new Map<string, string[]>();
  for (const action of [...book.rules.keys()].sort()) {
    const rules = book.rules.get(action) ?? [];
    const outcome = decide(action, rules, facts);
    const influence = findInfluence(action, rules, facts);
    for (const fact of influence.anything) decides.set(fact, [...(decides.get(fact) ?? []), action]);
    const { presence, strength, who, to, by, consent } = outcome;
    if (presence === YES && strength && who && consent) {
      result.actions.push({ action, strength, who, to, by, consent });
    } else if (presence === UNKNOWN) {
      result.possible.push({ action, dependsOn: listDecidingFacts(influence, outcome) });
    }
  }
  const forbidden = book.nevers.filter((row) => weighRule(row, facts) === YES).map((row) => row.never);
  result.never = [...new Set(forbidden)].sort();
  result.ask = orderQuestions(decides);
  return result;
}

function refuseUnknownWords(facts: Facts): void {
  for (const [fact, value] of Object.entries(facts)) {
    const values = FACT_VALUES[fact];
    if (!values) throw new Error(`There is no fact called ${fact}.`);
    if (value !== null && value !== undefined && !values.includes(value)) {
      throw new Error(`The fact ${fact} cannot be ${value}.`);
    }
  }
}

function orderQuestions(decides: ReadonlyMap<string, string[]>): SecondResult['ask'] {
  const count = (fact: string) => decides.get(fact)?.length ?? 0;
  const rank = (fact: string) => {
    const safety = SAFETY_FACTS.indexOf(fact);
    return safety === -1 ? SAFETY_FACTS.length : safety;
  };
  return FACT_NAMES.filter((fact) => decides.has(fact))
    .sort((a, b) => rank(a) - rank(b) || count(b) - count(a))
    .map((fact) => ({ fact, decides: decides.get(fact) ?? [] }));
}

export interface TabledAction {
  readonly action: string;
  readonly rules: readonly Rule[];
  /** What its rules and its consent turn on. */
  readonly facts: readonly string[];
}

/** Every action that a council's tables have. */
export function listActions(council: Council): TabledAction[] {
  return [...BOOKS[council].rules].map(([action, rules]) => {
    return { action, rules, facts: listActionFacts(action, rules) };
  });
}

export interface TabledNever {
  readonly never: string;
  readonly rules: readonly Never[];
  readonly facts: readonly string[];
}

/** Every never that a council's tables have, the baseline's among them. */
export function listNevers(council: Council): TabledNever[] {
  const tabled = Map.groupBy(BOOKS[council].nevers, (row) => row.never);
  return [...tabled].map(([never, rules]) => {
    const named = rules.flatMap(({ when, unless }) => [...listFacts(when), ...listFacts(unless)]);
    return { never, rules, facts: [...new Set(named)] };
  });
}
