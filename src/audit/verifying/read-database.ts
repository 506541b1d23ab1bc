import type { Ask } from '../asking.ts';
import { readSealsAfter } from '../seals/seal.store.ts';
import type { AuditSource, StoredRow } from './stored.ts';

const SEALS_AT_ONCE = 50;
const ROWS_AT_ONCE = 5000;

interface EventRow {
  readonly event_id: string;
  readonly organisation_id: string;
  readonly chain: string;
  readonly seq: string;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  readonly case_id: string | null;
  readonly staff_id: string | null;
  readonly acting_as: string;
  readonly verb: string;
  readonly reason_commitment: Buffer | null;
  readonly micros: string;
  readonly reference: string;
  readonly cases_shown: readonly string[];
  readonly head_seq: string | null;
  readonly head_hash: Buffer | null;
  readonly case_reference: string | null;
}

/** The audit of a database, in pieces, so that one of any size is read. */
export function readDatabase(ask: Ask): AuditSource {
  return {
    seals: async function* () {
      for (let last = 0; ; ) {
        const seals = await readSealsAfter(ask, last, SEALS_AT_ONCE);
        yield* seals;
        if (seals.length < SEALS_AT_ONCE) return;
        last = seals.at(-1)?.number ?? last;
      }
    },
    rows: async function* () {
      for (let [chain, seq] = ['', 0]; ; ) {
        const rows = (await ask('select * from rowan_private.audit_after($1, $2, $3)', [
          chain,
          seq,
          ROWS_AT_ONCE,
        ])) as readonly EventRow[];
        for (const row of rows) yield readEventRow(row);
        if (rows.length < ROWS_AT_ONCE) break;
        [chain, seq] = [rows.at(-1)?.chain ?? '', Number(rows.at(-1)?.seq)];
      }
      const left = (await ask('select * from rowan_private.emptied_chains()', [])) as readonly EmptiedRow[];
      for (const { chain, seq, hash } of left)
        yield { chain, caseReference: null, head: { seq: Number(seq), hash }, event: null };
    },
  };
}

interface EmptiedRow {
  readonly chain: string;
  readonly seq: string;
  readonly hash: Buffer;
}

function readEventRow(row: EventRow): StoredRow {
  const { head_seq: headSeq, head_hash: headHash } = row;
  return {
    chain: row.chain,
    caseReference: row.case_reference,
    head: headSeq === null || headHash === null ? null : { seq: Number(headSeq), hash: headHash },
    event: {
      eventId: row.event_id,
      organisationId: row.organisation_id,
      seq: Number(row.seq),
      previousHash: row.previous_hash,
      hash: row.hash,
      caseId: row.case_id,
      staffId: row.staff_id,
      actingAs: row.acting_as,
      verb: row.verb,
      reasonCommitment: row.reason_commitment,
      micros: Number(row.micros),
      reference: row.reference,
      casesShown: row.cases_shown,
    },
  };
}
