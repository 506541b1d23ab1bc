import { CompiledQuery } from 'kysely';
import type { ReferenceTx } from '../platform/database/index.ts';

/** Asks the database one thing, as whoever may call the functions that are named in it. */
export type Ask = (statement: string, values: readonly unknown[]) => Promise<readonly unknown[]>;

export function askIn(tx: ReferenceTx): Ask {
  return async (statement, values) => (await tx.executeQuery(CompiledQuery.raw(statement, [...values]))).rows;
}
