import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import type { Id, ViewerId } from '../../platform/ids.ts';

export type CaseId = Id<'case'>;

export interface NewRecord {
  readonly caseId: CaseId;
  readonly organisationId: string;
  readonly recordedBy: ViewerId;
  readonly recordedAt: Date;
  readonly service: string;
  readonly situation: string;
  readonly danger: boolean | null;
  /** The draft that it was made of: one draft makes one record. */
  readonly draftId: string;
}

/** @returns the reference that the database chose */
export async function insertRecord(tx: ActTx, row: NewRecord): Promise<string> {
  const { rows } = await sql<{ reference: string }>`
    insert into case_record
      (case_id, organisation_id, recorded_by, recorded_at, service, situation, danger, idempotency)
    values (${row.caseId}, ${row.organisationId}, ${row.recordedBy}, ${row.recordedAt}, ${row.service},
      ${row.situation}, ${row.danger}, ${row.draftId})
    returning reference
  `.execute(tx);
  const [made] = rows;
  if (made === undefined) throw new Error('The record was not written.');
  return made.reference;
}

/** The record that was made of a draft of the viewer's own. */
export async function findRecordOfDraft(tx: ViewerTx, draftId: string): Promise<CaseId | undefined> {
  const { rows } = await sql<{ case_id: CaseId }>`
    select case_id from case_record
    where recorded_by = rowan_private.viewer() and idempotency = ${draftId}
  `.execute(tx);
  return rows[0]?.case_id;
}

export async function insertSigns(
  tx: ActTx,
  caseId: CaseId,
  seenBy: ViewerId,
  signs: readonly string[],
  at: Date,
): Promise<void> {
  if (signs.length === 0) return;
  await sql`insert into sign_seen (case_id, sign, seen_by, recorded_at)
    select ${caseId}, sign, ${seenBy}, ${at} from unnest(${signs}::text[]) as seen (sign)`.execute(tx);
}

/** The service of the viewer's own team. */
export async function readOwnService(tx: ViewerTx): Promise<string | undefined> {
  const { rows } = await sql<{ service: string }>`
    select t.service from staff as s join team as t on t.team_id = s.team_id
    where s.staff_id = rowan_private.viewer()
  `.execute(tx);
  return rows[0]?.service;
}

/**
 * Those who receive concerns, and those who cover for them now, without anybody who is shut out of this one,
 * and without the viewer.
 */
export async function listReceivers(tx: ViewerTx, caseId: CaseId): Promise<readonly ViewerId[]> {
  const { rows } = await sql<{ staff_id: ViewerId }>`
    with holder as (
      select r.staff_id from staff_role as r
      join organisation as o on o.organisation_id = r.organisation_id and o.receives_role = r.role
      where r.ended_at is null
    )
    select staff_id from (
      select staff_id from holder
      union
      select c.covering_staff_id from cover as c join holder on holder.staff_id = c.absent_staff_id
      where now() >= c.starts_at and now() < c.ends_at
    ) as told
    where staff_id <> rowan_private.viewer() and rowan_private.may_join(${caseId}, staff_id)
  `.execute(tx);
  return rows.map((row) => row.staff_id);
}

/** The viewer's manager, where the concern is not one that they must not see. */
export async function findManager(tx: ViewerTx, caseId: CaseId): Promise<ViewerId | undefined> {
  const { rows } = await sql<{ manager_id: ViewerId }>`
    select manager_id from staff
    where staff_id = rowan_private.viewer() and manager_id is not null
      and rowan_private.may_join(${caseId}, manager_id)
  `.execute(tx);
  return rows[0]?.manager_id;
}

/** Each step of a concern's way is a row; without a recipient it waits on the list of those who receive. */
export async function insertSent(
  tx: ActTx,
  row: { stepId: string; caseId: CaseId; bySelf: ViewerId; to: ViewerId | null; at: Date },
): Promise<void> {
  await sql`insert into concern_step (concern_step_id, case_id, kind, by_staff, to_staff, at)
    values (${row.stepId}, ${row.caseId}, 'sent', ${row.bySelf}, ${row.to}, ${row.at})`.execute(tx);
}
