import type pg from 'pg';

interface SealedColumn {
  readonly table_name: string;
  readonly column_name: string;
  readonly owner: string;
}

/**
 * How many texts of the records are sealed with a key that their owner has no more: it was renewed since.
 * What was erased is not counted.
 */
export async function countUnopened(records: pg.ClientBase, keys: pg.ClientBase): Promise<number> {
  const known = new Map<string, Set<string>>();
  const { rows: kept } = await keys.query<{ owner: string; key: string }>(
    'select owner_id as owner, key_id as key from rowan_keys.data_key',
  );
  for (const { owner, key } of kept) known.set(owner, (known.get(owner) ?? new Set()).add(key));
  const { rows: columns } = await records.query<SealedColumn>(
    'select table_name, column_name, owner from rowan.sealed_column where owner is not null',
  );
  let unopened = 0;
  for (const { table_name: table, column_name: column, owner } of columns) {
    const { rows } = await records.query<{ owner: string; key: string | null; count: number }>(
      `select ${owner} as owner, rowan_private.key_of(t.${column}) as key, count(*)::integer as count
        from rowan.${table} as t where t.${column} is not null group by 1, 2`,
    );
    const lost = rows.filter((row) => row.key !== null && known.get(row.owner)?.has(row.key) === false);
    unopened += lost.reduce((sum, { count }) => sum + count, 0);
  }
  return unopened;
}
