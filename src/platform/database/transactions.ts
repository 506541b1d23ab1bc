import type { Socket } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { ViewerId } from '../ids.ts';
import { describeDefect, type Log } from '../log.ts';
import { type Connection, DatabaseAway, nameAbsence } from './connection.ts';

declare const reads: unique symbol;
declare const acts: unique symbol;
declare const refers: unique symbol;

/**
 * A transaction without its tables: a store names its own with `tx.$extendTables<{ … }>()`, so that no slice
 * reads another's by accident. It cannot be opened, ended or shared from outside this file.
 */
type Statements = Omit<
  Kysely<Record<never, never>>,
  'transaction' | 'startTransaction' | 'connection' | 'destroy' | typeof Symbol.asyncDispose
>;

/** A read on behalf of a viewer, who is set in the database. PostgreSQL refuses any write in it. */
export type ViewerTx = Statements & { readonly [reads]: true };
/** A read or a write on behalf of a viewer, whose record is written in the same transaction. */
export type ActTx = ViewerTx & { readonly [acts]: true };
/**
 * Nobody in particular: for tables that say nothing about any council's work, case or person. Row security
 * shows it nothing.
 */
export type ReferenceTx = Statements & { readonly [refers]: true };

export interface Database {
  readAs<Value>(viewer: ViewerId, read: (tx: ViewerTx) => Promise<Value>): Promise<Value>;
  /**
   * @param record writes the audit of what was done, given what the act returned; when it fails the act is
   * undone
   */
  actAs<Value>(
    viewer: ViewerId,
    record: (tx: ActTx, done: Value) => Promise<void>,
    act: (tx: ActTx) => Promise<Value>,
  ): Promise<Value>;
  withReferenceTx<Value>(work: (tx: ReferenceTx) => Promise<Value>): Promise<Value>;
  /** One statement on behalf of nobody, which is its own transaction: a third of the way there and back. */
  askOnce<Value>(ask: (tx: ReferenceTx) => Promise<Value>): Promise<Value>;
  /** Whether the database answers now. */
  isThere(): Promise<boolean>;
  close(): Promise<void>;
}

/** Longer than a crowd at nine in the morning takes, and shorter than somebody waits. */
const WAIT_FOR_CONNECTION_MS = 8000;

/**
 * Opens the pool. Nothing is connected until the first transaction.
 *
 * @param connection where, and as the application's role
 * @param isReady says no while the server has not yet been looked at: until then it counts as away
 */
export function openDatabase(connection: Connection, log: Log, isReady = () => true): Database {
  const pool = new pg.Pool({
    ...connection,
    max: 10,
    connectionTimeoutMillis: WAIT_FOR_CONNECTION_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // Questions that do not wait for each other's answers go to the server together.
    pipeline: true,
    application_name: 'rowan',
  });
  // A server that stops ends every idle connection; without a listener that would end Rowan too.
  pool.on('error', (error) => log.info('database.connection-lost', describeDefect(error)));
  // Nor does the pool listen while a connection is lent: the statement under way, or the next, fails instead.
  pool.on('connect', (client) => client.on('error', () => {}));
  const connect = () =>
    isReady()
      ? pool.connect().catch(nameAbsence)
      : Promise.reject(new DatabaseAway('The database is not ready yet.'));
  return {
    readAs: (viewer, read) =>
      runIn(connect, 'begin read only', viewer, (tx) => read(tx as unknown as ViewerTx)),
    actAs: (viewer, record, act) =>
      runIn(connect, 'begin', viewer, async (statements) => {
        const tx = statements as unknown as ActTx;
        const done = await act(tx);
        await record(tx, done);
        return done;
      }),
    withReferenceTx: (work) => runIn(connect, 'begin', undefined, (tx) => work(tx as unknown as ReferenceTx)),
    askOnce: (ask) => lend(connect, (client) => ask(lineOf(client).statements as unknown as ReferenceTx)),
    isThere: async () =>
      isReady() &&
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    close: () => pool.end(),
  };
}

