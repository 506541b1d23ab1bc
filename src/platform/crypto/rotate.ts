import type pg from 'pg';
import { type Connection, withClient } from '../database/connection.ts';
import { StartUpRefusal } from '../refusal.ts';
import {
  findMaster,
  keepMasterKeys,
  type MasterKey,
  makeMasterKey,
  masterKeyFile,
  readMasterKeys,
} from './master-key.ts';
import { SealBroken } from './sealing.ts';
import { KEY_COLUMNS, type KeyRow, rewrap } from './wrapping.ts';

const AT_ONCE = 500;
/** Of two exchanges at once, one waits. */
const ROTATING = 7_269_604;
const FIRST = '00000000-0000-0000-0000-000000000000';

export interface Rotation {
  /** Keys that were wrapped anew. */
  readonly rewrapped: number;
  /** Keys that do not open, their rows being changed or moved: the old master key stays for them. */
  readonly spoilt: number;
  /** An exchange that was stopped half-way was ended, and no other begun. */
  readonly wasUnfinished: boolean;
}

/**
 * Exchanges the master key for a new one, while Rowan serves: the file has both until every key is wrapped
 * under the new one. Stopped at any moment, it is ended by doing it again.
 *
 * @param connection of the keeper of keys
 * @throws StartUpRefusal when the master key is lost, or is another one
 */
export function rotateMasterKey(connection: Connection, dataFolder: string): Promise<Rotation> {
  const file = masterKeyFile(dataFolder);
  return withClient(connection, async (client) => {
    await client.query('select pg_advisory_lock($1)', [ROTATING]);
    const inUse = await readInUse(client);
    const masters = readMasterKeys(file);
    const old = inUse && findMaster(masters, inUse);
    if (old === undefined) {
      throw new StartUpRefusal(
        `The master key ${file} is missing, or is not the one that the database was sealed with; ` +
          'put the right file back from where you keep its copy.',
      );
    }
    const ended = await rewrapAll(client, masters, old);
    const wasUnfinished = ended.rewrapped > 0;
    const next = wasUnfinished ? old : await putInUse(client, file, masters);
    const done = wasUnfinished ? ended : await rewrapAll(client, readMasterKeys(file), next);
    if (done.spoilt === 0) keepMasterKeys(file, [next]);
    return { ...done, wasUnfinished };
  });
}

async function readInUse(client: pg.Client): Promise<Buffer | undefined> {
  const { rows } = await client.query<{ commitment: Buffer }>(
    'select commitment from master_key where retired_at is null',
  );
  return rows[0]?.commitment;
}

/** The file has the new key before the database knows of it, so that whoever meets it finds it there. */
async function putInUse(client: pg.Client, file: string, masters: readonly MasterKey[]): Promise<MasterKey> {
  const next = makeMasterKey();
  keepMasterKeys(file, [...masters, next]);
  await client.query('begin');
  await client.query('update master_key set retired_at = now() where retired_at is null');
  await client.query('insert into master_key (commitment) values ($1)', [next.commitment]);
  await client.query('commit');
  return next;
}

/** Wraps what is wrapped under another. A key that does not open is left as it is, and counted. */
async function rewrapAll(client: pg.Client, masters: readonly MasterKey[], to: MasterKey) {
  let [rewrapped, spoilt] = [0, 0];
  for (let after = FIRST; ; ) {
    const { rows } = await client.query<KeyRow>(
      `select ${KEY_COLUMNS} from data_key
        where wrapped_under <> $1 and key_id > $2 order by key_id limit ${AT_ONCE}`,
      [to.commitment, after],
    );
    const last = rows.at(-1);
    if (last === undefined) return { rewrapped, spoilt };
    const made = rows.flatMap((row) => tryRewrap(masters, to, row) ?? []);
    await client.query(
      `update data_key set wrapped = made.wrapped, wrapped_under = $3
        from unnest($1::uuid[], $2::bytea[]) as made (key_id, wrapped) where data_key.key_id = made.key_id`,
      [made.map(({ key_id }) => key_id), made.map(({ wrapped }) => wrapped), to.commitment],
    );
    rewrapped += made.length;
    spoilt += rows.length - made.length;
    after = last.key_id;
  }
}

function tryRewrap(masters: readonly MasterKey[], to: MasterKey, row: KeyRow): KeyRow | undefined {
  try {
    return rewrap(masters, to, row);
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}
