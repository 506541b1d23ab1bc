import pg from 'pg';

/** Where a database is and who signs in, as the driver takes it. */
export type Connection = Readonly<
  Pick<
    pg.ClientConfig,
    'host' | 'port' | 'user' | 'password' | 'database' | 'connectionString' | 'query_timeout'
  >
>;

const AWAY_CODES = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH',
  '57P01', '57P02', '57P03',
]); // biome-ignore format: a list of codes
const AWAY_WORDS = /Connection terminated|connection error and is not queryable|Query read timeout/;
/** No room on the disk; no memory. */
const FULL_CODES = new Set(['53100', '53200']);
/** The pool says so of connections that are all lent, and the server (53300) of those that it has. */
const BUSY_WORDS = /timeout exceeded when trying to connect/;
const TOO_MANY_CONNECTIONS = '53300';

/**
 * The database does not answer, or has only just stopped answering: nothing was done, and it may be back
 * soon.
 */
export class DatabaseAway extends Error {}

/**
 * Whether an error of the driver means that the server is not there, rather than that it was asked something
 * wrong.
 */
export function isAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true;
  if (!(error instanceof Error)) return false;
  const code = readCode(error);
  const isGone =
    AWAY_CODES.has(code) || code.startsWith('08') || isFull(error) || AWAY_WORDS.test(error.message);
  return isGone || isBusy(error);
}

/** Whether the server has no room on its disk, or no memory: it reads, and writes nothing. */
export function isFull(error: unknown): boolean {
  if (error instanceof DatabaseAway) return isFull(error.cause);
  return error instanceof Error && FULL_CODES.has(readCode(error));
}

/** Whether the server is there and others have all of its connections. */
export function isBusy(error: unknown): boolean {
  if (error instanceof DatabaseAway) return isBusy(error.cause);
  if (!(error instanceof Error)) return false;
  return readCode(error) === TOO_MANY_CONNECTIONS || BUSY_WORDS.test(error.message);
}

function readCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Throws on, as DatabaseAway where the driver means that nobody is there, or has no time. */
export function nameAbsence(error: unknown): never {
  if (!isAway(error)) throw error;
  throw new DatabaseAway('The database does not answer.', { cause: error });
}

/**
 * One connection of one's own, for work outside the pool.
 *
 * @param connection where and who
 * @param work is given the connected client; the connection is closed afterwards, whatever happens
 */
export async function withClient<Value>(
  connection: Connection,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 3000, application_name: 'rowan' });
  // Without a listener, a server that stops would end the whole program.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
