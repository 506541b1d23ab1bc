import { createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { type Connection, nameAbsence } from '../database/connection.ts';
import { type Id, makeId } from '../ids.ts';
import { describeDefect, type Log } from '../log.ts';
import { StartUpRefusal } from '../refusal.ts';
import { makeMasterKey, masterKeyFile, readMasterKey } from './master-key.ts';
import {
  commitTo,
  type DataKey,
  derive,
  deriveDataKey,
  joinParts,
  openBytes,
  SealBroken,
  sealBytes,
} from './sealing.ts';

/** Keys by what they belong to. */
export interface KeyStore {
  /**
   * Makes the key of a thing that is about to be made, or gives the one it has: a key without a thing harms
   * nobody, a thing without a key is lost.
   *
   * @param kind what sort of thing, for counting
   * @throws KeyGone when the thing's key was destroyed
   */
  makeKey(kind: string, ownerId: string): Promise<DataKey>;
  /** The same for many things at once. */
  makeKeys(owners: readonly KeyOwner[]): Promise<ReadonlyMap<string, DataKey>>;
  /** @throws KeyGone when there is none: destroyed, or never made */
  keyFor(ownerId: string): Promise<DataKey>;
  /** The keys of many things in one question; those that are gone are not in it. */
  keysFor(ownerIds: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;
  /** What has a key of a kind that was made before a moment. */
  listOwners(kind: string, madeBefore: Date): Promise<readonly string[]>;
  /** What was sealed with it can be read no more, here or in any back-up of the records. */
  destroyKey(ownerId: string): Promise<void>;
}

export interface KeyOwner {
  readonly kind: string;
  readonly ownerId: string;
}

export interface OpenedKeys extends KeyStore {
  /**
   * Takes the master key from its file, or makes it at the very first start. Whoever asks for a key first
   * does it as well; at the start, a refusal can still stop the program.
   *
   * @throws StartUpRefusal when the file is lost, is another one, or may be read by others
   */
  unlock(): Promise<void>;
  close(): Promise<void>;
}

export class KeyGone extends Error {}

export interface KeyOptions {
  readonly connection: Connection;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
}

interface KeyRow {
  readonly key_id: Id<'key'>;
  readonly kind: string;
  readonly owner_id: string;
  readonly wrapped: Buffer;
  readonly commitment: Buffer;
}

/** How long another process's destroying of a key may go unnoticed here. */
const REMEMBER_MS = 60_000;
const REMEMBER_AT_MOST = 5000;

/** Opens the store of keys. Nothing is connected until it is unlocked. */
export function openKeys({ connection, dataFolder, clock, log }: KeyOptions): OpenedKeys {
  const pool = openPool(connection, log);
  const ask = async <Row extends pg.QueryResultRow>(statement: string, values: readonly unknown[]) =>
    (await pool.query<Row>(statement, [...values]).catch(nameAbsence)).rows;
  const remembered = new Map<string, { readonly key: DataKey; readonly until: number }>();
  let master: Buffer | undefined;

  const file = masterKeyFile(dataFolder);
  const unlock = async () => {
    master ??= await findMaster(file, ask);
    return master;
  };
  const remember = (key: DataKey) => {
    if (remembered.size >= REMEMBER_AT_MOST) remembered.clear();
    remembered.set(key.ownerId, { key, until: clock.readMilliseconds() + REMEMBER_MS });
    return key;
  };
  const recall = (ownerId: string) => {
    const found = remembered.get(ownerId);
    return found !== undefined && found.until > clock.readMilliseconds() ? found.key : undefined;
  };
  const keysFor = async (ownerIds: readonly string[]) => {
    const wanted = ownerIds.filter((ownerId) => recall(ownerId) === undefined);
    const secret = await unlock();
    const rows = wanted.length === 0 ? [] : await ask<KeyRow>(SELECT, [wanted]);
    const unwrapped = new Map(rows.map((row) => [row.owner_id, remember(unwrap(secret, row))]));
    const found = ownerIds.map((ownerId) => unwrapped.get(ownerId) ?? recall(ownerId));
    return new Map(found.flatMap((key) => (key === undefined ? [] : [[key.ownerId, key]])));
  };
  const keyFor = async (ownerId: string) => demand(await keysFor([ownerId]), ownerId);
  const makeKeys = async (owners: readonly KeyOwner[]) => {
    const secret = await unlock();
    const rows = owners.map((owner) => wrap(secret, makeId<'key'>(clock), owner));
    await ask(
      INSERT,
      columnNames.map((name) => rows.map((row) => row[name])),
    );
    const keys = await keysFor(owners.map(({ ownerId }) => ownerId));
    for (const { ownerId } of owners) demand(keys, ownerId);
    return keys;
  };
  return {
    keysFor,
    keyFor,
    listOwners: async (kind, madeBefore) =>
      (await ask<{ owner_id: string }>(LIST, [kind, madeBefore])).map((row) => row.owner_id),
    makeKeys,
    makeKey: async (kind, ownerId) => demand(await makeKeys([{ kind, ownerId }]), ownerId),
    destroyKey: async (ownerId) => {
      remembered.delete(ownerId);
      await ask(DESTROY, [ownerId]);
    },
    unlock: async () => void (await unlock()),
    close: () => pool.end(),
  };
}

function openPool(connection: Connection, log: Log): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: 4,
    connectionTimeoutMillis: 3000,
    keepAlive: true,
    application_name: 'rowan keys',
  });
  pool.on('error', (error) => log.info('keys.connection-lost', describeDefect(error)));
  return pool;
}

