import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Rooms } from './asks.ts';
import type { Ask } from './load.ts';

const kept = path.resolve(import.meta.dirname, '../plans');

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The statements of one request in their order, as the driver is given them, each with the plan that
 * PostgreSQL makes for it under the application's role with that viewer set. What is called inside a
 * function has no plan here; its scans are counted (scans.ts).
 */
export async function describePlans(rooms: Rooms, connection: pg.ClientConfig, ask: Ask): Promise<string> {
  const statements = await recordStatements(() => send(rooms, ask));
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const parts: string[] = [];
    let viewer = '';
    for (const { text, values } of statements) {
      viewer = /set_config\('rowan.viewer', '([^']*)'/.exec(text)?.[1] ?? viewer;
      if (!/^\s*(select|insert|update|delete|with)\b/i.test(text)) continue;
      parts.push(`${tidy(text)}\n${await explain(client, viewer, { text, values })}`);
    }
    return `${[...new Set(parts)].join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

/** Writes the plans where git keeps them, so that a change of one is a line in a diff. */
export function keepPlans(name: string, plans: string): void {
  fs.mkdirSync(kept, { recursive: true });
  fs.writeFileSync(path.join(kept, `${name}.txt`), plans);
}

export async function send({ app }: Rooms, { method, path: url, cookie, body }: Ask): Promise<void> {
  const host = 'localhost';
  const { statusCode } = await app.inject({
    method,
    url,
    headers: {
      host,
      cookie,
      origin: `http://${host}`,
      'sec-fetch-site': 'same-origin',
      ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(body !== undefined && { payload: body }),
  });
  if (statusCode >= 400) throw new Error(`${url} answered ${statusCode}`);
}

export async function recordStatements(work: () => Promise<void>): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  const { query } = pg.Client.prototype;
  const listening = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args;
    const asked = typeof first === 'string' ? { text: first, values: second } : (first as Statement);
    if (typeof asked?.text === 'string')
      statements.push({ text: asked.text, values: Array.isArray(asked.values) ? asked.values : [] });
    return Reflect.apply(query, this, args);
  };
  pg.Client.prototype.query = listening as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return statements;
}

export async function explain(
  client: pg.Client,
  viewer: string,
  { text, values }: Statement,
): Promise<string> {
  await client.query('begin');
  try {
    await client.query(`select set_config('rowan.viewer', $1, true)`, [viewer]);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${text}`, [...values]);
    return rows.map((row) => hideValues(row['QUERY PLAN'])).join('\n');
  } catch (error) {
    // The keys are in another database.
    if (error instanceof pg.DatabaseError && error.code === '42P01') return '  (in the database of keys)';
    throw error;
  } finally {
    await client.query('rollback');
  }
}

export function tidy(statement: string): string {
  return statement.replace(/\s+/g, ' ').trim();
}

/** Another run has other ids and other days, and the same plan. */
function hideValues(line: string): string {
  return line
    .replace(/'[0-9a-f]{8}-[0-9a-f-]{27}'/g, "'id'")
    .replace(/'\d{4}-\d\d-\d\d[^']*'/g, "'time'")
    .replace(/'\{[^']*\}'/g, "'{…}'")
    .replace(/'\\\\?x[0-9a-f]*'/g, "'bytes'")
    .replace(/'[^']{60,}'/g, "'…'");
}
