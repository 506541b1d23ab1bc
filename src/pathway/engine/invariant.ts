import type { Condition, ConsentState, Strength } from './policy.ts';

/** What must be true of the advice wherever `where` is known to be yes. Compiled from a pack: plain data. */
export interface Invariant {
  readonly name: string;
  readonly says: string | null;
  readonly layer: 'council' | 'baseline';
  readonly where: Condition;
  /** All of them hold. */
  readonly then: readonly Assertion[];
}

/** What an action must say of itself. What is left out (or undefined) is not looked at. */
export interface ExpectedTerms {
  readonly strength?: Strength;
  readonly by?: string;
  readonly who?: string;
  /** Exactly these, in any order. */
  readonly to?: readonly string[];
  /** At least these. */
  readonly toIncludes?: readonly string[];
  /** None of these. */
  readonly toExcludes?: readonly string[];
  /** One of these states. */
  readonly consent?: readonly ConsentState[];
  readonly basis?: string;
}

/** Lists are never empty; each of their names is held to the same. */
export type Assertion =
  | { readonly kind: 'stands'; readonly actions: readonly string[]; readonly terms: ExpectedTerms }
  | { readonly kind: 'if-it-stands'; readonly actions: readonly string[]; readonly terms: ExpectedTerms }
  /** Neither stands nor is possible. */
  | { readonly kind: 'absent'; readonly actions: readonly string[] }
  | { readonly kind: 'does-not-stand'; readonly actions: readonly string[] }
  /** At least one of them. */
  | { readonly kind: 'stands-or-possible'; readonly actions: readonly string[] }
  | { readonly kind: 'listed'; readonly nevers: readonly string[] }
  | { readonly kind: 'not-listed'; readonly nevers: readonly string[] }
  | { readonly kind: 'every-override-comes-with'; readonly action: string }
  | { readonly kind: 'everyone-sent-is-served' }
  | { readonly kind: 'every-override-has-a-basis' };
