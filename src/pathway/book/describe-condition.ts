import { type Condition, type Fact, type Facts, joinInWords, type Policy } from '../engine/index.ts';
import type { NamedSituation } from '../packs/index.ts';

/** What a condition is put into words with: a LoadedPolicy has both. */
export interface Wording {
  readonly policy: Policy;
  readonly named: readonly NamedSituation[];
}

/** A condition as a clause that follows "when": "the DASH level is high, and they agree". Never an id. */
export function describeCondition(condition: Condition, wording: Wording): string {
  return joinParts(listParts(condition, wording));
}

/** The parts that must all be so, a clause each, so that a page can list them. */
export function listParts(condition: Condition, wording: Wording): string[] {
  const named = findName(condition, wording);
  if (named !== undefined) return [named];
  if (condition.kind !== 'all') return [describeOne(condition, wording)];
  return condition.of.flatMap((part) => listParts(part, wording));
}

/** What is known in a situation, a clause a fact, in the vocabulary's order; none where nothing is known. */
export function listFacts(facts: Facts, policy: Policy): string[] {
  return policy.facts.flatMap((fact) => {
    const value = facts[fact.id];
    return value === undefined ? [] : [saidOf(fact, value)];
  });
}

export function questionOf(fact: string, policy: Policy): string {
  return findFact(fact, policy).question;
}

function joinParts(parts: readonly string[]): string {
  const separate = parts.some((part) => part.includes(',') || part.includes(' or '));
  return separate ? parts.join(', and ') : joinInWords(parts);
}

/** A single answer says itself; a name is worth more where several answers or facts stand behind it. */
function findName(condition: Condition, { named }: Wording): string | undefined {
  if (condition.kind === 'always' || (condition.kind === 'fact' && condition.values.length === 1))
    return undefined;
  const text = JSON.stringify(condition);
  return named.find((one) => JSON.stringify(one.condition) === text)?.means;
}

function describeOne(condition: Condition, wording: Wording): string {
  const { policy } = wording;
  switch (condition.kind) {
    case 'always':
      return 'always';
    case 'fact':
      return describeValues(findFact(condition.fact, policy), condition.values);
    case 'unknown':
      return describeUnknown(findFact(condition.fact, policy));
    case 'all':
      return describeCondition(condition, wording);
    case 'any':
      return describeAny(condition.of, wording);
    case 'not':
      return describeNot(condition.of, wording);
    case 'not-known':
      return `it is not known that ${describeCondition(condition.of, wording)}`;
  }
}

function describeAny(of: readonly Condition[], wording: Wording): string {
  if (of.length > 0 && of.every((part) => isOverriddenRefusal(part, wording.policy))) {
    return 'something that may go ahead without their agreement is due, and they have said no to it';
  }
  const parts = of.map((part) => describeCondition(part, wording));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  if (parts.some((part) => part.includes(','))) return `either ${parts.join('; or ')}`;
  return `either ${parts.join(', or ')}`;
}

/**
 * The word that the pack reader builds itself: a rule stands whose consent may be overridden, and its fact
 * is no.
 */
function isOverriddenRefusal(part: Condition, policy: Policy): boolean {
  if (part.kind !== 'all') return false;
  const [first, last] = [part.of[0], part.of.at(-1)];
  if (first === undefined || last?.kind !== 'fact') return false;
  const when = JSON.stringify(first);
  return policy.rules.some(
    ({ consent, ...rule }) =>
      consent?.mayBeOverridden === true &&
      consent.fact === last.fact &&
      last.values.join() === 'no' &&
      JSON.stringify(rule.when) === when,
  );
}

/** Once everything is known, not this is one of the others. */
function describeNot(condition: Condition, wording: Wording): string {
  const named = findName(condition, wording);
  if (named !== undefined && condition.kind !== 'fact') return `this is not so: ${named}`;
  switch (condition.kind) {
    case 'always':
      return 'never';
    case 'not':
      return describeCondition(condition.of, wording);
    case 'fact': {
      const fact = findFact(condition.fact, wording.policy);
      const others = fact.values.map(({ id }) => id).filter((id) => !condition.values.includes(id));
      return describeValues(fact, others);
    }
    case 'unknown':
      return `there is an answer to “${findFact(condition.fact, wording.policy).question}”`;
    case 'not-known':
      return describeCondition(condition.of, wording);
    case 'all':
      return describeAny(condition.of.map(negate), wording);
    case 'any':
      return describeCondition({ kind: 'all', of: condition.of.map(negate) }, wording);
  }
}

function negate(of: Condition): Condition {
  return { kind: 'not', of };
}

function describeUnknown(fact: Fact): string {
  const yes = fact.values.find(({ id }) => id === 'yes');
  if (yes === undefined) return `nobody can answer yet: “${fact.question}”`;
  return `it is not known yet whether ${yes.said}`;
}

/** Where all but one answer will do, the one is named instead: three lines of answers say less. */
function describeValues(fact: Fact, values: readonly string[]): string {
  if (values.length === 0) return 'never';
  const others = fact.values.filter(({ id }) => !values.includes(id));
  if (others.length === 0) return `there is an answer to “${fact.question}”`;
  const [other] = others;
  if (others.length === 1 && other !== undefined && values.length > 3)
    return `this is known not to be so: ${other.said}`;
  return joinSaid(values.map((value) => saidOf(fact, value)));
}

/** "you work in housing" and "you work in libraries" are "you work in housing or libraries". */
function joinSaid(said: readonly string[]): string {
  const words = said.map((one) => one.split(' '));
  const [first = []] = words;
  const differs = first.findIndex((word, index) => words.some((other) => other[index] !== word));
  const shared = differs < 0 ? first.length : differs;
  const rest = words.map((one) => one.slice(shared).join(' '));
  if (said.length < 2) return said.join('');
  if (shared < 2 || rest.includes('')) return said.join(', or ');
  return `${first.slice(0, shared).join(' ')} ${joinInWords(rest, 'or')}`;
}

function saidOf(fact: Fact, value: string): string {
  const found = fact.values.find(({ id }) => id === value);
  if (found === undefined)
    throw new Error(`no value ${value} of ${fact.id}: the pack reader lets none through`);
  return found.said;
}

function findFact(id: string, policy: Policy): Fact {
  const fact = policy.facts.find((known) => known.id === id);
  if (fact === undefined) throw new Error(`no fact ${id}: the pack reader lets none through`);
  return fact;
}
