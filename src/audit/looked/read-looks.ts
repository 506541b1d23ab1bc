import { sql } from 'kysely';
import type { ViewerTx } from '../../platform/database/index.ts';

export interface Looked {
  readonly at: Date;
  readonly staffId: string | null;
  readonly actingAs: string;
  readonly verb: string;
}

/** The audit of a case, newest first, as far as the viewer may read it. */
export async function readLooks(tx: ViewerTx, caseId: string, limit: number): Promise<readonly Looked[]> {
  const { rows } = await sql<Looked>`
    select at, staff_id as "staffId", acting_as as "actingAs", verb from audit_event
    where case_id = ${caseId} order by seq desc limit ${limit}
  `.execute(tx);
  return rows;
}
