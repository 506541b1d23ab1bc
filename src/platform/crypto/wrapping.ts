import { createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Id } from '../ids.ts';
import { findMaster, type MasterKey } from './master-key.ts';
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

/** A new key of a thing. */
export function wrap(master: MasterKey, keyId: Id<'key'>, { kind, ownerId }: KeyOwner): KeyRow {
  const secret = randomBytes(32);
  const row = { key_id: keyId, kind, owner_id: ownerId, commitment: commitTo(secret) };
  return { ...row, ...wrapSecret(master, row, secret) };
}

/** @throws SealBroken when the row was changed, moved, or wrapped under another master key */
export function unwrap(masters: readonly MasterKey[], row: KeyRow): DataKey {
  return deriveDataKey(row.key_id, row.owner_id, unwrapSecret(masters, row));
}

/** The same key under another master key. */
export function rewrap(masters: readonly MasterKey[], to: MasterKey, row: KeyRow): KeyRow {
  return { ...row, ...wrapSecret(to, row, unwrapSecret(masters, row)) };
}

type Bound = Pick<KeyRow, 'key_id' | 'kind' | 'owner_id'>;

/** A secret as its row keeps it: bound to the row, and to nothing else. */
export function wrapSecret(
  master: MasterKey,
  row: Bound,
  secret: Buffer,
): Pick<KeyRow, 'wrapped' | 'wrapped_under'> {
  const wrapped = sealBytes(wrappingKey(master, row.key_id), row.key_id, bind(row), secret);
  return { wrapped, wrapped_under: master.commitment };
}

function unwrapSecret(masters: readonly MasterKey[], row: KeyRow): Buffer {
  const master = findMaster(masters, row.wrapped_under);
  if (master === undefined) throw new SealBroken('The key is wrapped under a master key that is not here.');
  const secret = openBytes(wrappingKey(master, row.key_id), row.key_id, bind(row), row.wrapped);
  // GCM alone would let two keys open one text, each to another meaning.
  if (timingSafeEqual(commitTo(secret), row.commitment)) return secret;
  throw new SealBroken('The key is not the one promised.');
}

/** One wrapping key for each key: no two are ever wrapped under the same. */
function wrappingKey({ secret }: MasterKey, keyId: Id<'key'>) {
  return createSecretKey(derive(secret, 'rowan wrapping 1', keyId));
}

function bind({ kind, owner_id }: Bound): Buffer {
  return joinParts(['key', kind, owner_id]);
}
