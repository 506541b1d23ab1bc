import { sql } from 'kysely';
import type { Database } from '../platform/database/index.ts';

/**
 * Whether nobody has ever worked with this database. Nobody sees a row without being somebody, so this asks
 * how large the tables are: one that was never written to has no page.
 */
export async function isUntouched(database: Database): Promise<boolean> {
  const { rows } = await database.withReferenceTx((tx) =>
    sql<{ untouched: boolean }>`
      select pg_relation_size('organisation') = 0 and pg_relation_size('audit_event') = 0 as untouched
    `.execute(tx),
  );
  return rows[0]?.untouched === true;
}
