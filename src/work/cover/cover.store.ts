import { sql } from 'kysely';
import type { Cover } from '../../councils/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';

export interface CoverRow {
  readonly coverId: string;
  readonly absent: string;
  readonly covering: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Whether the viewer may end it: it is theirs, or of somebody they manage. */
  readonly isOwn: boolean;
}

/** Whether the same colleague stands in for all of that time already: a form that was sent twice. */
export async function isCovered(tx: ViewerTx, cover: Cover): Promise<boolean> {
  const { absent, covering, startsAt, endsAt } = cover;
  const { rows } = await sql`
    select from cover
    where absent_staff_id = ${absent} and covering_staff_id = ${covering}
      and starts_at <= ${startsAt} and ends_at >= ${endsAt}
  `.execute(tx);
  return rows.length > 0;
}

/** Whether nobody of a team that never leads a case would stand in for somebody who may. */
export async function mayStandIn(tx: ViewerTx, { absent, covering }: Cover): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select rowan_private.never_leads(${absent}) or not rowan_private.never_leads(${covering}) as may
  `.execute(tx);
  return rows[0]?.may === true;
}

/** Whether it is there and the viewer's to end, though it may have ended. */
export async function mayEndCover(tx: ViewerTx, coverId: string): Promise<boolean> {
  const { rows } = await sql`
    select from cover where cover_id = ${coverId} and (
      absent_staff_id = rowan_private.acting_staff() or rowan_private.manages(absent_staff_id)
    )
  `.execute(tx);
  return rows.length > 0;
}

/** Cover that lasts or is to come: of the viewer, of those they manage, and by the viewer. */
export async function readCovers(tx: ViewerTx, now: Date): Promise<readonly CoverRow[]> {
  const { rows } = await sql<CoverRow>`
    select * from (
      select c.cover_id as "coverId", c.absent_staff_id as absent, c.covering_staff_id as covering,
        c.starts_at as "startsAt", c.ends_at as "endsAt",
        c.absent_staff_id = me.id or rowan_private.manages(c.absent_staff_id) as "isOwn"
      from cover as c, (select rowan_private.acting_staff()) as me (id)
      where c.ends_at > ${now} and c.ends_at > c.starts_at
    ) as shown
    where shown."isOwn" or shown.covering = rowan_private.acting_staff()
    order by shown."startsAt", shown."coverId"
  `.execute(tx);
  return rows;
}
