import { sql } from 'kysely';
import type { ReferenceTx } from '../platform/database/index.ts';

// A type and not an interface: the query builder wants to look its columns up by name.
type Tables = {
  policy_version: {
    council: string;
    version: string;
    content_hash: string;
    in_force_from: string;
    in_force_to: string | null;
  };
  policy_proof: {
    council: string;
    content_hash: string;
    started_at: Date;
    finished_at: Date;
    invariants_proved: number;
    invariants_failed: number;
    situations_enumerated: number;
    agreed: boolean;
    failures: string[];
    seconds: number;
  };
};

export type PolicyVersion = Tables['policy_version'];
export type StoredProof = Tables['policy_proof'];

const tables = (tx: ReferenceTx) => tx.$extendTables<Tables>();

/** A version that is known already stays as it was written. */
export async function insertVersions(tx: ReferenceTx, versions: readonly PolicyVersion[]): Promise<void> {
  if (versions.length === 0) return;
  await tables(tx)
    .insertInto('policy_version')
    .values([...versions])
    .onConflict((conflict) => conflict.columns(['council', 'content_hash']).doNothing())
    .execute();
}

export async function insertProof(tx: ReferenceTx, proof: StoredProof): Promise<void> {
  await tables(tx).insertInto('policy_proof').values(proof).execute();
}

/** The latest proof of each policy that was ever proved. */
export function listLatestProofs(tx: ReferenceTx): Promise<StoredProof[]> {
  return tables(tx)
    .selectFrom('policy_proof')
    .distinctOn(['council', 'content_hash'])
    .select([
      'council',
      'content_hash',
      'started_at',
      'finished_at',
      'invariants_proved',
      'invariants_failed',
      // The driver gives whole numbers and fractions of this width as text.
      sql<number>`situations_enumerated::double precision`.as('situations_enumerated'),
      'agreed',
      'failures',
      sql<number>`seconds::double precision`.as('seconds'),
    ])
    .orderBy('council')
    .orderBy('content_hash')
    .orderBy('finished_at', 'desc')
    .execute();
}
