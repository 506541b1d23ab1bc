import { type Facts, UNKNOWN } from './kleene.ts';
import { decide, isOpenFor, listActionFacts, listRuleFacts, type Outcome } from './outcome.ts';
import type { Rule } from './rules.ts';
import { FACT_VALUES } from './words.ts';

export interface Influence {
  /** The facts that could change anything about the action. */
  readonly anything: readonly string[];
  /** The facts that could change whether it is there. */
  readonly presence: readonly string[];
}

const remembered = new WeakMap<readonly Rule[], Map<string, Influence>>();

/** Which unknown facts could change the action, found by trying the completions of its own other facts. */
export function findInfluence(action: string, rules: readonly Rule[], facts: Facts): Influence {
  const own = listActionFacts(action, rules);
  const known: Facts = {};
  for (const fact of own) if (isKnown(facts[fact])) known[fact] = facts[fact];
  const key = own.map((fact) => known[fact] ?? '?').join('|');
  const memory = remembered.get(rules) ?? new Map<string, Influence>();
  remembered.set(rules, memory);
  const before = memory.get(key);
  if (before) return before;
  const uses = (fact: string) => rules.filter((rule) => listRuleFacts(rule).includes(fact)).length;
  // The facts of most rules first: they settle most, and leave fewer completions to try.
  const unknown = own.filter((fact) => !isKnown(known[fact])).sort((a, b) => uses(b) - uses(a));
  const inOrder = (facts: string[]) => own.filter((fact) => facts.includes(fact));
  const anything = unknown.filter((fact) => couldChange(action, rules, fact, unknown, known, describe));
  const presence = anything.filter((fact) =>
    couldChange(action, rules, fact, unknown, known, (outcome) => String(outcome.presence)),
  );
  const influence = { anything: inOrder(anything), presence: inOrder(presence) };
  memory.set(key, influence);
  return influence;
}

function isKnown(value: string | null | undefined): value is string {
  return value !== undefined && value !== null;
}

const describe = (outcome: Outcome): string => JSON.stringify(outcome);

function couldChange(
  action: string,
  rules: readonly Rule[],
  fact: string,
  unknown: readonly string[],
  known: Facts,
  view: (outcome: Outcome) => string,
): boolean {
  const trial: Facts = { ...known };
  const others = unknown.filter((other) => other !== fact);
  const tryFrom = (index: number): boolean => {
    if (!isOpenFor(action, rules, fact, trial)) return false;
    const other = others[index];
    if (other === undefined) return changesHere(action, rules, fact, trial, view);
    const values = FACT_VALUES[other] ?? [];
    // A fact that nothing asks about any more gives the same outcome whatever its value.
    const worthTrying = isOpenFor(action, rules, other, trial) ? values : values.slice(0, 1);
    const found = worthTrying.some((value) => {
      trial[other] = value;
      return tryFrom(index + 1);
    });
    delete trial[other];
    return found;
  };
  return tryFrom(0);
}

/** With all the other facts known: does learning this one change what stands? */
function changesHere(
  action: string,
  rules: readonly Rule[],
  fact: string,
  trial: Facts,
  view: (outcome: Outcome) => string,
): boolean {
  const before = view(decide(action, rules, trial));
  const changed = (FACT_VALUES[fact] ?? []).some((value) => {
    return view(decide(action, rules, { ...trial, [fact]: value })) !== before;
  });
  return changed;
}

/** The unknown facts that decide a possible action; none for an action that stands or is out. */
export function listDecidingFacts(influence: Influence, outcome: Outcome): readonly string[] {
  return outcome.presence === UNKNOWN ? influence.presence : [];
}
