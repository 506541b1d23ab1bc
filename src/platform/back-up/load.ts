import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Decrypter } from 'age-encryption';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Connection, withClient } from '../database/connection.ts';
import { readJson } from '../json.ts';
import { StartUpRefusal } from '../refusal.ts';
import { type Contents, contentsShape, type DumpedTable, readTables } from './contents.ts';
import { watchBytes } from './watch-bytes.ts';

export interface Load {
  readonly schema: string;
  readonly folder: string;
  /** As age writes it: AGE-SECRET-KEY-1… */
  readonly identity: string;
  /** Looks at what was loaded before it counts; what it throws undoes all of it. */
  readonly check: (client: pg.Client) => Promise<void>;
}

/**
 * Puts the rows of a back-up into an empty database of the same migrations, all of them or none: each table
 * counted, and compared with the hash that the back-up states.
 *
 * @param connection of an administrator of that database
 * @throws StartUpRefusal when the back-up is not whole, is for another Rowan, or does not open
 */
export function loadDatabase(
  connection: Connection,
  { schema, folder, identity, check }: Load,
): Promise<Contents> {
  return withClient(connection, async (client) => {
    const contents = await readContents(folder, identity);
    await refuseOtherMigrations(client, contents);
    await client.query('begin');
    // Rows are put back as they were: what happens when one is written has happened.
    await client.query('set local session_replication_role = replica; set local statement_timeout = 0');
    await client.query(`set local search_path = ${schema}, pg_temp`);
    const there = await readTables(client, schema);
    await client.query(`truncate ${there.map(({ name }) => nameTable(client, schema, name)).join(', ')}`);
    for (const table of contents.tables) await loadTable(client, { schema, folder, identity, table });
    for (const { name, value } of contents.sequences) {
      await client.query('select setval($1::regclass, $2)', [nameTable(client, schema, name), value]);
    }
    await check(client);
    await client.query('commit');
    return contents;
  });
}

async function readContents(folder: string, identity: string): Promise<Contents> {
  const text = await new Response(await decrypt(path.join(folder, 'contents.age'), identity)).text();
  const contents = readJson(text, contentsShape);
  if (contents !== undefined) return contents;
  throw new StartUpRefusal(`The back-up ${folder} was not made by Rowan.`);
}

async function refuseOtherMigrations(client: pg.Client, { migrations }: Contents): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select name from rowan_migration.applied order by name',
  );
  if (rows.map(({ name }) => name).join() === migrations.join()) return;
  throw new StartUpRefusal(
    `The back-up is of a Rowan whose last migration is ${migrations.at(-1)}, and this one’s is ` +
      `${rows.at(-1)?.name}; restore it with that Rowan, and then start this one.`,
  );
}

async function loadTable(
  client: pg.Client,
  { schema, folder, identity, table }: Omit<Load, 'check'> & { readonly table: DumpedTable },
): Promise<void> {
  const list = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const plain = await decrypt(path.join(folder, `${table.name}.age`), identity);
  const copy = client.query(copyFrom(`copy ${nameTable(client, schema, table.name)} (${list}) from stdin`));
  // What failed here fails once more when the connection ends.
  copy.on('error', () => {});
  const { stream, digest } = watchBytes();
  await pipeline(Readable.fromWeb(plain as Parameters<typeof Readable.fromWeb>[0]), stream, copy).catch(
    (cause: unknown) => {
      throw refuseTable(table.name, folder, cause);
    },
  );
  if (copy.rowCount !== table.rows || digest() !== table.sha256) throw refuseTable(table.name, folder);
}

function refuseTable(name: string, folder: string, cause?: unknown): StartUpRefusal {
  return new StartUpRefusal(`The table ${name} of the back-up ${folder} is not the one that it states.`, {
    cause,
  });
}

async function decrypt(file: string, identity: string): Promise<ReadableStream<Uint8Array>> {
  if (!fs.existsSync(file)) {
    throw new StartUpRefusal(`The back-up is not whole: ${file} is missing.`);
  }
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(identity);
    const sealed = Readable.toWeb(fs.createReadStream(file)) as ReadableStream<Uint8Array>;
    return await decrypter.decrypt(sealed);
  } catch (cause) {
    throw new StartUpRefusal(`${file} does not open with this identity, or was changed.`, { cause });
  }
}

function nameTable(client: pg.Client, schema: string, name: string): string {
  return `${schema}.${client.escapeIdentifier(name)}`;
}
