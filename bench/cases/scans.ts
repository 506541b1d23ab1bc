import type pg from 'pg';

/** Small, and read whole now and then: who works where, and which policy was in force. */
const small = ['organisation', 'team', 'staff', 'staff_role', 'cover', 'policy_version', 'policy_proof'];

/** A table of a page or two is read from end to end whatever indexes it has. */
const FEW_ROWS = 1000;

/** How often each table of cases, people, work and audit was read from end to end so far. */
export async function countScans(migrator: pg.Client): Promise<ReadonlyMap<string, number>> {
  // Whoever is idle tells its counts within the second.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const { rows } = await migrator.query<{ name: string; scans: string }>(
    `select relname as name, seq_scan as scans from pg_stat_user_tables
     where schemaname = 'rowan' and relname <> all($1) and n_live_tup > $2`,
    [small, FEW_ROWS],
  );
  return new Map(rows.map(({ name, scans }) => [name, Number(scans)]));
}

/** The tables that were read from end to end in between. */
export function findScanned(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): readonly string[] {
  return [...after].flatMap(([name, scans]) => {
    const more = scans - (before.get(name) ?? 0);
    return more > 0 ? [`${name} ${more} times`] : [];
  });
}
