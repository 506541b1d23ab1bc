import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Encrypter } from 'age-encryption';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Connection, withClient } from '../database/connection.ts';
import { type Contents, type DumpedTable, readTables } from './contents.ts';
import { watchBytes } from './watch-bytes.ts';

/**
 * Writes all rows of a schema as they stood at one moment, each table a file that only the holder of the
 * recipient's identity opens (age-encryption.org). Others may write meanwhile.
 *
 * @param connection of a role that sees every row: where row security would hide any, it fails
 * @param folder is made
 * @param recipient as age writes it: age1…
 */
export function dumpDatabase(
  connection: Connection,
  { schema, folder, recipient }: { schema: string; folder: string; recipient: string },
): Promise<Contents> {
  return withClient(connection, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local row_security = off; set local statement_timeout = 0');
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const tables: DumpedTable[] = [];
    for (const { name, columns } of await readTables(client, schema)) {
      const file = path.join(folder, `${name}.age`);
      tables.push({
        name,
        columns,
        ...(await dumpTable(client, { schema, name, columns, file, recipient })),
      });
    }
    const contents = {
      migrations: await readMigrations(client),
      tables,
      sequences: await readSequences(client, schema),
    };
    await client.query('commit');
    await encryptTo(
      path.join(folder, 'contents.age'),
      recipient,
      Readable.from([Buffer.from(JSON.stringify(contents))]),
    );
    return contents;
  });
}

interface Target {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly file: string;
  readonly recipient: string;
}

async function dumpTable(
  client: pg.Client,
  { schema, name, columns, file, recipient }: Target,
): Promise<Pick<DumpedTable, 'rows' | 'sha256'>> {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const copy = client.query(
    copyTo(`copy (select ${list} from ${schema}.${client.escapeIdentifier(name)}) to stdout`),
  );
  const { stream, digest } = watchBytes();
  copy.on('error', (error) => stream.destroy(error));
  await encryptTo(file, recipient, copy.pipe(stream));
  return { rows: copy.rowCount, sha256: digest() };
}

/** On the disk, whole, when it is done. */
async function encryptTo(file: string, recipient: string, plain: Readable): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(Readable.toWeb(plain) as ReadableStream<Uint8Array>);
  await pipeline(
    Readable.fromWeb(sealed as Parameters<typeof Readable.fromWeb>[0]),
    fs.createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true }),
  );
}

async function readMigrations(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select name from rowan_migration.applied order by name',
  );
  return rows.map(({ name }) => name);
}

async function readSequences(client: pg.Client, schema: string): Promise<Contents['sequences']> {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    `select sequencename as name, last_value::text as value from pg_sequences
      where schemaname = $1 order by sequencename`,
    [schema],
  );
  return rows.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
}
