import { sql } from 'kysely';
import type { ViewerTx } from '../../platform/database/index.ts';

/** Whether the viewer manages somebody whose reading was unusual, and nobody has closed that yet. */
export async function readManagesUnusual(tx: ViewerTx): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (
      select from staff as s join unusual_reading as r on r.staff_id = s.staff_id
      where s.manager_id = rowan_private.viewer() and not exists (
        select from unusual_reading_step as closing
        where closing.unusual_reading_id = r.unusual_reading_id and closing.kind = 'closed'
      )
    ) as is
  `.execute(tx);
  return rows[0]?.is === true;
}
