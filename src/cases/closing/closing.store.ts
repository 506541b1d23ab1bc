import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';

/** Closing a case, or opening it again. */
export interface ClosingRow {
  readonly closingId: string;
  readonly kind: 'closed' | 'reopened';
  readonly by: string;
  readonly at: Date;
  readonly whyCipher: Buffer;
  /** Why it was closed although somebody was in danger. */
  readonly overDangerCipher: Buffer | null;
}

/** The newest of them, where the viewer may read it: it says whether the case is closed, and why. */
export async function readNewestClosing(tx: ViewerTx, caseId: string): Promise<ClosingRow | undefined> {
  const { rows } = await sql<ClosingRow>`
    select case_closing_id as "closingId", kind, by_staff as by, at, why_cipher as "whyCipher",
      over_danger_cipher as "overDangerCipher"
    from case_closing where case_id = ${caseId} order by at desc, case_closing_id desc limit 1
  `.execute(tx);
  return rows[0];
}

export async function insertClosing(tx: ActTx, caseId: string, row: ClosingRow): Promise<void> {
  await sql`
    insert into case_closing (case_closing_id, case_id, kind, by_staff, at, why_cipher, over_danger_cipher)
    values (${row.closingId}, ${caseId}, ${row.kind}, ${row.by}, ${row.at}, ${row.whyCipher},
      ${row.overDangerCipher})
  `.execute(tx);
}

export interface ClosedCase {
  readonly caseId: string;
  readonly reference: string;
  readonly closedAt: Date;
  readonly closedBy: string;
}

/** Closed cases that the viewer sees whole, those closed last first. */
export async function readClosedCases(
  tx: ViewerTx,
  after: { readonly at: Date; readonly caseId: string } | undefined,
  limit: number,
): Promise<readonly ClosedCase[]> {
  const next =
    after === undefined ? sql`true` : sql`(x.at, x.case_id) < (${after.at}, ${after.caseId}::uuid)`;
  const { rows } = await sql<ClosedCase>`
    select c.case_id as "caseId", c.reference, x.at as "closedAt", x.by_staff as "closedBy"
    from case_closing as x join case_record as c on c.case_id = x.case_id
    where x.kind = 'closed' and ${next} and x.case_id in (select rowan_private.my_case_ids())
      and not exists (
        select from case_closing as newer where newer.case_id = x.case_id
          and (newer.at, newer.case_closing_id) > (x.at, x.case_closing_id)
      )
    order by x.at desc, x.case_id desc limit ${limit}
  `.execute(tx);
  return rows;
}
