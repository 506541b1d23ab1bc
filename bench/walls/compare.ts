import type pg from 'pg';
import type { Connection } from '../../src/platform/database/connection.ts';
import { findPercentile, type Measurement } from '../measure.ts';

/** What the walls may cost, as issue 4 has it. */
const GOAL = 1.3;

/** A role with the application's rights, to whom no policy applies; as an address to sign in at. */
export async function makeUnwalled(migrator: pg.Client, app: Connection): Promise<Connection> {
  const [user, password] = ['bench_no_walls', 'for the bench'];
  await migrator.query(`drop role if exists ${user}`);
  await migrator.query(`create role ${user} login bypassrls password '${password}' in role rowan_app`);
  // What the application's own role has from the migrations: its path, its patience, its plans.
  await migrator.query(
    `insert into pg_db_role_setting
     select setdatabase, $1::regrole, setconfig from pg_db_role_setting where setrole = 'rowan_app'::regrole`,
    [user],
  );
  return { ...app, user, password };
}

/** The two rows of the table: median and 95 of 100, with walls beside without. */
export function compare(what: string, on: readonly number[], off: readonly number[]): Measurement[] {
  return [0.5, 0.95].map((share) => ({
    what,
    figure: `${share === 0.5 ? 'median' : 'p95'} of ${on.length}`,
    rowan: findPercentile(on, share),
    peer: { name: 'without row-level security', time: findPercentile(off, share) },
    ...(share === 0.95 && { goalRatio: GOAL }),
  }));
}
