import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { describeDefect, type Log } from '../log.ts';
import { StartUpRefusal } from '../refusal.ts';
import { type Cluster, connectTo, LOGIN_ROLES, type LoginRole, openCluster } from './cluster.ts';
import { type Connection, withClient } from './connection.ts';
import { ensureRunning, stopServer } from './server-process.ts';

/** The database that Rowan brings, running. */
export interface EmbeddedServer {
  /** How a role reaches its database: the keeper the one of the keys, the others Rowan's. */
  connectAs(role: LoginRole): Connection;
  /** How the migrator reaches both: the cluster's administrator. */
  readonly migrator: Connection;
  readonly keysMigrator: Connection;
  /** Gives the roles that the migrations made the passwords kept in the data folder. */
  setPasswords(): Promise<void>;
  /** Lets go of the server, and stops it when nobody else uses it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: (sentence: string) => void;
  /** The application stands alone on its data folder; commands may work beside it and beside each other. */
  readonly use: 'application' | 'command';
}

const DATABASE = 'rowan';
const KEYS = 'rowan_keys';
/** Keys of advisory locks, which the server lets go of by itself when their holder dies. */
const IN_USE = 7_269_601;
const APPLICATION = 7_269_602;
const LOOK_AGAIN_MS = 1000;

/**
 * Makes the embedded database if need be, starts its server or finds it running, and brings it back when it
 * dies.
 *
 * @throws StartUpRefusal, a sentence that says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const cluster = openCluster(options.dataFolder, options.tell);
  const lease = await takeLease(cluster, options);
  const { port } = lease;
  const server = connectTo(cluster, port, 'rowan_administrator', 'postgres');
  for (const name of [DATABASE, KEYS]) await createDatabase(server, name);
  const migrator = connectTo(cluster, port, 'rowan_administrator', DATABASE);
  return {
    migrator,
    keysMigrator: connectTo(cluster, port, 'rowan_administrator', KEYS),
    connectAs: (role) => connectTo(cluster, port, role, role === 'rowan_keeper' ? KEYS : DATABASE),
    setPasswords: () => withClient(migrator, (client) => setMissingPasswords(client, cluster)),
    stop: lease.end,
  };
}

interface Lease {
  readonly port: number;
  end(): Promise<void>;
}

/**
 * Holds one connection for as long as the server is used. Its end means that the server died, and the server
 * is started again; its lock tells others that the server is in use.
 */
async function takeLease(cluster: Cluster, options: EmbeddedOptions): Promise<Lease> {
  let isOver = false;
  let holder: pg.Client | undefined;
  let renewal = Promise.resolve();

  const hold = async () => {
    const { port } = await ensureRunning(cluster, options.clock);
    holder = await openHolder(connectTo(cluster, port, 'rowan_administrator', 'postgres'), options);
    holder.once('end', () => {
      if (!isOver) renewal = renew();
    });
    return port;
  };
  const renew = async () => {
    options.log.alarm('database.lost');
    while (!isOver) {
      try {
        await hold();
        options.log.info('database.back');
        return;
      } catch (error) {
        options.log.alarm('database.still-away', describeDefect(error));
        await pause(LOOK_AGAIN_MS);
      }
    }
  };
  const end = async () => {
    isOver = true;
    await renewal;
    if (holder === undefined || (await isLastUser(holder))) await stopServer(cluster, options.clock);
    await holder?.end().catch(() => {});
  };
  return { port: await hold(), end };
}

async function openHolder(connection: Connection, options: EmbeddedOptions): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, application_name: 'rowan lease', keepAlive: true });
  client.on('error', () => {});
  await client.connect();
  await client.query('select pg_advisory_lock_shared($1)', [IN_USE]);
  if (options.use === 'command' || (await takeApplicationLock(client))) return client;
  await client.end();
  throw new StartUpRefusal(
    `Rowan is already running on the data folder ${options.dataFolder}; ` +
      'stop it first, or set ROWAN_DATA to another folder.',
  );
}

/** A Rowan that was killed a moment ago may hold its lock until the server notices: hence the second look. */
async function takeApplicationLock(client: pg.Client): Promise<boolean> {
  for (let look = 0; look < 10; look += 1) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      APPLICATION,
    ]);
    if (rows[0]?.taken) return true;
    await pause(LOOK_AGAIN_MS / 10);
  }
  return false;
}

/** Whoever gets the lock alone, having let go of its own share, is the last. */
async function isLastUser(holder: pg.Client): Promise<boolean> {
  try {
    await holder.query('select pg_advisory_unlock_shared($1)', [IN_USE]);
    const { rows } = await holder.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      IN_USE,
    ]);
    return rows[0]?.taken === true;
  } catch {
    return true;
  }
}

async function createDatabase(connection: Connection, name: string): Promise<void> {
  await withClient(connection, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    try {
      await client.query(`create database ${client.escapeIdentifier(name)}`);
    } catch (error) {
      const wasMadeMeanwhile =
        error instanceof pg.DatabaseError && ['42P04', '23505'].includes(error.code ?? '');
      if (!wasMadeMeanwhile) throw error;
    }
  });
}

async function setMissingPasswords(client: pg.Client, cluster: Cluster): Promise<void> {
  const { rows } = await client.query<{ rolname: LoginRole }>(
    'select rolname from pg_authid where rolname = any($1) and rolpassword is null',
    [LOGIN_ROLES],
  );
  for (const { rolname } of rows) {
    const password = client.escapeLiteral(cluster.passwords[rolname]);
    await client.query(`alter role ${client.escapeIdentifier(rolname)} password ${password}`);
  }
}
