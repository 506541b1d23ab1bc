import type { Condition, Named } from '../../engine/index.ts';
import type { people } from '../schema/directory.schema.ts';
import type { GuidanceText } from '../schema/guidance.schema.ts';

/** What staff look things up in, beside the rules: services, signs, and words for the conversation. */
export interface Handbook {
  /** Null where the pack has no such file. */
  readonly directory: Directory | null;
  readonly signs: readonly SignKind[];
  readonly guidance: readonly Guidance[];
  readonly language: readonly LanguageAdvice[];
}

export type Person = (typeof people)[number];

export interface Directory {
  /** All that the core has, in its order. */
  readonly needs: readonly Named[];
  readonly places: readonly Place[];
  /** In the order in which they are shown. */
  readonly entries: readonly DirectoryEntry[];
  /** A service of the pack's words to the entry that has another name. */
  readonly foundAt: ReadonlyMap<string, string>;
}

export interface Place {
  readonly id: string;
  readonly label: string;
  /** The places around it, the nearest first: what works there works here as well. */
  readonly around: readonly string[];
}

export interface DirectoryEntry {
  readonly id: string;
  readonly label: string;
  readonly means: string;
  readonly foundAs: readonly string[];
  readonly needs: readonly string[];
  readonly people: readonly Person[];
  /** Null where it takes everybody. */
  readonly serves: Condition | null;
  readonly places: readonly string[];
  readonly phones: readonly Phone[];
  readonly web: readonly { readonly address: string; readonly isConfirmed: boolean }[];
  readonly email: readonly string[];
  readonly referral: string | null;
  readonly from: readonly Origin[];
  readonly hoursFrom: { readonly title: string; readonly publisher: string; readonly read: string } | null;
  readonly checked: { readonly name: string; readonly date: string } | null;
  readonly disagreements: readonly Disagreement[];
  /** Why it is suggested to nobody; null for every other entry. */
  readonly neverBecause: string | null;
}

export interface Phone {
  readonly number: string;
  readonly label: string | null;
  readonly hours: Hours;
  readonly people: readonly Person[];
  /** A number that is not is shown with its source, and is none to ring. */
  readonly isConfirmed: boolean;
}

export type Hours =
  | { readonly kind: 'always' }
  | { readonly kind: 'not-known' }
  | {
      /** `outside`: at all other times, bank holidays among them. */
      readonly kind: 'times' | 'outside';
      readonly times: readonly Span[];
      readonly onBankHolidays: boolean;
      /** The document says office hours, and the council's own are taken for them. */
      readonly isAssumed: boolean;
    };

/** Minutes since midnight. */
export interface Span {
  readonly days: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** A clause of a document: of this council's, or of another's. */
export interface Origin {
  readonly clause: string;
  /** "Example Council, Domestic Abuse Policy". */
  readonly document: string;
  readonly year: number;
  /** Null where the council whose clause it is is not here, or the source is a national one. */
  readonly council: string | null;
  /** "Appendix 1"; null where the clause is not here. */
  readonly where: string | null;
}

export interface Disagreement extends Origin {
  readonly says: string;
  readonly question: string | null;
}

export interface SignKind {
  readonly id: string;
  readonly label: string;
  readonly means: string;
  readonly about: 'survivor' | 'perpetrator';
  readonly clause: string;
  readonly signs: readonly { readonly id: string; readonly says: string; readonly line: number | null }[];
}

export type Guidance = GuidanceText['guidance'][number];

export interface LanguageAdvice {
  readonly clause: string;
  readonly avoid: readonly string[];
  readonly prefer: readonly string[];
  readonly says: string;
}
