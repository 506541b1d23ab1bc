import { sql } from 'kysely';
import type { Database } from '../../database/index.ts';
import type { Place } from '../sealing.ts';

/** A thing whose key another takes the place of. */
export interface Pair {
  readonly ownerId: string;
  readonly oldKey: string;
  readonly newKey: string;
}

/** Words that are sealed with a key, where they stand. */
export interface SealedWords {
  readonly table: string;
  readonly column: string;
  /** Where they open: what was known of somebody before opens as what is known of them. */
  readonly place: Place;
  readonly ownerId: string;
  readonly cipher: Buffer;
}

export interface SealedAgain extends SealedWords {
  readonly after: Buffer;
}

/** What is sealed in the database of the records, as the worker comes to it and nobody else. */
export interface SealedRecords {
  /** Puts on record that a key is renewed; once, however often it is called. */
  begin(pairs: readonly Pair[]): Promise<void>;
  /** From then on nothing is written that was sealed with the old keys. */
  retire(pairs: readonly Pair[]): Promise<void>;
  listSealedWith(pairs: readonly Pair[], limit: number): Promise<readonly SealedWords[]>;
  /** Puts words that were sealed again in the place of those before, where these still stand. */
  replace(words: readonly SealedAgain[]): Promise<void>;
}

interface Row {
  readonly table_name: string;
  readonly column_name: string;
  readonly bound_table: string;
  readonly bound_row: string;
  readonly owner_id: string;
  readonly cipher: Buffer;
}

export function openSealedRecords(worker: Database): SealedRecords {
  const oldKeysOf = (pairs: readonly Pair[]) => pairs.map(({ oldKey }) => oldKey);
  return {
    // One at a time: nobody else's act waits for more than one chain of the audit.
    begin: async (pairs) => {
      for (const { ownerId, oldKey, newKey } of pairs) {
        await worker.askOnce((tx) =>
          sql`select rowan_private.begin_renewal(${ownerId}, ${oldKey}, ${newKey})`.execute(tx),
        );
      }
    },
    retire: async (pairs) => {
      await worker.askOnce((tx) => sql`select rowan_private.retire_keys(${oldKeysOf(pairs)})`.execute(tx));
    },
    listSealedWith: async (pairs, limit) => {
      const owners = pairs.map(({ ownerId }) => ownerId);
      const { rows } = await worker.askOnce((tx) =>
        sql<Row>`select * from rowan_private.sealed_with(${owners}, ${oldKeysOf(pairs)}, ${limit})`.execute(
          tx,
        ),
      );
      return rows.map((row) => ({
        table: row.table_name,
        column: row.column_name,
        place: { table: row.bound_table, column: row.column_name, row: row.bound_row },
        ownerId: row.owner_id,
        cipher: row.cipher,
      }));
    },
    replace: (words) =>
      worker.withReferenceTx(async (tx) => {
        for (const { table, column, place, cipher, after } of words) {
          await sql`select rowan_private.seal_again(
            ${table}, ${column}, ${place.row}, ${cipher}, ${after}
          )`.execute(tx);
        }
      }),
  };
}
