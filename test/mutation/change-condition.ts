import type { Condition } from '../../src/pathway/index.ts';

/** One thing done differently: the rest is as it was. */
export interface Change<Part> {
  /** What was done, for the person who must find the missing test. */
  readonly what: string;
  readonly to: Part;
}

/** The ids of a fact's values. */
export type ValuesOf = (fact: string) => readonly string[];

const always: Condition = { kind: 'always' };

/**
 * Every condition that is one change away: a leaf negated or dropped, a value more or less in a list, all and
 * any swapped, a negation lost.
 */
export function changeCondition(condition: Condition, valuesOf: ValuesOf): Change<Condition>[] {
  const whole = { what: `${tellCondition(condition)} is dropped`, to: always };
  return [...changeInside(condition, valuesOf), ...(condition.kind === 'always' ? [] : [whole])];
}

function changeInside(condition: Condition, valuesOf: ValuesOf): Change<Condition>[] {
  switch (condition.kind) {
    case 'always':
    case 'unknown':
      return [negateOne(condition)];
    case 'fact':
      return [negateOne(condition), ...changeValues(condition, valuesOf)];
    case 'not':
    case 'not-known':
      return [
        ...changeInside(condition.of, valuesOf).map(({ what, to }) => ({
          what,
          to: { kind: condition.kind, of: to },
        })),
        { what: `not ${tellCondition(condition.of)} loses its not`, to: condition.of },
        ...(condition.kind === 'not' ? [] : [takeUnknownForNo(condition.of)]),
      ];
    case 'all':
    case 'any':
      return changeJoined(condition, valuesOf);
  }
}

function negateOne(condition: Condition): Change<Condition> {
  return { what: `${tellCondition(condition)} is turned round`, to: { kind: 'not', of: condition } };
}

function takeUnknownForNo(of: Condition): Change<Condition> {
  return { what: `${tellCondition(of)} must be known not to be`, to: { kind: 'not', of } };
}

function changeValues(
  { fact, values }: Extract<Condition, { kind: 'fact' }>,
  valuesOf: ValuesOf,
): Change<Condition>[] {
  return valuesOf(fact).map((value) =>
    values.includes(value)
      ? {
          what: `${fact} no longer has ${value}`,
          to: { kind: 'fact', fact, values: values.filter((one) => one !== value) },
        }
      : { what: `${fact} may be ${value} as well`, to: { kind: 'fact', fact, values: [...values, value] } },
  );
}

function changeJoined(
  { kind, of }: Extract<Condition, { kind: 'all' | 'any' }>,
  valuesOf: ValuesOf,
): Change<Condition>[] {
  const changed = of.flatMap((part, index) => [
    ...changeInside(part, valuesOf).map(({ what, to }) => ({
      what,
      to: { kind, of: of.map((other, at) => (at === index ? to : other)) },
    })),
    {
      what: `${tellCondition(part)} is dropped from the ${kind}`,
      to: { kind, of: of.filter((_, at) => at !== index) },
    },
  ]);
  const other = kind === 'all' ? 'any' : 'all';
  const swapped =
    of.length > 1
      ? [{ what: `${tellCondition({ kind, of })}: ${kind} is ${other}`, to: { kind: other, of } as const }]
      : [];
  return [...changed, ...swapped];
}

function tellCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'always':
      return 'always';
    case 'fact':
      return `${condition.fact}: ${condition.values.join(' or ')}`;
    case 'unknown':
      return `unknown ${condition.fact}`;
    case 'not':
    case 'not-known':
      return `not (${tellCondition(condition.of)})`;
    case 'all':
    case 'any': {
      const told = `${condition.kind} of (${condition.of.map(tellCondition).join('; ')})`;
      return told.length > 160 ? `${told.slice(0, 157)}…` : told;
    }
  }
}
