import { sql } from 'kysely';
import type { ViewerTx } from '../platform/database/index.ts';
import type { TaskStep } from '../work/index.ts';

/** A concern or a case as every page of it needs it. */
export interface CaseRow {
  readonly caseId: string;
  readonly reference: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly service: string;
  readonly situation: string;
  readonly danger: boolean | null;
  readonly dangerSaidAt: Date;
  readonly openedBy: string | null;
  readonly openedAt: Date | null;
  readonly leadId: string | null;
  readonly isClosed: boolean;
  /** Whether the newest word to the recorder was a question that has not been answered. */
  readonly isAsked: boolean;
}

export async function readCase(tx: ViewerTx, caseId: string): Promise<CaseRow | undefined> {
  const { rows } = await sql<CaseRow>`
    select c.case_id as "caseId", c.reference, c.recorded_by as "recordedBy", c.recorded_at as "recordedAt",
      c.service, c.situation, c.danger,
      coalesce(c.danger_said_at, c.recorded_at) as "dangerSaidAt",
      rowan_private.is_closed(c.case_id) as "isClosed", o.opened_by as "openedBy", o.opened_at as "openedAt",
      (select l.staff_id from case_lead as l where l.case_id = c.case_id
        order by l.case_lead_id desc limit 1) as "leadId",
      coalesce((select s.kind = 'asked-back' from concern_step as s
        where s.case_id = c.case_id and s.kind in ('asked-back', 'answered')
        order by s.at desc, s.concern_step_id desc limit 1), false) as "isAsked"
    from case_record as c left join case_opening as o on o.case_id = c.case_id
    where c.case_id = ${caseId}
  `.execute(tx);
  return rows[0];
}

/** What may have happened, by the names that the tables give it. */
export type EventKind =
  | 'recorded'
  | 'sent'
  | 'accepted'
  | 'asked-back'
  | 'answered'
  | 'handed-on'
  | 'climbed'
  | 'opened'
  | 'lead'
  | 'team'
  | 'team-left'
  | 'advice'
  | 'note'
  | 'correction'
  | 'person'
  | 'person-removed'
  | 'contact'
  | 'contact-told'
  | 'closed'
  | 'reopened'
  | `task-${TaskStep['kind']}`;

export interface Event {
  readonly at: Date;
  readonly kind: EventKind;
  readonly by: string | null;
  readonly to: string | null;
  /** Of a task: the action that it asks for. */
  readonly about: string | null;
}

/** What happened in a case, newest first, as far as the viewer may see. Words stand in the notes alone. */
export async function readTimeline(tx: ViewerTx, caseId: string, limit: number): Promise<readonly Event[]> {
  const { rows } = await sql<Event>`
    select at, kind, by, "to", about from (
      select recorded_at as at, 'recorded' as kind, recorded_by as by, null::uuid as "to",
          null::text as about
        from case_record where case_id = ${caseId}
      union all select at, kind, by_staff, to_staff, null from concern_step where case_id = ${caseId}
      union all select opened_at, 'opened', opened_by, null, null from case_opening where case_id = ${caseId}
      union all select from_at, 'lead', set_by, staff_id, null from case_lead where case_id = ${caseId}
      union all select added_at, 'team', added_by, staff_id, null from case_team where case_id = ${caseId}
      union all select removed_at, 'team-left', null, staff_id, null from case_team
        where case_id = ${caseId} and removed_at is not null
      union all select given_at, 'advice', given_to, null, null from advice where case_id = ${caseId}
      union all select written_at, case when corrects is null then 'note' else 'correction' end,
        written_by, null, null from note where case_id = ${caseId}
      union all select s.at, 'task-' || s.kind, s.by_staff, s.to_staff, t.action
        from task_step as s join task as t on t.task_id = s.task_id where s.case_id = ${caseId}
      union all select added_at, 'person', added_by, null, null from case_person where case_id = ${caseId}
      union all select removed_at, 'person-removed', removed_by, null, null from case_person
        where case_id = ${caseId} and removed_at is not null
      union all select written_at, case when told then 'contact-told' else 'contact' end,
        written_by, null, null from safe_contact
        where case_id = ${caseId}
      union all select at, kind, by_staff, null, null from case_closing where case_id = ${caseId}
    ) as happened
    order by at desc limit ${limit}
  `.execute(tx);
  return rows;
}
