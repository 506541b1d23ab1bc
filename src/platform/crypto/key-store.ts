import pg from 'pg';
import type { Clock } from '../clock.ts';
import { type Connection, nameAbsence } from '../database/connection.ts';
import { describeDefect, type Log } from '../log.ts';
import { StartUpRefusal } from '../refusal.ts';
import { drawKey, insertKeys } from './new-keys.ts';
import { type Ask, type MasterPlace, openRing, type Ring } from './ring.ts';
import type { DataKey } from './sealing.ts';
import { KeyServiceAway } from './transit.ts';
import { findMaster, joinKeys, KEY_COLUMNS, type KeyOwner, type KeyRow, unwrap } from './wrapping.ts';

/** Keys by what they belong to. */
export interface KeyStore {
  /**
   * Makes the key of a thing that is about to be made, or gives the one it has: a key without a thing harms
   * nobody, a thing without a key is lost.
   *
   * @param kind what sort of thing
   * @throws KeyGone when the thing's key was destroyed
   * @throws KeyOfAnother where the id already names a thing of another kind
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
  /**
   * What was sealed with it can be read no more, here or in any back-up of the records.
   *
   * @param kind a key of another kind stays: an id may have come from a browser
   */
  destroyKey(kind: string, ownerId: string): Promise<void>;
}

export interface OpenedKeys extends KeyStore {
  /**
   * Takes the master key from its file, or asks its service for it; makes it at the very first start. Whoever
   * asks for a key first does it as well; at the start, a refusal can still stop the program.
   *
   * @throws StartUpRefusal when it is lost, is another one, or may be read by others, or its service is away
   */
  unlock(): Promise<void>;
  close(): Promise<void>;
}

export class KeyGone extends Error {}

export interface KeyOptions extends MasterPlace {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long another process's destroying or renewing of a key may go unnoticed here. */
export const REMEMBER_MS = 60_000;
const REMEMBER_AT_MOST = 5000;

/** Opens the store of keys. Nothing is connected until it is unlocked. */
export function openKeys({ connection, clock, log, ...place }: KeyOptions): OpenedKeys {
  const pool = openPool(connection, log);
  const ask: Ask = async (statement, values) =>
    (await pool.query(statement, [...values]).catch(nameAbsence)).rows;
  const { remember, recall, forget } = openMemory(clock);
  let ring: Ring | undefined;

  const unlock = async () => {
    if (ring !== undefined) return ring;
    ring = await openRing(place, ask);
    if (place.keyService !== undefined && !ring.isOfService) log.alarm('keys.not-yet-of-service');
    return ring;
  };
  /** Another process exchanged the master key meanwhile. */
  const lookAgain = () => {
    ring = undefined;
    return unlock();
  };
  const keysFor = async (ownerIds: readonly string[]) => {
    const known = new Map(
      ownerIds.flatMap((ownerId) => recall(ownerId) ?? []).map((key) => [key.ownerId, key]),
    );
    const wanted = ownerIds.filter((ownerId) => !known.has(ownerId));
    const { masters } = await unlock();
    const rows = wanted.length === 0 ? [] : await ask<KeyRow>(SELECT, [wanted]);
    const isNew = rows.some((row) => findMaster(masters, row.wrapped_under) === undefined);
    const opened = await unwrap(isNew ? (await lookAgain()).masters : masters, rows);
    for (const key of joinKeys(rows, opened)) known.set(key.ownerId, remember(key));
    return known;
  };
  const keyFor = async (ownerId: string) => demand(await keysFor([ownerId]), ownerId);
  const makeKeys = async (owners: readonly KeyOwner[]) => {
    const made = owners.map((owner) => drawKey(clock, owner));
    if (!(await insertKeys(ask, await unlock(), made))) await insertKeys(ask, await lookAgain(), made);
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
    destroyKey: async (kind, ownerId) => {
      forget(ownerId);
      await ask(DESTROY, [ownerId, kind]);
    },
    unlock: async () => void (await unlock().catch(refuseAbsence)),
    close: () => pool.end(),
  };
}

/** Opened keys, for as long as the destroying of one elsewhere may go unnoticed. */
function openMemory(clock: Clock) {
  const kept = new Map<string, { readonly key: DataKey; readonly until: number }>();
  const remember = (key: DataKey) => {
    if (kept.size >= REMEMBER_AT_MOST) kept.clear();
    kept.set(key.ownerId, { key, until: clock.readMilliseconds() + REMEMBER_MS });
    return key;
  };
  const recall = (ownerId: string) => {
    const found = kept.get(ownerId);
    return found !== undefined && found.until > clock.readMilliseconds() ? found.key : undefined;
  };
  return { remember, recall, forget: (ownerId: string) => kept.delete(ownerId) };
}

/** A key is one row by its name. */
const ANSWER_WITHIN_MS = 10_000;

function openPool(connection: Connection, log: Log): pg.Pool {
  const pool = new pg.Pool({
    max: 4,
    connectionTimeoutMillis: 3000,
    query_timeout: ANSWER_WITHIN_MS,
    ...connection,
    keepAlive: true,
    application_name: 'rowan keys',
  });
  pool.on('error', (error) => log.info('keys.connection-lost', describeDefect(error)));
  return pool;
}

const SELECT = `select ${KEY_COLUMNS} from data_key where owner_id = any($1)`;
const LIST = `select owner_id from data_key where kind = $1 and made_at < $2 and stage = 'in-use'`;
const DESTROY = `with gone as (delete from data_key where owner_id = $1 and kind = $2
    returning owner_id, key_id, kind)
  insert into grave (owner_id, key_id, kind) select owner_id, key_id, kind from gone
  on conflict (owner_id) do nothing`;

/** Who waits for an answer may try again; a start does not go on without its key service. */
function refuseAbsence(error: unknown): never {
  throw error instanceof KeyServiceAway ? new StartUpRefusal(error.message, { cause: error }) : error;
}

/** @throws KeyGone where there is none */
function demand(keys: ReadonlyMap<string, DataKey>, ownerId: string): DataKey {
  const key = keys.get(ownerId);
  if (key === undefined) throw new KeyGone('The key is not there: destroyed, or never made.');
  return key;
}
