import type pg from 'pg';
import { z } from 'zod';

export const contentsShape = z.object({
  /** By which the rows fit the tables. */
  migrations: z.array(z.string()).readonly(),
  tables: z
    .array(
      z.object({
        name: z.string().regex(/^[a-z_]+$/),
        columns: z.array(z.string()).readonly(),
        rows: z.int(),
        /** Of the rows as COPY writes them, before they are encrypted. */
        sha256: z.string().length(64),
      }),
    )
    .readonly(),
  sequences: z.array(z.object({ name: z.string(), value: z.string().regex(/^\d+$/) })).readonly(),
});

/** What a back-up of a database holds. */
export type Contents = z.infer<typeof contentsShape>;
export type DumpedTable = Contents['tables'][number];

/** The tables of a schema with the columns that are written, not worked out. */
export async function readTables(
  client: pg.Client,
  schema: string,
): Promise<readonly Pick<DumpedTable, 'name' | 'columns'>[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class as c join pg_attribute as a on a.attrelid = c.oid
      where c.relnamespace = $1::regnamespace and c.relkind = 'r'
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      group by c.relname order by c.relname`,
    [schema],
  );
  return rows;
}
