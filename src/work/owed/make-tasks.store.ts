import { sql } from 'kysely';
import type { ActTx } from '../../platform/database/index.ts';

interface Row {
  readonly taskId: string;
  readonly action: string;
  readonly label: string;
  readonly role: string;
  readonly timing: string;
  /** ISO 8601, or null. */
  readonly due: string | null;
  /** Whose it is by nature: the recorder's, their manager's, or a holder's of the role. */
  readonly falls: 'to-recorder' | 'to-manager' | 'to-holder';
}

interface Where {
  readonly caseId: string;
  readonly organisationId: string;
  readonly adviceId: string;
  readonly recordedBy: string;
  readonly now: Date;
}

/**
 * Writes the tasks in one statement. Nothing is returned of the rows themselves: who recorded a case that
 * others have opened may add to it, and does not see what they owe.
 */
export async function insertTasks(tx: ActTx, where: Where, rows: readonly Row[]): Promise<number> {
  const { caseId, organisationId, adviceId, recordedBy, now } = where;
  const { numAffectedRows } = await sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as w (
          "taskId" uuid, action text, label text, role text, timing text, due timestamptz, falls text
        )
    ), before as (
      select a.result from advice as a
      where a.case_id = ${caseId} and a.advice_id <> ${adviceId}
      order by a.given_at desc, a.advice_id desc limit 1
    ), holder as (${listHolders(caseId, organisationId)}
    ), owner as (
      select w.*, case w.falls
        when 'to-recorder' then ${recordedBy}::uuid
        when 'to-manager' then (select manager_id from staff where staff_id = ${recordedBy}::uuid)
        else (
          -- The one holder in the case, or else the council's only one, who joins it.
          select case
            when count(*) filter (where is_in) = 1 then (array_agg(staff_id) filter (where is_in))[1]
            when count(*) = 1 and rowan_private.sees_whole_case(${caseId}) then (array_agg(staff_id))[1]
          end
          from holder where role = w.role
        )
      end as owner_id
      from wanted as w
    )
    insert into task (
      task_id, organisation_id, case_id, action, label, made_from, owner_role, owner_id, due_at, timing,
      created_at
    )
    select o."taskId", ${organisationId}::uuid, ${caseId}::uuid, o.action,
      o.label || ', case ' || (select reference from case_record where case_id = ${caseId}),
      ${adviceId}::uuid, o.role,
      case when rowan_private.may_join(${caseId}, o.owner_id) then o.owner_id end,
      o.due, o.timing, ${now}::timestamptz
    from owner as o
    where not exists (
      select from task as known
      where known.case_id = ${caseId} and known.action = o.action and (
        known.done_at is null
        or exists (select from before where before.result -> 'actions' @> jsonb_build_array(
          jsonb_build_object('action', o.action)
        ))
      )
    )
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Who holds the roles that are wanted, and whether they are in the case. */
const listHolders = (caseId: string, organisationId: string) => sql`
      select distinct r.role, r.staff_id, (
        r.role = o.receives_role
        or exists (
          select from case_team as t
          where t.case_id = ${caseId} and t.staff_id = r.staff_id and t.removed_at is null
        )
        or r.staff_id = (
          select l.staff_id from case_lead as l where l.case_id = ${caseId}
          order by l.case_lead_id desc limit 1
        )
      ) as is_in
      from staff_role as r join organisation as o on o.organisation_id = r.organisation_id
      where r.organisation_id = ${organisationId} and r.ended_at is null
        and r.role in (select role from wanted) and rowan_private.may_join(${caseId}, r.staff_id)
`;
