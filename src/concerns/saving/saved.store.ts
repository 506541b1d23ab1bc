import { sql } from 'kysely';
import type { ViewerTx } from '../../platform/database/index.ts';

export interface SavedRow {
  readonly reference: string;
  readonly danger: boolean | null;
  readonly recorded_at: Date;
  readonly is_case: boolean;
  /** The pack's name for the role that receives concerns. */
  readonly receives_role: string;
  readonly told: readonly string[];
  /** Those of information governance who may know, where nobody else at work answers for it; else null. */
  readonly governance: readonly string[] | null;
}

export interface SavedTask {
  readonly action: string;
  readonly owner_role: string;
  readonly is_own: boolean;
  readonly due_at: Date | null;
  readonly timing: string;
}

/** What the viewer recorded themselves, as it was sent. */
export async function readSaved(tx: ViewerTx, caseId: string): Promise<SavedRow | undefined> {
  const { rows } = await sql<SavedRow>`
    select c.reference, c.danger, c.recorded_at, o.receives_role,
      exists (select from case_opening as opening where opening.case_id = c.case_id) as is_case,
      array(
        select s.to_staff from concern_step as s
        where s.case_id = c.case_id and s.kind = 'sent' and s.by_staff = c.recorded_by
          and s.to_staff is not null
      )::text[] as told,
      case when rowan_private.is_alone_with(c.case_id) then array(
        select r.staff_id from staff_role as r
        where r.organisation_id = c.organisation_id and r.role = 'information-governance'
          and r.ended_at is null and r.staff_id <> c.recorded_by
          and rowan_private.may_join(c.case_id, r.staff_id)
      )::text[] end as governance
    from case_record as c join organisation as o on o.organisation_id = c.organisation_id
    where c.case_id = ${caseId} and c.recorded_by = rowan_private.viewer()
  `.execute(tx);
  return rows[0];
}

export async function readSavedTasks(tx: ViewerTx, caseId: string): Promise<readonly SavedTask[]> {
  const { rows } = await sql<SavedTask>`
    select action, owner_role, coalesce(owner_id = rowan_private.viewer(), false) as is_own, due_at, timing
    from task
    where case_id = ${caseId} and done_at is null order by due_at nulls last, task_id limit 50
  `.execute(tx);
  return rows;
}
