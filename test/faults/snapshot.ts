import pg from 'pg';

/** Every table of the records: how many rows it has, and what is in them. */
export type Snapshot = ReadonlyMap<string, { readonly rows: number; readonly content: string }>;

/**
 * When somebody was last there is kept whether or not what they asked for could be done. The heads of the
 * audit go with its rows, in one statement.
 */
const KEPT_APART = ['session', 'audit_head'];

/** Takes snapshots as the server's administrator, to whom no wall applies. */
export async function openCamera(administrator: string) {
  const client = new pg.Client({ connectionString: administrator });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'rowan' and tablename <> all($1)`,
    [KEPT_APART],
  );
  const looks = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*)::int as rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text
        as content from rowan.${client.escapeIdentifier(name)} as t`,
  );
  const statement = looks.join('\nunion all\n');
  return {
    take: async (): Promise<Snapshot> => {
      const { rows } = await client.query<{ name: string; rows: number; content: string }>(statement);
      return new Map(rows.map(({ name, ...seen }) => [name, seen]));
    },
    close: () => client.end(),
  };
}

/** What changed between two snapshots: "note +1, task ~" is a note more and a task that is otherwise. */
export function describeChange(before: Snapshot, after: Snapshot): string {
  const changes = [...after].flatMap(([name, { rows, content }]) => {
    const was = before.get(name);
    if (was?.content === content) return [];
    const more = rows - (was?.rows ?? 0);
    return [`${name} ${more === 0 ? '~' : `+${more}`}`];
  });
  return changes.toSorted().join(', ');
}
