import type { LoadedPolicy } from '../pathway/packs/index.ts';
import type { ProofReport } from '../pathway/proofs/index.ts';
import { type Database, DatabaseAway } from '../platform/database/index.ts';
import { insertProof, insertVersions, listLatestProofs, type StoredProof } from './policy.store.ts';

/** Keeps which versions were ever loaded, each once. No person acts here, and none is written of. */
export function recordPolicyVersions(database: Database, policies: readonly LoadedPolicy[]): Promise<void> {
  const versions = policies.map(({ council, version, contentHash, words }) => ({
    council,
    version,
    content_hash: contentHash,
    in_force_from: words['in-force'].from,
    in_force_to: words['in-force'].to ?? null,
  }));
  return database.withReferenceTx((tx) => insertVersions(tx, versions));
}

/** A finished proof of one policy. `finishedAt` is when the report came. */
export interface FinishedProof {
  readonly contentHash: string;
  readonly report: ProofReport;
  readonly finishedAt: Date;
}

/** Keeps what was proved, whether it held or not. */
export function storeProof(
  database: Database,
  { contentHash, report, finishedAt }: FinishedProof,
): Promise<void> {
  const started = new Date(finishedAt.getTime() - report.seconds * 1000);
  return database.withReferenceTx((tx) =>
    insertProof(tx, {
      council: report.council,
      content_hash: contentHash,
      started_at: started,
      finished_at: finishedAt,
      invariants_proved: report.invariantsProved,
      invariants_failed: report.invariants - report.invariantsProved,
      situations_enumerated: report.situationsEnumerated,
      agreed: report.agreed,
      failures: report.failures.map(({ sentence }) => sentence),
      seconds: report.seconds,
    }),
  );
}

export type LatestProofs = ReadonlyMap<string, StoredProof>;

/** The latest proof of each policy by its content hash; null while the database is away. */
export async function readLatestProofs(database: Database): Promise<LatestProofs | null> {
  try {
    const proofs = await database.withReferenceTx(listLatestProofs);
    return new Map(proofs.map((proof) => [proof.content_hash, proof]));
  } catch (error) {
    if (error instanceof DatabaseAway) return null;
    throw error;
  }
}
