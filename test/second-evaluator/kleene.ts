/** No, unknown and yes as numbers, so that "and" is the least of them and "or" the greatest. */
export type Kleene = 0 | 1 | 2;
export const NO = 0;
export const UNKNOWN = 1;
export const YES = 2;

/** A fact that is left out is unknown. */
export type Facts = Record<string, string | null | undefined>;

export type Condition =
  | { readonly kind: 'is'; readonly fact: string; readonly values: readonly string[] }
  | { readonly kind: 'all'; readonly parts: readonly Condition[] }
  | { readonly kind: 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition };

export const is = (fact: string, ...values: string[]): Condition => ({ kind: 'is', fact, values });
export const yes = (fact: string): Condition => is(fact, 'yes');
export const no = (fact: string): Condition => is(fact, 'no');
export const all = (...parts: Condition[]): Condition => ({ kind: 'all', parts });
export const any = (...parts: Condition[]): Condition => ({ kind: 'any', parts });
export const not = (part: Condition): Condition => ({ kind: 'not', part });
export const always: Condition = all();
export const never: Condition = any();

/** The value of a condition, part by part: two unknowns that cancel out are still unknown. */
export function weigh(condition: Condition, facts: Facts): Kleene {
  switch (condition.kind) {
    case 'is':
      return weighFact(condition.values, facts[condition.fact]);
    case 'not':
      return (YES - weigh(condition.part, facts)) as Kleene;
    case 'all':
      return condition.parts.reduce<Kleene>((least, part) => {
        return least === NO ? NO : (Math.min(least, weigh(part, facts)) as Kleene);
      }, YES);
    case 'any':
      return condition.parts.reduce<Kleene>((greatest, part) => {
        return greatest === YES ? YES : (Math.max(greatest, weigh(part, facts)) as Kleene);
      }, NO);
  }
}

function weighFact(values: readonly string[], value: string | null | undefined): Kleene {
  if (value === undefined || value === null) return UNKNOWN;
  return values.includes(value) ? YES : NO;
}

/** Every fact that a condition names. */
export function listFacts(condition: Condition): string[] {
  switch (condition.kind) {
    case 'is':
      return [condition.fact];
    case 'not':
      return listFacts(condition.part);
    default:
      return condition.parts.flatMap(listFacts);
  }
}

/**
 * Whether an unknown fact still stands in a part of the condition that is itself undecided. Where it does
 * not, no completion can let it matter, because a decided part stays decided whatever is learned.
 */
export function isOpenIn(condition: Condition, fact: string, facts: Facts): boolean {
  if (weigh(condition, facts) !== UNKNOWN) return false;
  switch (condition.kind) {
    case 'is':
      return condition.fact === fact;
    case 'not':
      return isOpenIn(condition.part, fact, facts);
    default:
      return condition.parts.some((part) => isOpenIn(part, fact, facts));
  }
}
