/** What is known about one situation: a fact's id to its value's id. A fact that is left out is unknown. */
export type Facts = Readonly<Record<string, string>>;

export type Strength = 'must' | 'offer' | 'consider';

export interface Value {
  readonly id: string;
  readonly label: string;
  /** A clause that follows "because": "the DASH level is high". */
  readonly said: string;
  /** A value of this pack's own counts as this one of the core's wherever a rule names the core's. */
  readonly countsAs: string | null;
  /** A rule that names no situation does not hold under this value (a call for information). */
  readonly onlyRulesThatNameIt: boolean;
}

/** The bands of a number fact, in order: each from its lower bound up to, not with, its upper one. */
export interface NumberRange {
  readonly unit: string;
  readonly bands: readonly { readonly band: string; readonly from: number; readonly below: number }[];
}

export interface Fact {
  readonly id: string;
  readonly from: 'survivor' | 'staff' | 'record';
  readonly asked: 'always' | 'volunteered' | 'where-consent-is-sought';
  readonly question: string;
  readonly hint: string | null;
  readonly means: string;
  readonly values: readonly Value[];
  readonly number: NumberRange | null;
}

/** A condition with every named situation opened up and every counts-as already in its lists of values. */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'fact'; readonly fact: string; readonly values: readonly string[] }
  | { readonly kind: 'unknown'; readonly fact: string }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  /** Yes unless `of` is known to be yes: how an `unless` stands inside another condition. */
  | { readonly kind: 'not-known'; readonly of: Condition };

/** One line of a rule's `who` or `to`; the last may be the otherwise, whose condition is null. */
export interface Line<Choice> {
  readonly when: Condition | null;
  readonly gives: Choice;
}

export type ConsentState = 'not-needed' | 'given' | 'ask' | 'override';

/** How a rule labels consent. It holds no condition: presence is `when`'s alone. */
export interface ConsentRule {
  readonly fact: string;
  readonly unknown: 'ask' | 'not-needed';
  readonly basis: string | null;
  readonly mayBeOverridden: boolean;
}

export interface Rule {
  readonly name: string;
  readonly layer: 'council' | 'baseline';
  readonly says: string;
  readonly action: string;
  readonly strength: Strength;
  readonly when: Condition;
  /** Holds the rule back only where it is known to be yes. */
  readonly unless: Condition | null;
  readonly who: readonly Line<string>[];
  readonly to: readonly Line<readonly string[]>[];
  /** Services added to the `to` of the action's main rule. */
  readonly alsoTo: readonly string[];
  readonly by: string | null;
  readonly consent: ConsentRule | null;
  readonly cites: readonly string[];
}

export interface NeverRule {
  readonly name: string;
  readonly layer: 'council' | 'baseline';
  readonly says: string;
  readonly never: string;
  readonly when: Condition;
  readonly unless: Condition | null;
  readonly cites: readonly string[];
}

export interface Action {
  readonly id: string;
  readonly label: string;
  readonly means: string;
  readonly step: string;
  readonly does: string;
  /** How a list calls it at which others may glance, where the pack says. */
  readonly listed?: string | undefined;
}

export interface Service {
  readonly id: string;
  readonly label: string;
  readonly means: string;
  readonly serves: Condition | null;
  readonly phone: string | null;
  /** What the council's directory says of it; nothing where it has no entry there. */
  readonly contact?: ServiceContact;
}

export interface ServiceContact {
  /** The numbers for staff to ring. */
  readonly phones: readonly { readonly number: string; readonly label: string | null }[];
  /** Who checked them and when, or that nobody has: "from the policy of 2023, not yet checked". */
  readonly checked: string;
}

export interface Named {
  readonly id: string;
  readonly label: string;
  readonly means: string;
}

export interface Never extends Named {
  readonly why: string;
}

/**
 * A council's policy, compiled from core, baseline and pack: plain data, ready for the engine, the proofs
 * and the charts.
 */
export interface Policy {
  readonly council: string;
  readonly name: string;
  /** The version and the hash over core, baseline and pack, as saved advice and results name it. */
  readonly policyVersion: string;
  readonly facts: readonly Fact[];
  /** The safety facts, asked before any other, in this order. */
  readonly askFirst: readonly string[];
  /** Until this is known to be yes, no page puts a question that only the survivor can answer. */
  readonly safeToAsk: Condition;
  /** In the order of their steps, and then of the vocabulary. */
  readonly actions: readonly Action[];
  readonly steps: readonly Named[];
  readonly nevers: readonly Never[];
  readonly services: readonly Service[];
  readonly roles: readonly Named[];
  /** Earliest first. */
  readonly timings: readonly Named[];
  readonly bases: readonly Named[];
  readonly rules: readonly Rule[];
  readonly neverRules: readonly NeverRule[];
}

export interface Consent {
  readonly state: ConsentState;
  readonly basis: string | null;
}

/** What an action says of itself, beside its being there. */
export interface Terms {
  readonly strength: Strength;
  readonly who: string;
  readonly to: readonly string[];
  readonly by: string | null;
  readonly consent: Consent;
}

export interface AdvisedAction extends Terms {
  readonly action: string;
  readonly because: string;
  readonly clauses: readonly string[];
}

export interface PossibleAction {
  readonly action: string;
  readonly dependsOn: readonly string[];
}

export interface ListedNever {
  readonly never: string;
  readonly clauses: readonly string[];
}

export interface Question {
  readonly fact: string;
  readonly decides: readonly string[];
}

/** What `rowan pathway` prints for one situation: `src/pathway/command/` says what each key holds. */
export interface Advice {
  readonly council: string;
  readonly policyVersion: string;
  readonly actions: readonly AdvisedAction[];
  readonly possible: readonly PossibleAction[];
  readonly never: readonly ListedNever[];
  readonly ask: readonly Question[];
}
