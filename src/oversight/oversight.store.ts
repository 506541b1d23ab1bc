import { sql } from 'kysely';
import type { ViewerTx } from '../platform/database/index.ts';

export interface LookedAt {
  readonly caseId: string;
  readonly reference: string;
  readonly lastAt: Date;
  readonly looks: number;
  readonly people: number;
}

/** The cases of the newest looks, the newest first. */
export async function readLookedAt(tx: ViewerTx, looks: number): Promise<readonly LookedAt[]> {
  const { rows } = await sql<LookedAt>`
    with newest as (
      select case_id, staff_id, at from audit_event
      where organisation_id = rowan_private.viewer_organisation() and case_id is not null
      order by at desc limit ${looks}
    ), counted as (
      select case_id, max(at) as last_at, count(*)::integer as looks,
        count(distinct staff_id)::integer as people
      from newest group by case_id
    )
    select counted.case_id as "caseId", known.reference, counted.last_at as "lastAt", counted.looks,
      counted.people
    from counted
    join rowan_private.references_of(array(select case_id from counted)) as known
      on known.case_id = counted.case_id
    order by counted.last_at desc
  `.execute(tx);
  return rows;
}

export async function findByReference(tx: ViewerTx, reference: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`
    select rowan_private.case_by_reference(${reference}) as id
  `.execute(tx);
  return rows[0]?.id ?? undefined;
}

/** Undefined for a case that is not there for the viewer's audits. */
export async function readReference(tx: ViewerTx, caseId: string): Promise<string | undefined> {
  const { rows } = await sql<{ reference: string }>`
    select reference from rowan_private.references_of(array[${caseId}::uuid])
  `.execute(tx);
  return rows[0]?.reference;
}
