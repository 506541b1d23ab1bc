import { sql } from 'kysely';
import type { ActTx } from './transactions.ts';

/**
 * Acts on one thing wait for each other until they end, so that a form that is sent twice at once finds what
 * it did a moment ago. What an act rests on is read after this.
 *
 * @param id of the case, or of whom or what else it is about
 */
export async function takeTurns(tx: ActTx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx);
}
