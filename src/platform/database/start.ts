import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { DatabaseChoice } from '../config.ts';
import type { Log } from '../log.ts';
import { StartUpRefusal } from '../refusal.ts';
import { type Connection, isAway } from './connection.ts';
import { startEmbedded } from './embedded.ts';
import { keysBook, listMissingMigrations, type MigrationBook, mainBook, migrate } from './migrate.ts';
import { type Database, openDatabase } from './transactions.ts';
import { refuseRoleWithoutWalls } from './walls.ts';

export interface DatabaseOptions {
  readonly choice: DatabaseChoice;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Says a sentence to the person at the terminal. */
  readonly tell: (sentence: string) => void;
  /** The application stands alone on an embedded database; commands may work beside it. */
  readonly use: 'application' | 'command';
}

export interface StartedDatabase {
  readonly database: Database;
  /** The same database as the worker: it may do the jobs, and reads no table. */
  readonly worker: Database;
  /** Where the wrapped keys are, as the keeper. */
  readonly keys: Connection;
  /** The same database as the role that sees every row and changes none; undefined where none was named. */
  readonly backUp: Connection | undefined;
  /** Both databases as their administrators; undefined where none were named. */
  readonly administrators: { readonly records: Connection; readonly keys: Connection } | undefined;
  /** False when a server of one's own did not answer; `whenReady` waits for it. */
  readonly isReady: boolean;
  /**
   * Settles when the database can be used; fails with StartUpRefusal when it turns out that it must not be.
   */
  readonly whenReady: Promise<void>;
  /** Closes the connections, and stops an embedded server that nobody else uses. */
  stop(): Promise<void>;
}

const LOOK_AGAIN_MS = 1000;
/**
 * Longer than any statement of a page may take (`statement_timeout`). A server that went without a word, and
 * another that took its place, leave connections on which nobody answers, and the system waits for minutes.
 */
const ANSWER_WITHIN_MS = 15_000;
/** The small database of keys goes along with the other, which has said so. */
const quietly = () => {};

const forPages = (connection: Connection): Connection => ({ ...connection, query_timeout: ANSWER_WITHIN_MS });

type OwnServer = Extract<DatabaseChoice, { kind: 'server' }>;

/**
 * Starts the database that the settings choose, and brings it up to this Rowan.
 *
 * @throws StartUpRefusal, a sentence that says what to do
 */
export function startDatabase(options: DatabaseOptions): Promise<StartedDatabase> {
  return options.choice.kind === 'embedded' ? startOwn(options) : joinServer(options, options.choice);
}

async function startOwn(options: DatabaseOptions): Promise<StartedDatabase> {
  const server = await startEmbedded(options);
  try {
    await bringUpToDate(mainBook, server.migrator, server.migrator, options.tell);
    await bringUpToDate(keysBook, server.keysMigrator, server.keysMigrator, quietly);
    await server.setPasswords();
  } catch (error) {
    await server.stop();
    throw error;
  }
  const database = openDatabase(forPages(server.connectAs('rowan_app')), options.log);
  const worker = openDatabase(server.connectAs('rowan_worker'), options.log);
  const stop = async () => {
    await Promise.all([database.close(), worker.close()]);
    await server.stop();
  };
  const keys = server.connectAs('rowan_keeper');
  const backUp = server.connectAs('rowan_backup');
  const administrators = { records: server.migrator, keys: server.keysMigrator };
  const whenReady = Promise.resolve();
  return { database, worker, keys, backUp, administrators, isReady: true, whenReady, stop };
}

async function joinServer(options: DatabaseOptions, choice: OwnServer): Promise<StartedDatabase> {
  const application = { connectionString: choice.url };
  const keys = { connectionString: choice.keysUrl };
  const work = { connectionString: choice.workerUrl };
  let isReady = false;
  let isStopping = false;
  const database = openDatabase(forPages(application), options.log, () => isReady);
  const worker = openDatabase(work, options.log, () => isReady);
  const prepare = async () => {
    await prepareOne(mainBook, application, choice.migrationUrl, options.tell);
    await refuseRoleWithoutWalls(work, { name: 'WORKER_DATABASE_URL', role: 'rowan_worker' });
    await prepareOne(keysBook, keys, choice.keysMigrationUrl, quietly);
    isReady = true;
  };
  const keepTrying = async () => {
    while (!isStopping) {
      await pause(LOOK_AGAIN_MS);
      const isDone = !isStopping && (await succeeds(prepare));
      if (isDone) return options.log.info('database.back');
    }
  };
  const stop = async () => {
    isStopping = true;
    await Promise.all([database.close(), worker.close()]);
  };
  const isThere = await succeeds(prepare);
  const whenReady = isThere ? Promise.resolve() : keepTrying();
  return { database, worker, keys, ...nameOthers(choice), isReady: isThere, whenReady, stop };
}

function nameOthers({ backupUrl, migrationUrl, keysMigrationUrl }: OwnServer) {
  const hasBoth = migrationUrl !== undefined && keysMigrationUrl !== undefined;
  return {
    backUp: backupUrl === undefined ? undefined : { connectionString: backupUrl },
    administrators: hasBoth
      ? { records: { connectionString: migrationUrl }, keys: { connectionString: keysMigrationUrl } }
      : undefined,
  };
}

/** False when the database did not answer; other errors are the caller's. */
async function succeeds(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isAway(error)) return false;
    throw explainSignIn(error);
  }
}

/** Migrates where it is told by whom, and refuses whoever could read past the walls. */
async function prepareOne(
  book: MigrationBook,
  connection: Connection,
  migrationUrl: string | undefined,
  tell: (sentence: string) => void,
): Promise<void> {
  const migrator = migrationUrl === undefined ? undefined : { connectionString: migrationUrl };
  if (migrator !== undefined) await bringUpToDate(book, migrator, migrator, tell);
  await refuseRoleWithoutWalls(connection, book.settings);
  if (migrator === undefined) await bringUpToDate(book, connection, undefined, tell);
}

async function bringUpToDate(
  book: MigrationBook,
  reader: Connection,
  migrator: Connection | undefined,
  tell: (sentence: string) => void,
): Promise<void> {
  const missing = await listMissingMigrations(reader, book);
  if (missing.length === 0) return;
  if (migrator === undefined) {
    throw new StartUpRefusal(
      `The database lacks the migrations ${missing.join(', ')}; ` +
        `set ${book.settings.migration} to an administrator of that database, and start Rowan again.`,
    );
  }
  tell('Bringing the database up to this version of Rowan.');
  await migrate(migrator, book);
}

function explainSignIn(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === '28P01' || code === '28000') {
    return new StartUpRefusal(
      'The database refuses the user or the password; correct DATABASE_URL, WORKER_DATABASE_URL, ' +
        'KEYS_DATABASE_URL and the MIGRATION addresses.',
    );
  }
  if (code === '3D000')
    return new StartUpRefusal('The server has no database of that name; create it, or correct DATABASE_URL.');
  return error;
}
