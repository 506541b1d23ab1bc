import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { openDemonstration } from '../../src/demonstration/index.ts';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { openKeys } from '../../src/platform/crypto/index.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/platform/database/embedded.ts';
import { startDatabase } from '../../src/platform/database/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { openPolicies } from '../../src/routes.ts';
import { planCopies } from './copy-plan.ts';
import { copyRows } from './copy-rows.ts';
import { copyStaff } from './copy-staff.ts';
import { sealCopies } from './seal-copies.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Kept between runs; git knows nothing of it. */
export const cellar = path.join(root, '.rowan/bench');
/** Told by the demonstration's own actions: what is copied is what the application itself wrote. */
const PATTERN = 200;
const log = openLog(clock, () => {});
const choice = { kind: 'embedded' } as const;

/**
 * The data folder of a partnership with so many cases, made where there is none of this schema yet.
 *
 * @param tell says how far it is
 */
export async function findStock(cases: number, tell: (what: string) => void): Promise<string> {
  const pattern = path.join(cellar, `pattern-${nameState(['migrations', 'migrations-keys', 'policies'])}`);
  const state = nameState(['migrations', 'migrations-keys', 'policies', 'bench/stock']);
  const folder = path.join(cellar, `${cases}-${state}`);
  removeOthers([pattern, folder], cases);
  if (fs.existsSync(path.join(folder, 'whole'))) return folder;
  await makePattern(pattern, tell);
  fs.rmSync(folder, { recursive: true, force: true });
  // As it is, with its rights: PostgreSQL refuses a folder that others may read.
  execFileSync('cp', ['-a', pattern, folder]);
  fs.rmSync(path.join(folder, 'whole'));
  fs.rmSync(path.join(folder, 'database/port'), { force: true });
  await fill(folder, cases, tell);
  fs.writeFileSync(path.join(folder, 'whole'), '');
  return folder;
}

/** A name for the schema, the policies and the way of loading: another one is another stock. */
function nameState(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).sort();
    for (const file of files.filter((name) => /\.(sql|yaml|ts)$/.test(name))) {
      hash.update(file).update(fs.readFileSync(path.join(root, folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

/** Those of an earlier schema. */
function removeOthers(kept: readonly string[], cases: number): void {
  fs.mkdirSync(cellar, { recursive: true });
  for (const name of fs.readdirSync(cellar)) {
    const isOfThese = name.startsWith('pattern-') || name.startsWith(`${cases}-`);
    const place = path.join(cellar, name);
    if (isOfThese && !kept.includes(place)) fs.rmSync(place, { recursive: true, force: true });
  }
}

/** Both councils with some hundred cases, by the same actions as the pages use. */
async function makePattern(dataFolder: string, tell: (what: string) => void): Promise<void> {
  if (fs.existsSync(path.join(dataFolder, 'whole'))) return;
  fs.rmSync(dataFolder, { recursive: true, force: true });
  fs.mkdirSync(dataFolder, { recursive: true });
  const started = await startDatabase({ choice, dataFolder, clock, log, tell, use: 'command' });
  const keys = openKeys({ connection: started.keys, dataFolder, clock, log });
  try {
    const { database, worker } = started;
    const needs = { choice, database, worker, keys, policies: openPolicies(), clock, tell };
    const made = await openDemonstration({ ...needs, isWanted: true });
    await made?.tellStories({ records: PATTERN });
  } finally {
    await keys.close();
    await started.stop();
  }
  fs.writeFileSync(path.join(dataFolder, 'whole'), '');
}

async function fill(dataFolder: string, cases: number, tell: (what: string) => void): Promise<void> {
  const from = performance.now();
  const server = await startEmbedded({ dataFolder, clock, log, tell, use: 'command' });
  const migrator = new pg.Client(server.migrator);
  const keys = openKeys({ connection: server.connectAs('rowan_keeper'), dataFolder, clock, log });
  await migrator.connect();
  try {
    await copyAll(server, { migrator, keys, dataFolder, tell }, cases);
  } finally {
    await keys.close();
    await migrator.end();
    await server.stop();
  }
  tell(`${cases} cases: loaded in ${Math.round((performance.now() - from) / 1000)} s.`);
}

async function copyAll(
  server: EmbeddedServer,
  rooms: Omit<Parameters<typeof sealCopies>[0], 'migratorAt' | 'keysMigratorAt'>,
  cases: number,
): Promise<void> {
  const { migrator, keys, tell } = rooms;
  tell(`${cases} cases: planning.`);
  // The rows are whole by themselves: their triggers and foreign keys have looked at the pattern.
  for (const set of ['session_replication_role = replica', 'synchronous_commit = off'])
    await migrator.query(`set ${set}`);
  await migrator.query(`set maintenance_work_mem = '1GB'`);
  await migrator.query(`alter system set max_wal_size = '16GB'`);
  await migrator.query('select pg_reload_conf()');
  await runFile(migrator, 'prepare.sql');
  await copyStaff(migrator, keys);
  const copies = await planCopies(migrator, cases);
  const at = { migratorAt: server.migrator, keysMigratorAt: server.keysMigrator };
  await sealCopies({ ...rooms, ...at }, copies);
  tell(`${cases} cases: writing.`);
  const indexes = await dropIndexes(migrator);
  await runFile(migrator, 'survey.sql');
  await copyRows(migrator, tell);
  tell(`${cases} cases: indexes.`);
  for (const made of indexes) await migrator.query(made);
  await migrator.query('drop schema bench cascade');
  await migrator.query('alter system reset max_wal_size');
  await migrator.query('select pg_reload_conf()');
  await runFile(migrator, 'finish.sql');
  await migrator.query('checkpoint');
}

/** Drops what is quicker made anew; gives the statements that do it. */
export async function dropIndexes(migrator: pg.Client): Promise<readonly string[]> {
  const { rows } = await migrator.query<{ name: string; made: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
     where indrelid in (select oid from pg_class where relnamespace = 'rowan'::regnamespace)
       and not indisunique`,
  );
  for (const { name } of rows) await migrator.query(`drop index ${name}`);
  return rows.map(({ made }) => made);
}

export async function runFile(migrator: pg.Client, file: string): Promise<void> {
  await migrator.query(fs.readFileSync(path.join(import.meta.dirname, file), 'utf8'));
}
