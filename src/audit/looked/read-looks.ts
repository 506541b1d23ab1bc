import { sql } from 'kysely';
import type { ViewerTx } from '../../platform/database/index.ts';

export interface Looked {
  readonly at: Date;
  readonly staffId: string | null;
  readonly actingAs: string;
  readonly verb: string;
  /** How often within the hour. */
  readonly times: number;
  /** The number of the newest of them in the chain of the case. */
  readonly seq: string;
}

/**
 * The audit of a case, newest first, as far as the viewer may read it. What one person did often within an
 * hour is one row: nobody pushes a look out of sight by loading a page again and again.
 *
 * @param before the number in the chain before which to begin; null for the newest
 */
export async function readLooks(
  tx: ViewerTx,
  caseId: string,
  limit: number,
  before: string | null = null,
): Promise<readonly Looked[]> {
  const { rows } = await sql<Looked>`
    select max(at) as at, staff_id as "staffId", acting_as as "actingAs", verb, count(*)::int as times,
      max(seq)::text as seq
    from audit_event where case_id = ${caseId}
    group by staff_id, acting_as, verb, date_trunc('hour', at)
    having ${before}::bigint is null or max(seq) < ${before}::bigint
    order by max(seq) desc limit ${limit}
  `.execute(tx);
  return rows;
}
