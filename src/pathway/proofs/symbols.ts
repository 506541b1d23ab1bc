import type { Condition } from '../engine/index.ts';
import type { Part } from './claims/parts.ts';
import { type SymbolicOutcome, settleSymbolically } from './outcomes.ts';
import type { Flag, Logic } from './z3.ts';

/** A fact and its values; it may also be unknown. */
export interface FactCases {
  readonly id: string;
  readonly values: readonly string[];
}

/** Kleene's yes and no of a condition; where neither holds it is unknown. */
export interface KleeneFlags {
  readonly yes: Flag;
  readonly no: Flag;
}

/** Any situation at all, and what policies say in it. */
export interface Symbols {
  readonly logic: Logic;
  condition(condition: Condition): KleeneFlags;
  settle(part: Part): SymbolicOutcome;
  known(fact: string): Flag;
  is(fact: string, value: string): Flag;
  /** That each fact has one value or none: what makes these flags a situation. */
  readonly wellFormed: readonly Flag[];
  /** The same situation once one more fact is known. */
  learnOne(): { readonly later: Symbols; readonly learned: Flag };
}

/** A situation of its own: `name` keeps it apart from another one beside it. */
export function makeSymbols(logic: Logic, facts: readonly FactCases[], name: string): Symbols {
  const cases = new Map(
    facts.map(({ id, values }) => [
      id,
      new Map(values.map((value) => [value, logic.name(`${name}.${id}.${value}`)])),
    ]),
  );
  const casesOf = (fact: string) => cases.get(fact) ?? new Map<string, Flag>();
  const conditions = new Map<Condition, KleeneFlags>();
  const parts = new Map<Part, SymbolicOutcome>();
  const known = new Map(facts.map(({ id }) => [id, logic.or([...casesOf(id).values()])]));
  let learning: ReturnType<Symbols['learnOne']> | null = null;
  const symbols: Symbols = {
    logic,
    known: (fact) => known.get(fact) ?? logic.always(false),
    is: (fact, value) => casesOf(fact).get(value) ?? logic.always(false),
    wellFormed: facts.map(({ id }) => logic.atMost([...casesOf(id).values()], 1)),
    condition(condition) {
      const found = conditions.get(condition) ?? readCondition(symbols, condition, casesOf);
      conditions.set(condition, found);
      return found;
    },
    settle(part) {
      const found = parts.get(part) ?? settleSymbolically(symbols, part);
      parts.set(part, found);
      return found;
    },
    learnOne() {
      learning ??= learnOne(logic, facts, symbols, `${name}.later`);
      return learning;
    },
  };
  return symbols;
}

/** Whatever many facts take away, one of them takes away: so one is enough to prove it of all. */
function learnOne(logic: Logic, facts: readonly FactCases[], now: Symbols, name: string) {
  const later = makeSymbols(logic, facts, name);
  const choices = facts.map(({ id }) => logic.name(`${name}.learns.${id}`));
  const steps = facts.map(({ id, values }, index) => {
    const chosen = choices[index] ?? logic.always(false);
    const same = logic.and(
      values.map((value) => logic.not(logic.differ(now.is(id, value), later.is(id, value)))),
    );
    const learns = logic.and([logic.not(now.known(id)), later.known(id)]);
    return logic.and([logic.or([chosen, same]), logic.or([logic.not(chosen), learns])]);
  });
  const one = [logic.atMost(choices, 1), logic.or(choices)];
  return { later, learned: logic.and([...later.wellFormed, ...one, ...steps]) };
}

function readCondition(
  symbols: Symbols,
  condition: Condition,
  casesOf: (fact: string) => ReadonlyMap<string, Flag>,
): KleeneFlags {
  const { logic } = symbols;
  switch (condition.kind) {
    case 'always':
      return { yes: logic.always(true), no: logic.always(false) };
    case 'fact': {
      const among = (wanted: boolean) =>
        [...casesOf(condition.fact)].filter(([value]) => condition.values.includes(value) === wanted);
      return {
        yes: logic.or(among(true).map(([, flag]) => flag)),
        no: logic.or(among(false).map(([, flag]) => flag)),
      };
    }
    case 'unknown':
      return { yes: logic.not(symbols.known(condition.fact)), no: symbols.known(condition.fact) };
    case 'not': {
      const { yes, no } = symbols.condition(condition.of);
      return { yes: no, no: yes };
    }
    case 'not-known': {
      const { yes } = symbols.condition(condition.of);
      return { yes: logic.not(yes), no: yes };
    }
    case 'all': {
      const of = condition.of.map(symbols.condition);
      return { yes: logic.and(of.map(({ yes }) => yes)), no: logic.or(of.map(({ no }) => no)) };
    }
    case 'any': {
      const of = condition.of.map(symbols.condition);
      return { yes: logic.or(of.map(({ yes }) => yes)), no: logic.and(of.map(({ no }) => no)) };
    }
  }
}
