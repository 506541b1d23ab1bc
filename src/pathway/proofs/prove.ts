import type { Facts } from '../engine/index.ts';
import type { Claim } from './claims/claim.ts';
import { type FactCases, makeSymbols, type Symbols } from './symbols.ts';
import { type Flag, type Logic, makeLogic, type Z3 } from './z3.ts';

/** What the solver found of a claim, over all situations. */
export interface Proof {
  /** Whether there is a situation that breaks the claim, or for `somewhere` one that meets it. */
  readonly found: boolean;
  /** Such a situation: where the claim is broken, the plainest that there is. */
  readonly facts: Facts;
}

export interface Prover {
  prove(claim: Claim): Proof;
}

/** A session with the solver over one policy's facts. */
export function makeProver(z3: Z3, facts: readonly FactCases[]): Prover {
  const logic = makeLogic(z3);
  const symbols = makeSymbols(logic, facts, 'now');
  const session = makeSession(logic, facts, symbols);
  return {
    prove(claim) {
      const flag = claim.symbol(symbols);
      const met = session.find([flag], claim.facts);
      if (met === null) return { found: false, facts: {} };
      if (claim.holds === 'somewhere') return { found: true, facts: met };
      return { found: true, facts: session.findPlainest(flag, claim.facts) };
    },
  };
}

/** Finds situations. Facts that are not named are left out of what it gives back. */
export interface Session {
  find(flags: readonly Flag[], among: readonly string[]): Facts | null;
  /** With the fewest facts known; of those, the one whose facts and values come first in the vocabulary. */
  findPlainest(flag: Flag, among: readonly string[]): Facts;
}

export function makeSession(logic: Logic, facts: readonly FactCases[], symbols: Symbols): Session {
  const solver = logic.makeSolver();
  for (const flag of symbols.wellFormed) solver.add(flag);
  const find: Session['find'] = (flags, among) => {
    const read = solver.meet(flags);
    return read === null ? null : readSituation(facts, among, (fact, value) => read(symbols.is(fact, value)));
  };
  return { find, findPlainest: (flag, among) => findPlainest({ logic, facts, symbols, find }, flag, among) };
}

function readSituation(
  facts: readonly FactCases[],
  among: readonly string[],
  holds: (fact: string, value: string) => boolean,
): Facts {
  const situation: Record<string, string> = {};
  for (const { id, values } of facts) {
    const value = among.includes(id) ? values.find((one) => holds(id, one)) : undefined;
    if (value !== undefined) situation[id] = value;
  }
  return situation;
}

interface Search {
  readonly logic: Logic;
  readonly facts: readonly FactCases[];
  readonly symbols: Symbols;
  readonly find: Session['find'];
}

function findPlainest(search: Search, flag: Flag, among: readonly string[]): Facts {
  const { logic, symbols, find } = search;
  const known = among.map(symbols.known);
  const unnamed = search.facts
    .filter(({ id }) => !among.includes(id))
    .map(({ id }) => logic.not(symbols.known(id)));
  for (let most = 0; most <= among.length; most++) {
    const few = [flag, ...unnamed, logic.atMost(known, most)];
    const met = find(few, among);
    if (met !== null) return settleValues(search, few, among, met);
  }
  throw new Error('a situation was found only with facts that the claim does not name');
}

/** Takes each fact in turn to the first of its values that still leaves a situation. */
function settleValues(search: Search, few: readonly Flag[], among: readonly string[], met: Facts): Facts {
  const { symbols, find } = search;
  const pinned: Flag[] = [];
  let best = met;
  for (const { id, values } of search.facts.filter((fact) => among.includes(fact.id))) {
    for (const value of values) {
      if (best[id] === value) break;
      const other = find([...few, ...pinned, symbols.is(id, value)], among);
      if (other === null) continue;
      best = other;
      break;
    }
    const value = best[id];
    pinned.push(value === undefined ? search.logic.not(symbols.known(id)) : symbols.is(id, value));
  }
  return best;
}
