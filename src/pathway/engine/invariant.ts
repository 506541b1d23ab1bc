import type { Condition, ConsentState, Strength } from './policy.ts';

/** What may be said of an action that stands. What is null is not looked at. */
export interface WantedTerms {
  readonly strength: Strength | null;
  readonly who: string | null;
  readonly by: string | null;
  /** Exactly this set. */
  readonly to: readonly string[] | null;
  readonly toIncludes: readonly string[];
  readonly toExcludes: readonly string[];
  readonly consent: readonly ConsentState[] | null;
  readonly basis: string | null;
}

export type Assertion =
  /** Each stands, and says this of itself. */
  | { readonly kind: 'stands'; readonly actions: readonly string[]; readonly terms: WantedTerms }
  /** Each says this of itself wherever it stands. */
  | { readonly kind: 'if-it-stands'; readonly actions: readonly string[]; readonly terms: WantedTerms }
  /** Each neither stands nor is possible. */
  | { readonly kind: 'absent'; readonly actions: readonly string[] }
  | { readonly kind: 'does-not-stand'; readonly actions: readonly string[] }
  /** At least one of them. */
  | { readonly kind: 'stands-or-possible'; readonly actions: readonly string[] }
  | { readonly kind: 'listed'; readonly nevers: readonly string[] }
  | { readonly kind: 'not-listed'; readonly nevers: readonly string[] }
  | { readonly kind: 'every-override-comes-with'; readonly action: string }
  | { readonly kind: 'everyone-sent-is-served' }
  | { readonly kind: 'every-override-has-a-basis' };

/** What must be true of the advice in every situation in which `where` is yes. */
export interface Invariant {
  readonly name: string;
  readonly says: string | null;
  readonly where: Condition;
  readonly assertions: readonly Assertion[];
}
