import type pg from 'pg';
import { type Connection, withClient } from '../database/connection.ts';
import {
  type FileMaster,
  keepMasterKeys,
  makeMasterKey,
  masterKeyFile,
  readMasterKeys,
} from './master-key.ts';
import { type Ask, type MasterPlace, openRing, type Ring } from './ring.ts';
import { makeServiceMaster } from './service-master.ts';
import { openTransit } from './transit.ts';
import { KEY_COLUMNS, type KeyRow, type Master, rewrap } from './wrapping.ts';

const AT_ONCE = 500;
/** Of two exchanges at once, one waits. */
const ROTATING = 7_269_604;
/** Before every id. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface Rotation {
  /** Keys that were wrapped anew. */
  readonly rewrapped: number;
  /** Keys that do not open, their rows being changed or moved: the old master key stays for them. */
  readonly spoilt: number;
  /** An exchange that was stopped half-way was ended, and no other begun. */
  readonly wasUnfinished: boolean;
  /** Where the master key in use is kept now. */
  readonly keptBy: 'file' | 'service';
}

/**
 * Exchanges the master key for a new one, while Rowan serves: both are there until every key is wrapped
 * under the new one. Stopped at any moment, it is ended by doing it again.
 *
 * @param connection of the keeper of keys
 * @param place the new one is kept by its key service, where it names one
 * @param into the file all the same: to leave a key service
 * @throws StartUpRefusal when the master key is lost, or is another one, or its service is away
 */
export function rotateMasterKey(
  connection: Connection,
  place: MasterPlace,
  into: Rotation['keptBy'] = place.keyService === undefined ? 'file' : 'service',
): Promise<Rotation> {
  return withClient(connection, async (client) => {
    await client.query('select pg_advisory_lock($1)', [ROTATING]);
    const ask: Ask = async (statement, values) => (await client.query(statement, [...values])).rows;
    const ring = await openRing(place, ask);
    const ended = await rewrapAll(client, ring);
    const wasUnfinished = ended.rewrapped > 0;
    if (!wasUnfinished) {
      await putInUse(client, into === 'file' ? addToFile(place) : await askService(place, ring));
    }
    const now = wasUnfinished ? ring : await openRing(place, ask);
    const done = wasUnfinished ? ended : await rewrapAll(client, now);
    if (done.spoilt === 0) forgetOthers(place, now.inUse);
    return { ...done, wasUnfinished, keptBy: now.isOfService ? 'service' : 'file' };
  });
}

/** The file has the new key before the database knows of it, so that whoever meets it finds it there. */
function addToFile({ dataFolder }: MasterPlace): FileMaster {
  const file = masterKeyFile(dataFolder);
  const next = makeMasterKey();
  keepMasterKeys(file, [...readMasterKeys(file), next]);
  return next;
}

async function askService({ keyService }: MasterPlace, { isOfService }: Ring) {
  if (keyService === undefined) throw new TypeError('There is no key service to wrap keys by.');
  const transit = openTransit(keyService);
  if (isOfService) await transit.rotate();
  return makeServiceMaster(transit);
}

async function putInUse(client: pg.Client, next: Master & { readonly proof?: Buffer }): Promise<void> {
  await client.query('begin');
  await client.query('update master_key set retired_at = now() where retired_at is null');
  await client.query('insert into master_key (commitment, proof) values ($1, $2)', [
    next.commitment,
    next.proof ?? null,
  ]);
  await client.query('commit');
}

/** A file whose keys a service wraps now is left for its owner to take away. */
function forgetOthers({ dataFolder }: MasterPlace, { commitment }: Master): void {
  const file = masterKeyFile(dataFolder);
  const inUse = readMasterKeys(file).filter((each) => each.commitment.equals(commitment));
  if (inUse.length > 0) keepMasterKeys(file, inUse);
}

/** Wraps what is wrapped under another. A key that does not open is left as it is, and counted. */
async function rewrapAll(client: pg.Client, { masters, inUse }: Ring) {
  let [rewrapped, spoilt] = [0, 0];
  for (let after = FIRST_ID; ; ) {
    const { rows } = await client.query<KeyRow>(
      `select ${KEY_COLUMNS} from data_key
        where wrapped_under <> $1 and key_id > $2 order by key_id limit ${AT_ONCE}`,
      [inUse.commitment, after],
    );
    const last = rows.at(-1);
    if (last === undefined) return { rewrapped, spoilt };
    const made = await rewrap(masters, inUse, rows);
    await client.query(
      `update data_key set wrapped = made.wrapped, wrapped_under = $3
        from unnest($1::uuid[], $2::bytea[]) as made (key_id, wrapped) where data_key.key_id = made.key_id`,
      [made.map(({ key_id }) => key_id), made.map(({ wrapped }) => wrapped), inUse.commitment],
    );
    rewrapped += made.length;
    spoilt += rows.length - made.length;
    after = last.key_id;
  }
}
