import type { Advice, Fact, Facts, Policy, Value } from '../pathway/engine/index.ts';
import type { PlacedGuidance } from './guidance.rules.ts';

/** A requirement of a council's document, as far as a page shows it. */
export interface Clause {
  readonly id: string;
  readonly where: string;
  readonly says: string;
  readonly lines: readonly number[];
  readonly document?: string | undefined;
  readonly source?: { readonly title: string } | undefined;
}

/** One council with the version of its policy that is in force. */
export interface Council {
  readonly id: string;
  readonly name: string;
  /** Of core, baseline and pack: an address made under another hash is not read. */
  readonly contentHash: string;
  /** The council's own check: while it is missing, pages say so. */
  readonly isConfirmed: boolean;
  readonly documents: readonly { readonly title: string; readonly file: string }[];
  readonly policy: Policy;
  /** By id, and by the ids of places that were merged into one. */
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly guidance: readonly PlacedGuidance[];
  advise(facts: Facts): Advice;
  /** The way of one situation through the flow chart. */
  draw(facts: Facts): Promise<Drawn>;
}

/** A flow chart as SVG that our own charts made, for a phone and for a desk, and the same in words. */
export interface Drawn {
  readonly narrow: string;
  readonly wide: string;
  readonly steps: readonly DrawnStep[];
}

export interface DrawnStep {
  readonly text: string;
  readonly steps: readonly DrawnStep[];
}

/** They do not know, or left the question for later. No value of a pack has such a name. */
export const notKnown = '?';
export const putOff = '~';

/** What somebody has said of a situation, of one council or of two side by side. */
export interface Situation {
  readonly councils: readonly Council[];
  /** Every fact that the councils have between them, each with every value. */
  readonly facts: readonly Fact[];
  /** A fact's id to a value's id, `notKnown` or `putOff`, in the order in which they were said. */
  readonly said: ReadonlyMap<string, string>;
  /** The flow chart stands on the page, and is drawn anew with each answer. */
  readonly showsChart: boolean;
}

export function beginSituation(councils: readonly Council[]): Situation {
  return { councils, facts: joinFacts(councils), said: new Map(), showsChart: false };
}

/** One name means one thing in every pack, so that facts are joined by name and values are added up. */
function joinFacts(councils: readonly Council[]): Fact[] {
  const joined = new Map<string, Fact>();
  for (const fact of councils.flatMap(({ policy }) => policy.facts)) {
    const known = joined.get(fact.id);
    joined.set(fact.id, known === undefined ? fact : { ...known, values: joinValues(known, fact) });
  }
  return [...joined.values()];
}

function joinValues(one: Fact, other: Fact): Value[] {
  const news = other.values.filter(({ id }) => !one.values.some((value) => value.id === id));
  return [...one.values, ...news];
}

/** Says something of a fact, or says it differently; everything else stays as it was. */
export function sayOf(situation: Situation, fact: string, answer: string): Situation {
  return { ...situation, said: new Map(situation.said).set(fact, answer) };
}

/** Takes back what was said of a fact. */
export function clearOf(situation: Situation, fact: string): Situation {
  const said = new Map(situation.said);
  said.delete(fact);
  return { ...situation, said };
}

/** Whether a fact has this value, or the answer is one of the two that give none. */
export function isAnswer(fact: Fact, answer: string): boolean {
  return answer === notKnown || answer === putOff || findValue(fact, answer) !== undefined;
}

export function findValue(fact: Fact, answer: string | undefined): Value | undefined {
  return fact.values.find(({ id }) => id === answer);
}

/** What is known, of all the councils' facts. */
export function listKnown(situation: Situation): Facts {
  const known = situation.facts.flatMap((fact): [string, string][] => {
    const value = findValue(fact, situation.said.get(fact.id));
    return value === undefined ? [] : [[fact.id, value.id]];
  });
  return Object.fromEntries(known);
}

/** What is known, in the words of one council: a fact or a value that it does not have is unknown to it. */
export function readForCouncil(situation: Situation, { policy }: Council): Facts {
  const known = listKnown(situation);
  const own = policy.facts.flatMap(({ id, values }): [string, string][] => {
    const answer = known[id];
    return answer !== undefined && values.some((value) => value.id === answer) ? [[id, answer]] : [];
  });
  return Object.fromEntries(own);
}

/** The same answers before other councils, and those that none of these has a word for. */
export function moveTo(
  situation: Situation,
  councils: readonly Council[],
): { readonly moved: Situation; readonly lost: readonly Fact[] } {
  let moved: Situation = { ...beginSituation(councils), showsChart: situation.showsChart };
  const lost: Fact[] = [];
  for (const [id, answer] of situation.said) {
    const there = moved.facts.find((fact) => fact.id === id);
    const here = situation.facts.find((fact) => fact.id === id);
    if (there !== undefined && isAnswer(there, answer)) moved = sayOf(moved, id, answer);
    else if (here !== undefined && findValue(here, answer) !== undefined) lost.push(here);
  }
  return { moved, lost };
}
