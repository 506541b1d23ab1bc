import { sql } from 'kysely';
import type { ViewerTx } from '../../platform/database/index.ts';

/** A case, and whoever leaves it behind. */
export interface LeftBehind {
  readonly staffId: string;
  /** The first day on which they are gone. */
  readonly leftOn: string;
  readonly isGone: boolean;
  readonly caseId: string;
  readonly reference: string;
  readonly leads: boolean;
  /** How many tasks of the case are still theirs. */
  readonly tasks: number;
}

/**
 * Cases that somebody who leaves, or has left, still leads, and those in which a task is theirs: as far as
 * the viewer hands them on, because they manage the leader or receive concerns.
 *
 * @param of one colleague's alone
 */
export async function readLeftBehind(
  tx: ViewerTx,
  limit: number,
  of: string | null = null,
): Promise<readonly LeftBehind[]> {
  const { rows } = await sql<LeftBehind>`
    with leaver as materialized (
      select staff_id, left_on from staff
      where left_on is not null and (${of}::uuid is null or staff_id = ${of}::uuid)
    ), mine as materialized (
      select rowan_private.my_case_ids(array['receiver', 'manager']) as case_id
    ), left_behind as (
      select leaver.staff_id, leaver.left_on, c.case_id, c.reference,
        leaver.staff_id = (
          select l.staff_id from case_lead as l
          where l.case_id = c.case_id order by l.case_lead_id desc limit 1
        ) as leads,
        (
          select count(*)::integer from task as t
          where t.case_id = c.case_id and t.owner_id = leaver.staff_id and t.done_at is null
        ) as tasks
      from leaver
      join case_record as c on c.case_id in (
        select l.case_id from case_lead as l where l.staff_id = leaver.staff_id
        union
        select t.case_id from task as t where t.owner_id = leaver.staff_id and t.done_at is null
      )
      where c.case_id in (select mine.case_id from mine) and not rowan_private.is_closed(c.case_id)
    )
    select staff_id as "staffId", left_on::text as "leftOn", left_on <= current_date as "isGone",
      case_id as "caseId", reference, coalesce(leads, false) as leads, tasks
    from left_behind where leads or tasks > 0
    order by left_on, staff_id, case_id limit ${limit}
  `.execute(tx);
  return rows;
}
