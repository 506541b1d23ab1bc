import { timingSafeEqual } from 'node:crypto';
import type { Id } from '../ids.ts';
import { commitTo, type DataKey, deriveDataKey, SealBroken } from './sealing.ts';

export interface KeyOwner {
  readonly kind: string;
  readonly ownerId: string;
}

/** One key of a thing is in use. While it is renewed there is another, which opens and does not seal. */
type Stage = 'coming' | 'in-use' | 'leaving' | 'spent';

/** A key as the database keeps it: wrapped under a master key. */
export interface KeyRow {
  readonly key_id: Id<'key'>;
  readonly kind: string;
  readonly owner_id: string;
  readonly stage: Stage;
  readonly wrapped: Buffer;
  readonly commitment: Buffer;
  /** The commitment of the master key. */
  readonly wrapped_under: Buffer;
}

/** The columns of a row, as a query names them. */
export const KEY_COLUMNS = 'key_id, kind, owner_id, stage, wrapped, commitment, wrapped_under';

/** What is bound to a wrapped secret: it opens in its own row, and in no other. */
export type Bound = Pick<KeyRow, 'key_id' | 'kind' | 'owner_id'>;

/** A master key, wherever it is kept: it wraps the keys of things, and is never seen by the database. */
export interface Master {
  /** By which the database knows it, without knowing it. */
  readonly commitment: Buffer;
  wrap(rows: readonly Bound[], secrets: readonly Buffer[]): Promise<readonly Buffer[]>;
  /** In the order of the rows; undefined for one that was changed, moved, or wrapped under another. */
  unwrap(rows: readonly KeyRow[]): Promise<readonly (Buffer | undefined)[]>;
}

export function findMaster(masters: readonly Master[], commitment: Buffer): Master | undefined {
  return masters.find((master) => timingSafeEqual(master.commitment, commitment));
}

/** A key that is about to be wrapped for the first time. */
export interface NewKey extends KeyOwner {
  readonly keyId: Id<'key'>;
  readonly stage: Stage;
  readonly secret: Buffer;
}

export function wrapNew(master: Master, keys: readonly NewKey[]): Promise<readonly KeyRow[]> {
  const rows = keys.map(({ keyId, kind, ownerId, stage, secret }) => ({
    key_id: keyId,
    kind,
    owner_id: ownerId,
    stage,
    commitment: commitTo(secret),
  }));
  return wrapAll(
    master,
    rows,
    keys.map(({ secret }) => secret),
  );
}

/** @throws SealBroken when a row was changed, moved, or wrapped under a master key that is not here */
export async function unwrap(masters: readonly Master[], rows: readonly KeyRow[]): Promise<DataKey[]> {
  return (await unwrapWhole(masters, rows)).map((key) => {
    if (key !== undefined) return key;
    throw new SealBroken('The key was changed or moved, or its master key is not here.');
  });
}

/** In the order of the rows; undefined for one that does not open. */
export async function unwrapWhole(
  masters: readonly Master[],
  rows: readonly KeyRow[],
): Promise<readonly (DataKey | undefined)[]> {
  const secrets = await unwrapSecrets(masters, rows);
  return rows.map(({ key_id, owner_id }, place) => {
    const secret = secrets[place];
    return secret && deriveDataKey(key_id, owner_id, secret);
  });
}

/** Of each thing the key in use, with the other one that it has while it is renewed. */
export function joinKeys(rows: readonly KeyRow[], keys: readonly DataKey[]): readonly DataKey[] {
  const inUse = new Set(rows.filter(({ stage }) => stage === 'in-use').map(({ key_id }) => key_id));
  if (inUse.size === rows.length) return keys;
  const others = Map.groupBy(
    keys.filter(({ keyId }) => !inUse.has(keyId)),
    ({ ownerId }) => ownerId,
  );
  return keys
    .filter(({ keyId }) => inUse.has(keyId))
    .map((key) => ({ ...key, others: others.get(key.ownerId) ?? [] }));
}

/** The same keys under another master key, without those that do not open. */
export async function rewrap(
  masters: readonly Master[],
  to: Master,
  rows: readonly KeyRow[],
): Promise<readonly KeyRow[]> {
  const secrets = await unwrapSecrets(masters, rows);
  const opened = rows.filter((_, place) => secrets[place] !== undefined);
  return wrapAll(
    to,
    opened,
    secrets.filter((secret) => secret !== undefined),
  );
}

async function wrapAll<Row extends Bound & Pick<KeyRow, 'stage' | 'commitment'>>(
  master: Master,
  rows: readonly Row[],
  secrets: readonly Buffer[],
): Promise<readonly KeyRow[]> {
  const wrapped = rows.length === 0 ? [] : await master.wrap(rows, secrets);
  return rows.map((row, place) => ({
    ...row,
    wrapped: wrapped[place] as Buffer,
    wrapped_under: master.commitment,
  }));
}

async function unwrapSecrets(masters: readonly Master[], rows: readonly KeyRow[]) {
  const secrets = new Map<KeyRow, Buffer>();
  for (const master of masters) {
    const own = rows.filter((row) => row.wrapped_under.equals(master.commitment));
    const opened = own.length === 0 ? [] : await master.unwrap(own);
    for (const [place, row] of own.entries()) {
      const secret = opened[place];
      // GCM alone would let two keys open one text, each to another meaning.
      const isPromised = secret !== undefined && timingSafeEqual(commitTo(secret), row.commitment);
      if (isPromised) secrets.set(row, secret);
    }
  }
  return rows.map((row) => secrets.get(row));
}
