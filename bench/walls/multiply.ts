import type pg from 'pg';
import type { KeyStore } from '../../src/platform/crypto/index.ts';
import { planCopies } from '../stock/copy-plan.ts';
import { copyRows } from '../stock/copy-rows.ts';
import { copyStaff } from '../stock/copy-staff.ts';
import { dropIndexes, runFile } from '../stock/stock.ts';

/**
 * Makes the cases of a stock so many, and its staff with them, in SQL alone: a copy has the sealed words of
 * its pattern, which nobody can open in it. What is advised in a copy is left out: it is nine tenths of a
 * case, and no list reads it.
 */
export async function multiply({ migrator, keys, tell }: Rooms, wanted: number): Promise<void> {
  for (const setting of ["session_replication_role = 'replica'", 'synchronous_commit = off'])
    await migrator.query(`set ${setting}`);
  await migrator.query(`set maintenance_work_mem = '1GB'`);
  for (const setting of [`max_wal_size = '8GB'`, 'fsync = off', 'full_page_writes = off'])
    await migrator.query(`alter system set ${setting}`);
  await migrator.query('select pg_reload_conf()');
  await runFile(migrator, 'prepare.sql');
  await migrator.query(COLLEAGUES);
  await copyStaff(migrator, keys);
  const { rows } = await migrator.query<{ count: number }>('select count(*)::int from rowan.case_record');
  const missing = (wanted - (rows[0]?.count ?? 0)) * SPARE;
  await planCopies(migrator, missing, { after: FIRST_COPY, mostRecent: 0 });
  for (const table of ['copied', 'copied_person'])
    await migrator.query(`update bench.${table} set party = ${FIRST_PARTY} + n % ${PARTIES}`);
  const indexes = await dropIndexes(migrator);
  await runFile(migrator, 'survey.sql');
  await copyRows(migrator, tell, 'shared');
  tell('indexes');
  for (const made of indexes) await migrator.query(made);
  await migrator.query('drop schema bench cascade');
  for (const setting of ['max_wal_size', 'fsync', 'full_page_writes'])
    await migrator.query(`alter system reset ${setting}`);
  await migrator.query('select pg_reload_conf()');
  await runFile(migrator, 'finish.sql');
  await migrator.query('checkpoint');
}

interface Rooms {
  readonly migrator: pg.Client;
  readonly keys: KeyStore;
  readonly tell: (what: string) => void;
}

/** Beyond those of the stock, whose groups have the numbers below. */
const FIRST_PARTY = 101;
const PARTIES = 5;
/** Beyond those of the stock, of which there are hundreds. */
const FIRST_COPY = 10_000;
/** Copies whose reference is taken are left out. */
const SPARE = 1.06;

/** More groups of colleagues; those who receive concerns receive them all. */
const COLLEAGUES = `
  delete from bench.colleague;
  insert into bench.colleague
    select s.staff_id, party, case when exists (
      select from rowan.staff_role as r join rowan.organisation as o
        on o.organisation_id = r.organisation_id and r.role in (o.receives_role, 'administrator')
      where r.staff_id = s.staff_id
    ) then s.staff_id else bench.copy_id(s.staff_id, party, 0) end
    from rowan.staff as s
    cross join generate_series(${FIRST_PARTY}, ${FIRST_PARTY + PARTIES - 1}) as party`;
