import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import type { MessageRow } from './told.rules.ts';

/** Nobody is told who is shut out of the case, and nobody of what they do themselves. */
export async function insertMessages(
  tx: ActTx,
  message: {
    readonly organisationId: Viewer['organisationId'];
    readonly to: readonly string[];
    readonly kind: string;
    readonly caseId: string | null;
    readonly at: Date;
    readonly isForCover: boolean;
  },
): Promise<void> {
  const { organisationId, to, kind, caseId, at, isForCover } = message;
  await sql`
    insert into message (message_id, organisation_id, to_staff, kind, about_case, created_at)
    select uuidv7(), ${organisationId}::uuid, staff_id, ${kind}, ${caseId}::uuid, ${at}::timestamptz
    from (
      select staff_id from unnest(${to}::uuid[]) as named (staff_id)
      union
      select c.covering_staff_id from cover as c
      where ${isForCover} and c.absent_staff_id = any(${to}::uuid[])
        and c.starts_at <= now() and now() < c.ends_at
    ) as told
    where staff_id <> rowan_private.viewer()
      and (${caseId}::uuid is null or rowan_private.may_join(${caseId}::uuid, staff_id))
  `.execute(tx);
}

/** What the viewer was told and has not marked as seen, the newest first, and how much there is of it. */
export async function readUnseen(
  tx: ViewerTx,
  limit: number,
): Promise<{ readonly rows: readonly MessageRow[]; readonly count: number }> {
  const { rows } = await sql<MessageRow & { count: number }>`
    select m.message_id as "messageId", m.kind, m.created_at as "createdAt", m.about_case as "caseId",
      c.reference, m.about_staff as "aboutStaff", (count(*) over ())::integer as count
    from message as m
    left join case_record as c on c.case_id = m.about_case and c.organisation_id = m.organisation_id
    where m.to_staff = rowan_private.viewer() and m.read_at is null
    order by m.created_at desc, m.message_id
    limit ${limit}
  `.execute(tx);
  return { rows, count: rows[0]?.count ?? 0 };
}

/** How many there were to mark. */
export async function markSeen(tx: ActTx, messageIds: readonly string[], at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update message set read_at = ${at}
    where message_id = any(${messageIds}::uuid[]) and to_staff = rowan_private.viewer() and read_at is null
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
