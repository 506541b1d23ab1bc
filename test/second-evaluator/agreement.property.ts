import { fc } from '../property.ts';
import { type Council, evaluate, listActions } from './evaluate.ts';
import type { Condition } from './kleene.ts';
import { FACT_NAMES, FACT_VALUES } from './words.ts';

export type KnownFacts = Record<string, string>;

/** The result of the contract, as far as it is compared. */
export interface EngineResult {
  readonly actions: readonly {
    readonly action: string;
    readonly strength: string;
    readonly who: string;
    readonly to: readonly string[];
    readonly by: string | null;
    readonly consent: { readonly state: string; readonly basis: string | null };
  }[];
  readonly possible: readonly { readonly action: string; readonly dependsOn: readonly string[] }[];
  readonly never: readonly (string | { readonly never: string })[];
  readonly ask: readonly { readonly fact: string; readonly decides: readonly string[] }[];
}

export type EngineEvaluate = (council: Council, facts: KnownFacts) => EngineResult;

/**
 * Where the engine and the second reading of the tables say different things about one situation, a sentence
 * for each; an empty list when they agree. The order of `actions`, `possible`, `never`, `to`, `dependsOn` and
 * `decides` is not compared; the order of `ask` is.
 */
export function checkAgreement(
  engineEvaluate: EngineEvaluate,
  council: Council,
  facts: KnownFacts,
): string[] {
  const engine = engineEvaluate(council, { ...facts });
  const second = evaluate(council, facts);
  const nevers = engine.never.map((row) => (typeof row === 'string' ? row : row.never));
  const asked = engine.ask.map((row) => row.fact);
  const toAsk = second.ask.map((row) => row.fact);
  return [
    ...compareTables('actions', describeActions(engine.actions), describeActions(second.actions)),
    ...compareTables(
      'possible',
      engine.possible.map((row) => [row.action, `depends on ${nameSet(row.dependsOn)}`] as const),
      second.possible.map((row) => [row.action, `depends on ${nameSet(row.dependsOn)}`] as const),
    ),
    ...compareTables('never', nevers.map(alone), second.never.map(alone)),
    ...compareTables(
      'ask',
      engine.ask.map((row) => [row.fact, `decides ${nameSet(row.decides)}`] as const),
      second.ask.map((row) => [row.fact, `decides ${nameSet(row.decides)}`] as const),
    ),
    ...(nameSet(asked) === nameSet(toAsk) && asked.join() !== toAsk.join()
      ? [`ask: the engine's order is ${asked.join(', ')}; by the tables it is ${toAsk.join(', ')}.`]
      : []),
  ];
}

const alone = (id: string): readonly [string, string] => [id, 'stands'];

function nameSet(ids: readonly string[]): string {
  return [...ids].sort().join(', ') || 'nothing';
}

function describeActions(actions: EngineResult['actions']): (readonly [string, string])[] {
  return actions.map(({ action, strength, who, to, by, consent }) => {
    const basis = consent.basis === null ? '' : ` (${consent.basis})`;
    const told = `${strength}, by ${who}, to ${nameSet(to)}, ${by ?? 'at no set time'}`;
    return [action, `${told}, consent ${consent.state}${basis}`] as const;
  });
}

function compareTables(
  place: string,
  engine: readonly (readonly [string, string])[],
  second: readonly (readonly [string, string])[],
): string[] {
  const byTables = new Map(second);
  const byEngine = new Map(engine);
  const twice = engine.length - byEngine.size;
  const sentences = twice > 0 ? [`${place}: the engine names ${twice} of them twice.`] : [];
  for (const id of new Set([...byEngine.keys(), ...byTables.keys()])) {
    const said = byEngine.get(id);
    const meant = byTables.get(id);
    if (said === meant) continue;
    if (said === undefined) sentences.push(`${place}: ${id} is missing from the engine's (${meant}).`);
    else if (meant === undefined) sentences.push(`${place}: ${id} is the engine's alone (${said}).`);
    else sentences.push(`${place}: ${id}: the engine says "${said}"; by the tables "${meant}".`);
  }
  return sentences;
}

/** The values that most rules turn on are drawn more often than the others. */
const WEIGHTS: Readonly<Record<string, number>> = { disclosure: 8, yes: 3, no: 2, '18-or-over': 3 };

function drawValue(fact: string): fc.Arbitrary<string> {
  const values = FACT_VALUES[fact] ?? [];
  return fc.oneof(...values.map((value) => ({ weight: WEIGHTS[value] ?? 1, arbitrary: fc.constant(value) })));
}

/** Facts drawn one by one, each known with its own chance in a hundred. */
function drawFacts(chance: (fact: string) => number): fc.Arbitrary<KnownFacts> {
  const draws = FACT_NAMES.map((fact) => {
    const known = chance(fact);
    const value = drawValue(fact).map((drawn): [string, string][] => [[fact, drawn]]);
    return fc.oneof(
      { withCrossShrink: true },
      { weight: 100 - known, arbitrary: fc.constant<[string, string][]>([]) },
      { weight: known, arbitrary: value },
    );
  });
  return fc.tuple(...draws).map((drawn) => Object.fromEntries(drawn.flat()));
}

/** How many situations one run of the test of agreement draws. */
export const agreementRuns = 1500;

const COUNCILS: readonly Council[] = ['mansfield', 'ashfield'];

/** A council of the two. */
export function councilArbitrary(): fc.Arbitrary<Council> {
  return fc.constantFrom(...COUNCILS);
}

/** Facts that make a condition yes, or no; where parts collide, the later one is kept. */
function satisfy(condition: Condition, wanted: boolean): fc.Arbitrary<KnownFacts> {
  if (condition.kind === 'not') return satisfy(condition.part, !wanted);
  if (condition.kind === 'is') {
    const values = (FACT_VALUES[condition.fact] ?? []).filter(
      (value) => condition.values.includes(value) === wanted,
    );
    return fc.constantFrom(...values).map((value) => ({ [condition.fact]: value }));
  }
  const parts = condition.parts.map((part) => satisfy(part, wanted));
  if (parts.length === 0) return fc.constant({});
  if ((condition.kind === 'any') === wanted) return fc.oneof(...parts);
  return fc.tuple(...parts).map((drawn) => Object.assign({}, ...drawn));
}

/** Most of what one action turns on and little else; in two draws of three one of its rules holds. */
function drawAroundOneAction(): fc.Arbitrary<KnownFacts> {
  const rules = COUNCILS.flatMap((council) => listActions(council)).flatMap(({ rules, facts }) =>
    rules.map((rule) => ({ rule, facts })),
  );
  return fc.constantFrom(...rules).chain(({ rule, facts }) => {
    const around = drawFacts((fact) => (facts.includes(fact) ? 88 : 12));
    const holding = fc.tuple(around, satisfy(rule.when, true)).map(([some, more]) => ({ ...some, ...more }));
    return fc.oneof({ weight: 1, arbitrary: around }, { weight: 2, arbitrary: holding });
  });
}

/**
 * The facts of a situation; a fact that is left out is unknown. Half the draws know a fact here and there,
 * and half know most of what one action turns on, so that single rules come to hold and to their edges.
 * It shrinks towards fewer known facts.
 */
export function situationArbitrary(): fc.Arbitrary<KnownFacts> {
  const anywhere = fc.constantFrom(10, 35, 60, 90).chain((known) => drawFacts(() => known));
  return fc.oneof(anywhere, drawAroundOneAction());
}
