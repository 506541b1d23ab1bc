import type pg from 'pg';
import { type KeyStore, open } from '../../src/platform/crypto/index.ts';
import type { Connection } from '../../src/platform/database/connection.ts';
import { type CopyStream, openCopy } from './copy-stream.ts';

/** A sealed row of the pattern, open. */
export interface Pattern {
  readonly organisation: string;
  readonly words: Readonly<Record<string, string>>;
}

interface Rooms {
  readonly migrator: pg.Client;
  readonly migratorAt: Connection;
  readonly keys: KeyStore;
}

interface Named {
  readonly table: string;
  /** The column of the row's own id. */
  readonly key: string;
  readonly owner: 'person_id' | 'case_id';
}

/** The tables with words that are sealed under the key of a person or of a case. */
export async function listSealedTables(migrator: pg.Client): Promise<readonly Named[]> {
  const { rows } = await migrator.query<Named>(
    `select distinct table_name as table, bound_row as key, substring(owner from 3) as owner
      from rowan.sealed_column
      where owner = 't.case_id' or table_name = 'person' order by 1`,
  );
  return rows;
}

/** A table of the pattern, its words open, and the way for those of the copies. */
export interface SealedTable extends Named {
  readonly columns: readonly string[];
  readonly patterns: ReadonlyMap<string, Pattern>;
  readonly into: CopyStream;
}

export async function openSealedTable(
  { migrator, migratorAt, keys }: Rooms,
  { table, key: idColumn, owner }: Named,
) {
  const { rows: named } = await migrator.query<{ name: string }>(
    'select column_name as name from rowan.sealed_column where table_name = $1 order by 1',
    [table],
  );
  const columns = named.map(({ name }) => name);
  const typed = columns.map((name) => `${name} bytea`).join(', ');
  await migrator.query(`create unlogged table bench.sealed_${table} (row_id uuid, ${typed})`);
  const { rows } = await migrator.query<Record<string, string | Buffer | null>>(
    `select t.*, ${owner === 'person_id' ? 't.organisation_id' : 'r.organisation_id'} as organisation
     from rowan.${table} as t ${owner === 'person_id' ? '' : 'join rowan.case_record as r using (case_id)'}`,
  );
  const opened = await keys.keysFor(rows.map((row) => String(row[owner])));
  const patterns = new Map<string, Pattern>();
  for (const row of rows) {
    const id = String(row[idColumn]);
    const key = opened.get(String(row[owner]));
    const words = columns.flatMap((column) => {
      const sealed = row[column];
      if (key === undefined || !Buffer.isBuffer(sealed)) return [];
      return [[column, open(key, { table, column, row: id }, sealed)]];
    });
    patterns.set(id, { organisation: String(row['organisation']), words: Object.fromEntries(words) });
  }
  const into = await openCopy(migratorAt, `bench.sealed_${table} (row_id, ${columns.join(', ')})`);
  return { table, key: idColumn, owner, columns, patterns, into };
}
