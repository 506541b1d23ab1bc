import type { ConsentRule, Line, NeverRule, Rule } from '../engine/index.ts';
import type { Aspect } from './claims/claim.ts';
import { type Part, rankRule } from './claims/parts.ts';
import type { Symbols } from './symbols.ts';
import type { Flag, Logic } from './z3.ts';

/** What a part says, over all situations: for each thing it may say, where it says so. */
export interface SymbolicOutcome {
  readonly stands: Flag;
  readonly possible: Flag;
  /** Meaningful where it stands; what is never said is not in the map. */
  readonly terms: Readonly<Record<Aspect, ReadonlyMap<string, Flag>>>;
}

/** How the solver reads a part's rules: written apart from the engine, to be held against it. */
export function settleSymbolically(symbols: Symbols, part: Part): SymbolicOutcome {
  return part.gives === 'action' ? settleAction(symbols, part) : settleNever(symbols, part);
}

/** `unless` holds back only where it is known to be yes. */
function judgeRule(symbols: Symbols, { when, unless }: Rule | NeverRule): { fires: Flag; mayFire: Flag } {
  const { logic } = symbols;
  const { yes, no } = symbols.condition(when);
  const free = unless === null ? logic.always(true) : logic.not(symbols.condition(unless).yes);
  return { fires: logic.and([yes, free]), mayFire: logic.and([logic.not(yes), logic.not(no), free]) };
}

const nothingSaid = {
  strength: new Map(),
  who: new Map(),
  to: new Map(),
  by: new Map(),
  consent: new Map(),
  basis: new Map(),
};

function settleNever(symbols: Symbols, part: Part): SymbolicOutcome {
  const { logic } = symbols;
  const fires = part.policy.neverRules.map((rule) => judgeRule(symbols, rule).fires);
  return { stands: logic.or(fires), possible: logic.always(false), terms: nothingSaid };
}

function settleAction(symbols: Symbols, part: Part): SymbolicOutcome {
  const { logic } = symbols;
  const ranked = part.policy.rules
    .toSorted((a, b) => rankRule(a) - rankRule(b) || (a.name < b.name ? -1 : 1))
    .map((rule) => ({ rule, ...judgeRule(symbols, rule) }));
  const stands = logic.or(ranked.map(({ fires }) => fires));
  const may = logic.or(ranked.map(({ mayFire }) => mayFire));
  const collect = collector(logic);
  const mains = chooseFirst(
    logic,
    ranked.map(({ fires }) => fires),
  );
  ranked.forEach(({ rule, fires }, index) => {
    const main = mains[index] ?? logic.always(false);
    collect.add('strength', rule.strength, main);
    for (const [role, chosen] of chooseWho(symbols, rule.who))
      collect.add('who', role, logic.and([main, chosen]));
    for (const [services, listed] of listTo(symbols, rule.to)) {
      for (const service of services) collect.add('to', service, logic.and([main, listed]));
    }
    for (const service of rule.alsoTo) collect.add('to', service, fires);
  });
  const timings = part.policy.timings.map(({ id }) => id);
  const due = timings.map((by) =>
    logic.or(ranked.filter(({ rule }) => rule.by === by).map(({ fires }) => fires)),
  );
  for (const [index, flag] of chooseFirst(logic, due).entries())
    collect.add('by', timings[index] ?? '', flag);
  labelConsent(symbols, ranked, stands, collect.add);
  return { stands, possible: logic.and([logic.not(stands), may]), terms: collect.read() };
}

/** Each flag, only where none before it holds. */
function chooseFirst(logic: Logic, flags: readonly Flag[]): Flag[] {
  return flags.map((flag, index) => logic.and([flag, logic.not(logic.or(flags.slice(0, index)))]));
}

type Add = (aspect: Aspect, key: string, flag: Flag) => void;

function collector(logic: Logic): { add: Add; read(): SymbolicOutcome['terms'] } {
  const said: Record<Aspect, Map<string, Flag[]>> = {
    strength: new Map(),
    who: new Map(),
    to: new Map(),
    by: new Map(),
    consent: new Map(),
    basis: new Map(),
  };
  const join = (aspect: Aspect) =>
    new Map([...said[aspect]].map(([key, flags]) => [key, logic.or(flags)] as const));
  return {
    add: (aspect, key, flag) => said[aspect].set(key, [...(said[aspect].get(key) ?? []), flag]),
    read: () => ({
      strength: join('strength'),
      who: join('who'),
      to: join('to'),
      by: join('by'),
      consent: join('consent'),
      basis: join('basis'),
    }),
  };
}

/** While no line is yes, the otherwise. */
function chooseWho(symbols: Symbols, lines: readonly Line<string>[]): [string, Flag][] {
  const { logic } = symbols;
  const yes = lines.map(({ when }) => (when === null ? logic.always(true) : symbols.condition(when).yes));
  const chosen = chooseFirst(logic, yes);
  return lines.map(({ gives }, index) => [gives, chosen[index] ?? logic.always(false)]);
}

/** The line that is yes; while none is, every line that is not yet no, and the otherwise. */
function listTo(symbols: Symbols, lines: readonly Line<readonly string[]>[]): [readonly string[], Flag][] {
  const { logic } = symbols;
  const never = logic.always(false);
  const flags = lines.map(({ when }) =>
    when === null ? { yes: never, no: never } : symbols.condition(when),
  );
  const decided = chooseFirst(
    logic,
    flags.map(({ yes }) => yes),
  );
  const undecided = logic.not(logic.or(flags.map(({ yes }) => yes)));
  return lines.map(({ gives }, index) => {
    const open = logic.and([undecided, logic.not(flags[index]?.no ?? never)]);
    return [gives, logic.or([decided[index] ?? never, open])];
  });
}

/** The consent of the best rule that fires and has one. */
function labelConsent(
  symbols: Symbols,
  ranked: readonly { rule: Rule; fires: Flag }[],
  stands: Flag,
  add: Add,
): void {
  const { logic } = symbols;
  const holders = ranked.filter(({ rule }) => rule.consent !== null);
  const chosen = chooseFirst(
    logic,
    holders.map(({ fires }) => fires),
  );
  add('consent', 'not-needed', logic.and([stands, logic.not(logic.or(chosen))]));
  holders.forEach(({ rule: { consent } }, index) => {
    if (consent !== null) labelOne(symbols, consent, chosen[index] ?? logic.always(false), add);
  });
}

function labelOne(symbols: Symbols, consent: ConsentRule, where: Flag, add: Add): void {
  const { logic } = symbols;
  const yes = symbols.is(consent.fact, 'yes');
  const overridden = consent.mayBeOverridden ? symbols.is(consent.fact, 'no') : logic.always(false);
  const open = logic.and([where, logic.not(yes), logic.not(overridden)]);
  add('consent', 'given', logic.and([where, yes]));
  add('consent', 'override', logic.and([where, overridden]));
  add('consent', consent.unknown, open);
  if (consent.basis === null) return;
  add('basis', consent.basis, logic.and([where, overridden]));
  if (consent.unknown === 'not-needed') add('basis', consent.basis, open);
}

/** Where the two do not say the same about one thing. */
export function differIn(logic: Logic, aspect: Aspect, a: SymbolicOutcome, b: SymbolicOutcome): Flag {
  const keys = new Set([...a.terms[aspect].keys(), ...b.terms[aspect].keys()]);
  const no = logic.always(false);
  return logic.or(
    [...keys].map((key) => logic.differ(a.terms[aspect].get(key) ?? no, b.terms[aspect].get(key) ?? no)),
  );
}
