import fs from 'node:fs';
import path from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { StartUpRefusal } from '../refusal.ts';
import { type Connection, withClient } from './connection.ts';

/** Where a database's migrations stand. The first makes the owner; those after it run as the owner. */
export interface MigrationBook {
  readonly folder: string;
  readonly first: string;
  readonly asOwner: string;
  /** The settings that say where the database is, and who signs in there. */
  readonly settings: { readonly name: string; readonly role: string; readonly migration: string };
}

const checkout = path.resolve(import.meta.dirname, '../../..');
/** The main database. */
export const mainBook: MigrationBook = {
  folder: path.join(checkout, 'migrations'),
  first: '0001-walls',
  asOwner: 'set local role rowan_owner; set local search_path = rowan, pg_temp;',
  settings: { name: 'DATABASE_URL', role: 'rowan_app', migration: 'MIGRATION_DATABASE_URL' },
};
/** The database of keys, which may stand on a server of its own. */
export const keysBook: MigrationBook = {
  folder: path.join(checkout, 'migrations-keys'),
  first: '0001-keys',
  asOwner: 'set local role rowan_keys_owner; set local search_path = rowan_keys, pg_temp;',
  settings: { name: 'KEYS_DATABASE_URL', role: 'rowan_keeper', migration: 'KEYS_MIGRATION_DATABASE_URL' },
};
const NEWER =
  'The database was made by a newer Rowan than this one; ' +
  'start that one, or restore a back-up that this one made.';
const outOfOrder = (early: readonly string[], last: string) =>
  `The database holds the migration ${last}, and lacks ${early.join(', ')}, which come before it: ` +
  'a Rowan that was made from other parts has used it. Nothing was changed. Start the Rowan that used it ' +
  'last, or restore a back-up that this one made; for a demonstration, set ROWAN_DATA to a new folder.';
const TABLES = {
  migrationTableSchema: 'rowan_migration',
  migrationTableName: 'applied',
  migrationLockTableName: 'lock',
};

/**
 * Brings the database up to this Rowan's migrations, all in one transaction: either all of them are applied
 * or none. Two that migrate at once wait for each other.
 *
 * @returns the names of those applied now
 */
export async function migrate(connection: Connection, book: MigrationBook): Promise<readonly string[]> {
  const pool = new pg.Pool({
    ...connection,
    max: 1,
    connectionTimeoutMillis: 3000,
    application_name: 'rowan migrate',
  });
  pool.on('error', () => {});
  const database = new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }) });
  try {
    const provider = { getMigrations: async () => readMigrations(book) };
    const { error, results } = await new Migrator({ db: database, provider, ...TABLES }).migrateToLatest();
    if (error !== undefined) throw error;
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await database.destroy();
  }
}

/** The names of all migrations of this Rowan, in their order. */
function listMigrations({ folder }: MigrationBook): readonly string[] {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.map((file) => file.replace(/\.sql$/, '')).sort();
}

/**
 * The migrations that the database still lacks, as any role may ask that may sign in.
 *
 * @throws StartUpRefusal when the database is newer than this Rowan, or went another way
 */
export async function listMissingMigrations(
  connection: Connection,
  book: MigrationBook,
): Promise<readonly string[]> {
  const applied = await withClient(connection, readApplied);
  const known = listMigrations(book);
  if (applied.some((name) => !known.includes(name))) throw new StartUpRefusal(NEWER);
  const missing = known.filter((name) => !applied.includes(name));
  const last = known.findLast((name) => applied.includes(name)) ?? '';
  const early = missing.filter((name) => name < last);
  if (early.length > 0) throw new StartUpRefusal(outOfOrder(early, last));
  return missing;
}

async function readApplied(client: pg.Client): Promise<readonly string[]> {
  const found = await client.query<{ there: boolean }>(
    `select to_regclass('rowan_migration.applied') is not null as there`,
  );
  if (!found.rows[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>('select name from rowan_migration.applied');
  return rows.map((row) => row.name);
}

function readMigrations(book: MigrationBook): Record<string, Migration> {
  return Object.fromEntries(listMigrations(book).map((name) => [name, readMigration(book, name)]));
}

function readMigration({ folder, first, asOwner }: MigrationBook, name: string): Migration {
  const statements = fs.readFileSync(path.join(folder, `${name}.sql`), 'utf8');
  const whole = name === first ? statements : `${asOwner}\n${statements}\nreset role;`;
  return { up: async (database) => void (await sql.raw(whole).execute(database)) };
}