/** One transaction on one connection. It is begun in one message with whatever the work asks first. */
function runIn<Value>(
  connect: () => Promise<pg.PoolClient>,
  begin: 'begin' | 'begin read only',
  viewer: ViewerId | undefined,
  work: (tx: Statements) => Promise<Value>,
): Promise<Value> {
  return lend(connect, async (client) => {
    const line = lineOf(client);
    line.begun = beginAs(client, begin, viewer);
    const [value] = await Promise.all([work(line.statements), line.begun]);
    const ended = await client.query('commit');
    // PostgreSQL answers COMMIT with ROLLBACK when a failed statement was swallowed on the way.
    if (ended.command !== 'COMMIT') throw new Error('The transaction had failed, so nothing of it was kept.');
    line.begun = outside;
    return value;
  });
}

/**
 * A connection on which anything went wrong is thrown away rather than mended: a connection that kept its
 * transaction would keep its viewer, and lend it to the next.
 */
async function lend<Value>(
  connect: () => Promise<pg.PoolClient>,
  work: (client: pg.PoolClient) => Promise<Value>,
): Promise<Value> {
  const client = await connect();
  try {
    const value = await work(client);
    client.release();
    return value;
  } catch (error) {
    client.release(error instanceof Error ? error : true);
    return nameAbsence(error);
  }
}

/**
 * Begins the transaction and sets the viewer for it alone, in one message; and makes sure that nobody was set
 * before and that it is the server process to which this connection belongs: a driver that reconnects behind
 * our back would act as somebody else.
 */
async function beginAs(
  client: pg.PoolClient,
  begin: 'begin' | 'begin read only',
  viewer: ViewerId | undefined,
): Promise<void> {
  sendTogether(client);
  const answers: unknown = await client.query(
    `${begin}; select current_setting('rowan.viewer', true) as before,
      set_config('rowan.viewer', ${client.escapeLiteral(viewer ?? '')}, true) as now,
      pg_backend_pid() as process`,
  );
  const [, { rows }] = answers as readonly [unknown, pg.QueryResult<ViewerRow>];
  const [row] = rows;
  const expected = (client as pg.PoolClient & { readonly processID?: number }).processID;
  if (row === undefined || row.before || row.now !== (viewer ?? '') || row.process !== expected) {
    throw new Error('The database connection did not belong to this transaction alone.');
  }
}

interface ViewerRow {
  readonly before: string | null;
  readonly now: string;
  readonly process: number;
}

/** A connection with its query builder, whose release is ours and not the builder's. */
interface Line {
  readonly statements: Kysely<Record<never, never>>;
  /** No answer is given out before the transaction is known to be this viewer's alone. */
  begun: Promise<void>;
  /** What failed first: of what was asked after it, the server says only that the transaction has failed. */
  failure: unknown;
}

const TRANSACTION_HAS_FAILED = '25P02';

const outside = Promise.resolve();
const lines = new WeakMap<pg.PoolClient, Line>();

function lineOf(client: pg.PoolClient): Line {
  const known = lines.get(client);
  if (known !== undefined) return known;
  const query = async (text: string, values: unknown[]) => {
    sendTogether(client);
    const [answer] = await Promise.all([
      client.query({ name: nameStatement(text), text, values }).catch(blame),
      line.begun,
    ]);
    return answer;
  };
  const blame = (error: unknown): never => {
    const isOfEarlier = error instanceof pg.DatabaseError && error.code === TRANSACTION_HAS_FAILED;
    line.failure ??= error;
    throw isOfEarlier ? line.failure : error;
  };
  const pool = { connect: async () => ({ query, release: () => {} }), end: async () => {}, options: {} };
  const statements = new Kysely<Record<never, never>>({
    dialect: new PostgresDialect({ pool: pool as never }),
  });
  const line: Line = { statements, begun: outside, failure: undefined };
  lines.set(client, line);
  return line;
}

/** Holds what is written to the server back until everything that can be asked at this moment has been. */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as pg.PoolClient & { readonly connection: { readonly stream: Socket } })
    .connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

const MOST_NAMED = 1000;
const names = new Map<string, string>();

/**
 * A statement with a name is read and planned once a connection: with row security, that is half of what a
 * small one costs. Texts of which there is no end stay without a name.
 */
function nameStatement(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMED) return known;
  const name = `rowan_${names.size}`;
  names.set(text, name);
  return name;
}
