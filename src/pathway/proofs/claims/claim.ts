import type { Condition, Facts, Truth } from '../../engine/index.ts';
import type { Symbols } from '../symbols.ts';
import type { Flag } from '../z3.ts';
import type { Part } from './parts.ts';

export const aspects = ['strength', 'who', 'to', 'by', 'consent', 'basis'] as const;
export type Aspect = (typeof aspects)[number];

/** What a part says in one situation. `to` is in the order of the alphabet; an empty list means none. */
export interface Outcome {
  readonly standing: Truth;
  /** Null unless it stands, and for a never. */
  readonly terms: Readonly<Record<Aspect, readonly string[]>> | null;
}

/** One situation, as the enumeration shows it to a claim. Outcomes that are equal are the same object. */
export interface Look {
  settle(part: Part): Outcome;
  truth(condition: Condition): Truth;
  /** Whether the test holds in one of the situations in which one more of these facts is known. */
  learnsOne(facts: readonly string[], test: () => boolean): boolean;
}

/** The situation that a failure is told with, seen with the engine. */
export interface Evidence {
  readonly facts: Facts;
  settle(part: Part, facts: Facts): Outcome;
}

export type CheckName =
  | 'invariant'
  | 'invariant says something'
  | 'no rule is dead'
  | 'no line is dead'
  | 'no rule is shadowed'
  | 'everything given is reachable'
  | 'lines exclude each other'
  | 'no two rules disagree'
  | 'consent is as the condition has it'
  | 'the baseline is not weakened'
  | 'learning takes nothing away';

/** One thing to be proved, twice: by the solver from `symbol`, by enumeration from `test`. */
export interface Claim {
  readonly check: CheckName;
  /** The invariant, rule, action or never that it is about. */
  readonly subject: string;
  /** `everywhere`: symbol and test say where it is broken. `somewhere`: where it is met, as it must be. */
  readonly holds: 'everywhere' | 'somewhere';
  /** Every fact that it turns on. */
  readonly facts: readonly string[];
  /** Where random situations are best looked for, when there are too many to go through. */
  readonly guide: Condition | null;
  symbol(symbols: Symbols): Flag;
  test(look: Look): boolean;
  /** A sentence for the policy owner. `somewhere` has no situation to show. */
  tell(evidence: Evidence | null): string;
}
