import { describeCondition } from '../../book/index.ts';
import { type Condition, findFactsOf, joinInWords, type Policy } from '../../engine/index.ts';
import type { Drawable } from './chart.ts';

/**
 * One way to a rule: what has happened (and that it is safe to ask, without which most of a talk cannot be),
 * and the parts that must all be so beside it.
 */
export interface Split {
  readonly start: string;
  readonly also: readonly string[];
}

/** The fact that every chart begins with: what is in front of the member of staff. */
export const startFact = 'situation';

const every = 'whatever has happened';

type Held = { readonly when: Condition; readonly unless: Condition | null };

/** Parts a rule's condition into what has happened and what else is so, once for each way it can begin. */
export function splitRule({ when, unless }: Held, drawable: Drawable): Split[] {
  return expandStarts(when).map((way) => {
    const parts = listConjuncts(way, drawable).toSorted(compareParts(drawable.policy));
    const isHead = (part: Condition) => isStart(part) || isSame(part, drawable.policy.safeToAsk);
    const starts = parts.filter(isHead).toSorted((a, b) => Number(isStart(b)) - Number(isStart(a)));
    const also = parts.filter((part) => !isHead(part) && part.kind !== 'always');
    const held = unless === null ? [] : unless.kind === 'any' ? unless.of : [unless];
    const excepted = held.filter(isStart).map((part) => describeCondition(part, drawable));
    return {
      start: describeStart(
        starts.map((part) => describeCondition(part, drawable)),
        excepted,
      ),
      also: [
        ...also.map((part) => describeCondition(part, drawable)),
        ...held.filter((part) => !isStart(part)).map((part) => `unless ${describeCondition(part, drawable)}`),
      ],
    };
  });
}

function describeStart(starts: readonly string[], excepted: readonly string[]): string {
  const begins = starts.length === 0 ? every : starts.join(', and ');
  return excepted.length === 0 ? begins : `${begins}, except where ${joinInWords(excepted, 'or')}`;
}

/** An "any" is drawn as several ways only where each of them says by itself what has happened. */
function expandStarts(when: Condition): readonly Condition[] {
  const namesStart = (part: Condition) =>
    isStart(part) || (part.kind === 'all' && part.of.some((inner) => isStart(inner)));
  return when.kind === 'any' && when.of.every(namesStart) ? when.of : [when];
}

function isStart(part: Condition): boolean {
  return part.kind === 'fact' && part.fact === startFact;
}

/** A named situation of several facts stays whole where its name says more than its parts. */
function listConjuncts(condition: Condition, drawable: Drawable): readonly Condition[] {
  if (condition.kind !== 'all' || isNamed(condition, drawable)) return [condition];
  return condition.of.flatMap((part) => listConjuncts(part, drawable));
}

function isNamed(condition: Condition, { named }: Drawable): boolean {
  return named.some((one) => isSame(one.condition, condition));
}

function isSame(a: Condition, b: Condition): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** In the vocabulary's order, so that the same parts are always told alike. */
function compareParts({ facts }: Policy): (a: Condition, b: Condition) => number {
  const place = (part: Condition) => {
    const [fact] = findFactsOf(part);
    return facts.findIndex(({ id }) => id === fact);
  };
  return (a, b) => place(a) - place(b);
}
