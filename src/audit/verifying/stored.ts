import type { Seal } from '../seals/seal-note.ts';

/** A row of the audit, every field that its hash is made of, and the hash that stands with it. */
export interface StoredEvent {
  readonly eventId: string;
  readonly organisationId: string;
  readonly seq: number;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  readonly caseId: string | null;
  readonly staffId: string | null;
  readonly actingAs: string;
  readonly verb: string;
  readonly reasonCommitment: Buffer | null;
  /** When, in millionths of a second since 1970. */
  readonly micros: number;
  readonly reference: string;
  readonly casesShown: readonly string[];
}

/** One of a chain, with what the chain's head said when it was read. */
export interface StoredRow {
  readonly chain: string;
  /** By which people know the case. */
  readonly caseReference: string | null;
  readonly head: { readonly seq: number; readonly hash: Buffer } | null;
  /** Null where of a chain the head alone is left. */
  readonly event: StoredEvent | null;
}

/** Where an audit is read from: a database, or the folder of an export. */
export interface AuditSource {
  /** In the order of their numbers. They are read before the rows, which may grow meanwhile. */
  seals(): AsyncIterable<Seal> | Iterable<Seal>;
  /** Those of a chain in one piece, in the order in which they stand. */
  rows(): AsyncIterable<StoredRow>;
}

/** Something that is not as it was written. */
export interface Fault {
  readonly kind:
    | 'changed'
    | 'removed'
    | 'put in'
    | 'reordered'
    | 'truncated'
    | 'written anew'
    | 'head'
    | 'seal';
  /** The chain, and the first of its rows that it is about; of a seal, its number. */
  readonly chain?: string;
  readonly at: number;
  /** Where only this can be known: it is one of the rows from the first to this one. */
  readonly to?: number;
  readonly sentence: string;
}