const SELECT = 'select key_id, kind, owner_id, wrapped, commitment from data_key where owner_id = any($1)';
const columnNames = ['key_id', 'kind', 'owner_id', 'wrapped', 'commitment'] as const;
const INSERT = `insert into data_key (key_id, kind, owner_id, wrapped, commitment)
  select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::bytea[], $5::bytea[])
    as made (key_id, kind, owner_id, wrapped, commitment)
  where not exists (select from grave where grave.owner_id = made.owner_id)
  on conflict (owner_id) do nothing`;
const LIST = 'select owner_id from data_key where kind = $1 and made_at < $2';
const DESTROY = `with gone as (delete from data_key where owner_id = $1 returning owner_id, key_id, kind)
  insert into grave (owner_id, key_id, kind) select owner_id, key_id, kind from gone
  on conflict (owner_id) do nothing`;

type Ask = <Row extends pg.QueryResultRow>(
  statement: string,
  values: readonly unknown[],
) => Promise<readonly Row[]>;

async function findMaster(file: string, ask: Ask): Promise<Buffer> {
  const read = 'select commitment from master_key';
  const [known] = await ask<{ commitment: Buffer }>(read, []);
  const there = readMasterKey(file);
  if (there === undefined && known !== undefined) {
    throw new StartUpRefusal(
      `The master key ${file} is missing, and what the database holds is sealed with it; ` +
        'put the file back from where you keep its copy.',
    );
  }
  const master = there ?? makeMasterKey(file);
  await ask('insert into master_key (commitment) values ($1) on conflict do nothing', [commitTo(master)]);
  const [kept] = await ask<{ commitment: Buffer }>(read, []);
  if (kept !== undefined && timingSafeEqual(kept.commitment, commitTo(master))) return master;
  throw new StartUpRefusal(
    `The master key ${file} is not the one that the database was sealed with; ` +
      'put the right file back from where you keep its copy.',
  );
}

/** @throws KeyGone where there is none */
function demand(keys: ReadonlyMap<string, DataKey>, ownerId: string): DataKey {
  const key = keys.get(ownerId);
  if (key === undefined) throw new KeyGone('The key is not there: destroyed, or never made.');
  return key;
}

function wrap(master: Buffer, keyId: Id<'key'>, { kind, ownerId }: KeyOwner): KeyRow {
  const secret = randomBytes(32);
  const wrapped = sealBytes(wrappingKey(master, keyId), keyId, joinParts(['key', kind, ownerId]), secret);
  return { key_id: keyId, kind, owner_id: ownerId, wrapped, commitment: commitTo(secret) };
}

/** One wrapping key for each key: no two are ever wrapped under the same. */
function wrappingKey(master: Buffer, keyId: Id<'key'>) {
  return createSecretKey(derive(master, 'rowan wrapping 1', keyId));
}

function unwrap(master: Buffer, row: KeyRow): DataKey {
  const bound = joinParts(['key', row.kind, row.owner_id]);
  const secret = openBytes(wrappingKey(master, row.key_id), row.key_id, bound, row.wrapped);
  // GCM alone would let two keys open one text, each to another meaning.
  if (!timingSafeEqual(commitTo(secret), row.commitment))
    throw new SealBroken('The key is not the one promised.');
  return deriveDataKey(row.key_id, row.owner_id, secret);
}
