import { joinInWords, type WantedTerms } from '../../engine/index.ts';
import { nameStrength } from '../in-words.ts';
import type { SymbolicOutcome } from '../outcomes.ts';
import type { Symbols } from '../symbols.ts';
import type { Flag } from '../z3.ts';
import type { Aspect } from './claim.ts';
import type { Demand } from './invariant.ts';
import type { Part } from './parts.ts';

/** One thing that is expected of an outcome: any of these words, all of them, or none. */
interface Expectation {
  readonly aspect: Aspect;
  readonly words: readonly string[];
  readonly match: 'any' | 'exactly' | 'includes' | 'excludes';
}

function listExpectations(terms: WantedTerms): Expectation[] {
  const { strength, by, who, basis, to, toIncludes, toExcludes, consent } = terms;
  const single = Object.entries({ strength, by, who, basis }).flatMap(([aspect, word]) =>
    word === null ? [] : [{ aspect: aspect as Aspect, words: [word], match: 'any' as const }],
  );
  const lists: Expectation[] = [
    { aspect: 'to', words: toIncludes, match: 'includes' },
    { aspect: 'to', words: toExcludes, match: 'excludes' },
  ];
  return [
    ...single,
    ...(consent === null ? [] : [{ aspect: 'consent', words: consent, match: 'any' } as const]),
    ...(to === null ? [] : [{ aspect: 'to', words: to, match: 'exactly' } as const]),
    ...lists.filter(({ words }) => words.length > 0),
  ];
}

/** That an action says these things of itself, everywhere or wherever it stands. */
export function demandTerms(part: Part, terms: WantedTerms, mustStand: boolean): Demand {
  const expectations = listExpectations(terms);
  return {
    parts: [part],
    conditions: [],
    symbol(symbols) {
      const { logic } = symbols;
      const outcome = symbols.settle(part);
      const missed = logic.or(expectations.map((expectation) => misses(symbols, expectation, outcome)));
      const absent = logic.not(outcome.stands);
      return mustStand ? logic.or([absent, missed]) : logic.and([outcome.stands, missed]);
    },
    broken(settle) {
      const { standing, terms: said } = settle(part);
      if (standing !== 'yes' || said === null) return mustStand;
      return expectations.some(({ aspect, words, match }) => !matches(said[aspect], words, match));
    },
    asks: `${part.id} ${describeExpected(expectations, mustStand)}`,
  };
}

function misses({ logic }: Symbols, { aspect, words, match }: Expectation, { terms }: SymbolicOutcome): Flag {
  const said = terms[aspect];
  const says = words.map((word) => said.get(word) ?? logic.always(false));
  const lacks = says.map(logic.not);
  if (match === 'any') return logic.and(lacks);
  if (match === 'excludes') return logic.or(says);
  const others = [...said].filter(([word]) => !words.includes(word)).map(([, flag]) => flag);
  return logic.or(match === 'includes' ? lacks : [...lacks, ...others]);
}

function matches(said: readonly string[], words: readonly string[], match: Expectation['match']): boolean {
  const hits = words.filter((word) => said.includes(word)).length;
  if (match === 'any') return hits > 0;
  if (match === 'excludes') return hits === 0;
  return hits === words.length && (match === 'includes' || said.length === words.length);
}

function describeExpected(expectations: readonly Expectation[], mustStand: boolean): string {
  const named = { who: 'by', to: 'to', by: 'due', consent: 'with consent', basis: 'on the basis' };
  const said = expectations.map(({ aspect, words, match }) => {
    if (aspect === 'strength') return `as ${nameStrength(words[0] ?? '')}`;
    if (match === 'any') return `${named[aspect]} ${joinInWords(words, 'or')}`;
    const how = { exactly: 'to exactly', includes: 'to at least', excludes: 'not to' }[match];
    return `${how} ${joinInWords(words)}`;
  });
  const stands = mustStand ? 'must stand' : 'where it stands must be';
  return [stands, said.join(', ')].filter((text) => text !== '').join(' ');
}
