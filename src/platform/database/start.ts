import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { DatabaseChoice } from '../config.ts';
import type { Log } from '../log.ts';
import { StartUpRefusal } from '../refusal.ts';
import { type Connection, isAway } from './connection.ts';
import { startEmbedded } from './embedded.ts';
import { listMissingMigrations, migrate } from './migrate.ts';
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
 * Starts the database that the settings choose, and brings it up to this Rowan.
 *
 * @throws StartUpRefusal, a sentence that says what to do
 */
export function startDatabase(options: DatabaseOptions): Promise<StartedDatabase> {
  return options.choice.kind === 'embedded'
    ? startOwn(options)
    : joinServer(options, options.choice.url, options.choice.migrationUrl);
}

async function startOwn(options: DatabaseOptions): Promise<StartedDatabase> {
  const server = await startEmbedded(options);
  try {
    await bringUpToDate(server.migrator, server.migrator, options.tell);
    await server.setPasswords();
  } catch (error) {
    await server.stop();
    throw error;
  }
  const database = openDatabase(server.connectAs('rowan_app'), options.log);
  const stop = async () => {
    await database.close();
    await server.stop();
  };
  return { database, isReady: true, whenReady: Promise.resolve(), stop };
}

async function joinServer(
  options: DatabaseOptions,
  url: string,
  migrationUrl?: string,
): Promise<StartedDatabase> {
  const application = { connectionString: url };
  const migrator = migrationUrl === undefined ? undefined : { connectionString: migrationUrl };
  let isReady = false;
  let isStopping = false;
  const database = openDatabase(application, options.log, () => isReady);
  const prepare = async () => {
    if (migrator !== undefined) await bringUpToDate(migrator, migrator, options.tell);
    await refuseRoleWithoutWalls(application);
    if (migrator === undefined) await bringUpToDate(application, undefined, options.tell);
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
    await database.close();
  };
  const isThere = await succeeds(prepare);
  return { database, isReady: isThere, whenReady: isThere ? Promise.resolve() : keepTrying(), stop };
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

async function bringUpToDate(
  reader: Connection,
  migrator: Connection | undefined,
  tell: (sentence: string) => void,
): Promise<void> {
  const missing = await listMissingMigrations(reader);
  if (missing.length === 0) return;
  if (migrator === undefined) {
    throw new StartUpRefusal(
      `The database lacks the migrations ${missing.join(', ')}; ` +
        'set MIGRATION_DATABASE_URL to an administrator of that database, and start Rowan again.',
    );
  }
  tell('Bringing the database up to this version of Rowan.');
  await migrate(migrator);
}

function explainSignIn(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === '28P01' || code === '28000') {
    return new StartUpRefusal(
      'The database refuses the user or the password; correct DATABASE_URL and MIGRATION_DATABASE_URL.',
    );
  }
  if (code === '3D000')
    return new StartUpRefusal('The server has no database of that name; create it, or correct DATABASE_URL.');
  return error;
}
