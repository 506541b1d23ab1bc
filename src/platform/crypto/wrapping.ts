import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Id } from '../ids.ts';
import { commitTo, type DataKey, deriveDataKey, SealBroken } from './sealing.ts';

export interface KeyOwner {
  readonly kind: string;
  readonly ownerId: string;
}

/** A key as the database keeps it: wrapped under a master key. */
export interface KeyRow {
  readonly key_id: Id<'key'>;
  readonly kind: string;
  readonly owner_id: string;
  readonly wrapped: Buffer;
  readonly commitment: Buffer;
  /** The commitment of the master key. */
  readonly wrapped_under: Buffer;
}

/** The columns of a row, as a query names them. */
export const KEY_COLUMNS = 'key_id, kind, owner_id, wrapped, commitment, wrapped_under';

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

/** New keys of things. */
export function wrapNew(
  master: Master,
  things: readonly (KeyOwner & { readonly keyId: Id<'key'> })[],
): Promise<readonly KeyRow[]> {
  const secrets = things.map(() => randomBytes(32));
  const rows = things.map(({ keyId, kind, ownerId }, place) => ({
    key_id: keyId,
    kind,
    owner_id: ownerId,
    commitment: commitTo(secrets[place] as Buffer),
  }));
  return wrapAll(master, rows, secrets);
}

/** @throws SealBroken when a row was changed, moved, or wrapped under a master key that is not here */
export async function unwrap(masters: readonly Master[], rows: readonly KeyRow[]): Promise<DataKey[]> {
  const secrets = await unwrapSecrets(masters, rows);
  return rows.map((row, place) => {
    const secret = secrets[place];
    if (secret !== undefined) return deriveDataKey(row.key_id, row.owner_id, secret);
    throw new SealBroken('The key was changed or moved, or its master key is not here.');
  });
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

async function wrapAll<Row extends Bound & Pick<KeyRow, 'commitment'>>(
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
