import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { type Ask, type MasterPlace, openRing } from '../crypto/ring.ts';
import { SealBroken } from '../crypto/sealing.ts';
import { KEY_COLUMNS, type KeyRow, unwrap } from '../crypto/wrapping.ts';
import { type Connection, withClient } from '../database/connection.ts';
import { StartUpRefusal } from '../refusal.ts';
import type { Contents } from './contents.ts';
import { countUnopened } from './count-unopened.ts';
import { loadDatabase } from './load.ts';
import { ERASED, listBackUps } from './make-back-up.ts';

export interface Restored {
  readonly records: Contents;
  readonly keys: Contents;
  /** The back-up whose keys were taken: the newest that has any. */
  readonly keysOf: string;
  /** Keys that the back-up held, and that were destroyed again. */
  readonly erasedAgain: number;
  /** Texts that no key opens any more, because it was renewed after the back-up of the records. */
  readonly unopened: number;
}

/**
 * Puts a back-up into an empty Rowan: counted, compared, every key opened by the master key, and what was
 * erased since erased again. Keys first: records whose keys do not open are not put back at all.
 *
 * @param folder of the back-up, among the others
 * @param identity as age writes it: AGE-SECRET-KEY-1…
 * @throws StartUpRefusal when there is anything there already, or the back-up or the master key is not right
 */
export async function restoreBackUp(
  to: { readonly records: Connection; readonly keys: Connection },
  {
    folder,
    identity,
    masterPlace,
  }: { readonly folder: string; readonly identity: string; readonly masterPlace: MasterPlace },
): Promise<Restored> {
  await withClient(to.records, refuseUsed);
  const others = listBackUps(path.dirname(folder));
  const keysOf = others.findLast((each) => each >= folder && fs.existsSync(path.join(each, 'keys')));
  if (keysOf === undefined) {
    throw new StartUpRefusal(
      `Neither ${folder} nor a newer back-up beside it has keys; put the newest one back beside it.`,
    );
  }
  let erasedAgain = 0;
  const keys = await loadDatabase(to.keys, {
    schema: 'rowan_keys',
    folder: path.join(keysOf, 'keys'),
    identity,
    check: async (client) => {
      erasedAgain = await eraseAgain(client, others.flatMap(readErased));
      await openEveryKey(client, masterPlace);
    },
  });
  let unopened = 0;
  const records = await loadDatabase(to.records, {
    schema: 'rowan',
    folder: path.join(folder, 'records'),
    identity,
    check: async (client) => {
      unopened = await withClient(to.keys, (keysClient) => countUnopened(client, keysClient));
    },
  });
  return { records, keys, keysOf, erasedAgain, unopened };
}

async function refuseUsed(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from rowan.organisation limit 1');
  if (rowCount === 0) return;
  throw new StartUpRefusal(
    'There is a council in this Rowan already; restore into an empty one (set ROWAN_DATA to another folder).',
  );
}

function readErased(folder: string): readonly string[] {
  const file = path.join(folder, ERASED);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}

async function eraseAgain(client: pg.Client, erased: readonly string[]): Promise<number> {
  const { rowCount } = await client.query(
    `with gone as (
      delete from rowan_keys.data_key where owner_id = any($1::uuid[]) returning owner_id, key_id, kind
    ) insert into rowan_keys.grave (owner_id, key_id, kind) select owner_id, key_id, kind from gone
      on conflict (owner_id) do nothing`,
    [erased],
  );
  return rowCount ?? 0;
}

async function openEveryKey(client: pg.Client, place: MasterPlace): Promise<void> {
  const ask: Ask = async (statement, values) => (await client.query(statement, [...values])).rows;
  const ring = await openRing(place, ask);
  const { rows } = await client.query<KeyRow>(`select ${KEY_COLUMNS} from rowan_keys.data_key`);
  await unwrap(ring.masters, rows).catch((cause: unknown) => {
    if (!(cause instanceof SealBroken)) throw cause;
    const sentence =
      'The master key does not open the keys of the back-up; put the copy there that was kept when the ' +
      'back-up was made.';
    throw new StartUpRefusal(sentence, { cause });
  });
}
