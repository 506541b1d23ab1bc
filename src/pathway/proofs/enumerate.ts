import {
  type Advisor,
  type Condition,
  evaluateCondition,
  type Facts,
  findFactsOf,
  judgeRule,
  makeAdvisor,
  type Policy,
  type Settled,
} from '../engine/index.ts';
import type { Aspect, Claim, Outcome } from './claims/claim.ts';
import type { Part } from './claims/parts.ts';
import { makeLook } from './look.ts';
import { makeWalk, type Walk } from './walk.ts';

/** The engine's own word on one action or never: what the solver is held against. */
export type Evaluate = (
  part: Pick<Part, 'gives' | 'id' | 'policy'>,
  facts: Facts,
) => Pick<Settled, 'standing' | 'terms'>;

/** The engine that gives the advice. */
export const evaluateWithEngine: Evaluate = ({ gives, id, policy }, facts) => {
  if (gives === 'action') {
    const advisor = advisors.get(policy) ?? makeAdvisor(policy);
    advisors.set(policy, advisor);
    return advisor.adviseOnAction(id, facts);
  }
  const listed = policy.neverRules.some((rule) => rule.never === id && judgeRule(rule, facts) === 'yes');
  return { standing: listed ? 'yes' : 'no', terms: null };
};

const advisors = new WeakMap<Policy, Advisor>();

export interface Limits {
  /** Claims with more situations than this are tried on random ones. */
  readonly exhaustive: number;
  readonly random: number;
}

export const usualLimits: Limits = { exhaustive: 2_000_000, random: 50_000 };

export interface Enumerated {
  /** A situation that breaks the claim, or for `somewhere` one that meets it. */
  readonly found: boolean;
  readonly situations: number;
  /** Whether every situation was gone through, but for those after the first that was found. */
  readonly exhaustive: boolean;
}

export interface Enumerator {
  tryClaim(claim: Claim): Enumerated;
  /** Whether the claim's test holds in this one situation. */
  tryAt(claim: Claim, facts: Facts): boolean;
  settle(part: Part, facts: Facts): Outcome;
}

/** Goes through situations with the engine. Nothing here knows how the solver reads a rule. */
export function makeEnumerator(policy: Policy, evaluate: Evaluate, limits: Limits): Enumerator {
  const facts = policy.facts.map(({ id, values }) => ({ id, values: values.map((value) => value.id) }));
  const walk = makeWalk(facts);
  const intern = makeIntern();
  const settle = (part: Part, situation: Facts) => intern(evaluate(part, situation));
  const look = makeLook(walk, settle);
  return {
    settle,
    tryAt(claim, situation) {
      walk.stand(situation);
      return claim.test(look);
    },
    tryClaim(claim) {
      const places = walk.placesOf(claim.facts);
      const all = places.reduce((product, place) => product * walk.size(place), 1);
      const test = () => claim.test(look);
      if (all <= limits.exhaustive) return { ...goThroughAll(walk, places, test), exhaustive: true };
      return { ...goThroughSome(walk, places, claim.guide, limits.random, test), exhaustive: false };
    },
  };
}

type Found = Pick<Enumerated, 'found' | 'situations'>;

function goThroughAll(walk: Walk, places: readonly number[], test: () => boolean): Found {
  const { digits } = walk;
  digits.fill(0);
  for (let situations = 1; ; situations++) {
    if (test()) return { found: true, situations };
    const turned = places.find((at) => {
      const next = (digits[at] ?? 0) + 1;
      digits[at] = next < walk.size(at) ? next : 0;
      return digits[at] !== 0;
    });
    if (turned === undefined) return { found: false, situations };
  }
}

const mostGuides = 5_000;

function goThroughSome(
  walk: Walk,
  places: readonly number[],
  guide: Condition | null,
  tries: number,
  test: () => boolean,
): Found {
  const draw = makeDraw(20261122);
  const guides = guide === null ? [] : listGuides(walk, guide);
  walk.digits.fill(0);
  for (let situations = 1; situations <= tries; situations++) {
    for (const at of places) walk.digits[at] = draw(walk.size(at));
    const guided = guides[draw(guides.length)];
    guided?.places.forEach((at, index) => {
      walk.digits[at] = guided.cases[index] ?? 0;
    });
    if (test()) return { found: true, situations };
  }
  return { found: false, situations: tries };
}

/** Some situations in which the condition is yes: a random one would seldom meet it. */
function listGuides(walk: Walk, guide: Condition): { places: number[]; cases: number[] }[] {
  const places = walk.placesOf(findFactsOf(guide));
  const guides: { places: number[]; cases: number[] }[] = [];
  const all = places.reduce((product, place) => product * walk.size(place), 1);
  if (all > usualLimits.exhaustive) return guides;
  goThroughAll(walk, places, () => {
    if (evaluateCondition(guide, walk.read(places)) === 'yes') {
      guides.push({ places, cases: places.map((at) => walk.digits[at] ?? 0) });
    }
    return guides.length >= mostGuides;
  });
  return guides;
}

/** Whole numbers from 0 below a bound, the same in every run (mulberry32, public domain). */
export function makeDraw(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** Equal outcomes become one object, so that claims may compare them quickly. */
function makeIntern(): (settled: Pick<Settled, 'standing' | 'terms'>) => Outcome {
  const kept = new Map<string, Outcome>();
  return ({ standing, terms }) => {
    const said: Record<Aspect, string[]> | null =
      terms === null
        ? null
        : {
            strength: [terms.strength],
            who: [terms.who],
            to: terms.to.toSorted(),
            by: terms.by === null ? [] : [terms.by],
            consent: [terms.consent.state],
            basis: terms.consent.basis === null ? [] : [terms.consent.basis],
          };
    const key = JSON.stringify([standing, said]);
    const outcome = kept.get(key) ?? { standing, terms: said };
    kept.set(key, outcome);
    return outcome;
  };
}
