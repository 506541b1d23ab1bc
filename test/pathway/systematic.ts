import type { KnownFacts } from '../second-evaluator/agreement.property.ts';
import { type Council, listActions, listNevers } from '../second-evaluator/evaluate.ts';
import { type Condition, UNKNOWN, YES } from '../second-evaluator/kleene.ts';
import { decide, weighRule } from '../second-evaluator/outcome.ts';
import { FACT_VALUES } from '../second-evaluator/words.ts';

/** What is said of one action or never in one situation; `terms` is null unless it stands. */
export interface Said {
  readonly standing: 'yes' | 'no' | 'unknown';
  readonly terms: {
    readonly strength: string;
    readonly who: string;
    readonly to: readonly string[];
    readonly by: string | null;
    readonly consent: { readonly state: string; readonly basis: string | null };
  } | null;
}

/** One action or never of a council's tables, with the situations in which the engine is held to them. */
export interface Tabled {
  readonly kind: 'action' | 'never';
  readonly id: string;
  /** What its rules, and its consent, turn on. */
  readonly facts: readonly string[];
  /** Those round the edges of each rule first. */
  readonly situations: readonly KnownFacts[];
  /** Whether these are all that there are: then agreement on them is proof. */
  readonly isWhole: boolean;
  say(facts: KnownFacts): Said;
}

/** Beyond this many situations, only those round the edges of each rule are looked at. */
const mostSituations = 150_000;

/**
 * Every action and never of a council's tables. The situations come from the tables alone: what stands in a
 * pack has no part in how it is tested.
 */
export function tabulate(council: Council): Tabled[] {
  const actions = listActions(council).map(({ action, rules, facts }) => ({
    kind: 'action' as const,
    id: action,
    facts,
    ...chooseSituations(rules, facts),
    say: (known: KnownFacts) => sayAction(decide(action, rules, known)),
  }));
  const nevers = listNevers(council).map(({ never, rules, facts }) => ({
    kind: 'never' as const,
    id: never,
    facts,
    ...chooseSituations(rules, facts),
    say: (known: KnownFacts): Said => {
      const isListed = rules.some((rule) => weighRule(rule, known) === YES);
      return { standing: isListed ? 'yes' : 'no', terms: null };
    },
  }));
  return [...actions, ...nevers];
}

/** Whether two say the same of an action. The order of `to` makes no difference. */
export function saysTheSame(one: Said, other: Said): boolean {
  if (one.standing !== other.standing) return false;
  const [a, b] = [one.terms, other.terms];
  if (a === null || b === null) return a === b;
  return (
    a.strength === b.strength &&
    a.who === b.who &&
    a.by === b.by &&
    a.consent.state === b.consent.state &&
    a.consent.basis === b.consent.basis &&
    a.to.length === b.to.length &&
    a.to.every((service) => b.to.includes(service))
  );
}

function sayAction({ presence, strength, who, to, by, consent }: ReturnType<typeof decide>): Said {
  if (presence !== YES || strength === null || who === null || consent === null)
    return { standing: presence === UNKNOWN ? 'unknown' : 'no', terms: null };
  return { standing: 'yes', terms: { strength, who, to, by, consent } };
}

interface Ruled {
  readonly when: Condition;
  readonly unless: Condition;
}

function chooseSituations(
  rules: readonly Ruled[],
  facts: readonly string[],
): Pick<Tabled, 'situations' | 'isWhole'> {
  const edges = new Map<string, KnownFacts>();
  for (const situation of rules.flatMap((rule) => findEdges(rule, rules, facts))) {
    edges.set(facts.map((fact) => situation[fact] ?? '').join(), situation);
  }
  const all = facts.reduce((product, fact) => product * (valuesOf(fact).length + 1), 1);
  if (all > mostSituations) return { situations: [...edges.values()], isWhole: false };
  const rest = listAll(facts).filter((one) => !edges.has(facts.map((fact) => one[fact] ?? '').join()));
  return { situations: [...edges.values(), ...rest], isWhole: true };
}

const valuesOf = (fact: string): readonly string[] => FACT_VALUES[fact] ?? [];

function listAll(facts: readonly string[]): KnownFacts[] {
  return facts.reduce<KnownFacts[]>(
    (before, fact) =>
      before.flatMap((known) => [known, ...valuesOf(fact).map((value) => ({ ...known, [fact]: value }))]),
    [{}],
  );
}

/**
 * Each way in which a rule holds, with nothing else known and where no other rule of its action holds, and
 * every situation that is one fact away from these: another answer, or none.
 */
function findEdges(rule: Ruled, rules: readonly Ruled[], facts: readonly string[]): KnownFacts[] {
  const others = rules.filter((other) => other !== rule);
  return listWays(rule.when, true).flatMap((way) =>
    [way, silenceOthers(way, others, rule, facts)].flatMap((base) => [
      base,
      ...facts.flatMap((fact) => changeFact(base, fact)),
    ]),
  );
}

function changeFact(base: KnownFacts, fact: string): KnownFacts[] {
  const { [fact]: answer, ...without } = base;
  const changed = valuesOf(fact)
    .filter((value) => value !== answer)
    .map((value) => ({ ...base, [fact]: value }));
  return answer === undefined ? changed : [without, ...changed];
}

/** The fewest facts that make a condition yes, or no, in every way there is. */
function listWays(condition: Condition, wanted: boolean): KnownFacts[] {
  if (condition.kind === 'not') return listWays(condition.part, !wanted);
  if (condition.kind === 'is') {
    return valuesOf(condition.fact)
      .filter((value) => condition.values.includes(value) === wanted)
      .map((value) => ({ [condition.fact]: value }));
  }
  const parts = condition.parts.map((part) => listWays(part, wanted));
  if ((condition.kind === 'any') === wanted) return parts.flat();
  return parts.reduce<KnownFacts[]>(
    (before, part) => before.flatMap((one) => part.flatMap((more) => joinWays(one, more))),
    [{}],
  );
}

function joinWays(one: KnownFacts, more: KnownFacts): KnownFacts[] {
  const collide = Object.entries(more).some(([fact, value]) => (one[fact] ?? value) !== value);
  return collide ? [] : [{ ...one, ...more }];
}

/**
 * Answers the rest so that the other rules do not hold, and this one is not held back: what it says is
 * heard.
 */
function silenceOthers(
  way: KnownFacts,
  others: readonly Ruled[],
  rule: Ruled,
  facts: readonly string[],
): KnownFacts {
  const noise = (known: KnownFacts) =>
    others.reduce((sum, other) => sum + weighRule(other, known), 0) -
    weighRule(rule, known) * (others.length + 1) * YES;
  let known = way;
  for (const fact of facts) {
    if (known[fact] !== undefined) continue;
    const answers = valuesOf(fact).map((value) => ({ ...known, [fact]: value }));
    known = answers.toSorted((a, b) => noise(a) - noise(b))[0] ?? known;
  }
  return known;
}
