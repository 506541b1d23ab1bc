import type { ZodType } from 'zod';
import { type KeyStore, open, seal } from '../../platform/crypto/index.ts';
import type { Database } from '../../platform/database/index.ts';
import { readJson } from '../../platform/json.ts';
import { insertErrand, takeErrand as takeSealed } from '../sessions/session.store.ts';
import { drawToken, hashToken } from '../sessions/session-cookie.ts';
import { findInstallationKey } from '../sign-in.actions.ts';

export interface ErrandNeeds {
  readonly database: Database;
  readonly keys: KeyStore;
}

/**
 * Keeps what somebody is about to do until they come back with who they are, for 10 minutes, and sealed:
 * what was typed may be in it.
 *
 * @returns the secret by which it is found, once
 */
export async function keepErrand({ database, keys }: ErrandNeeds, errand: object): Promise<string> {
  const { token, tokenHash } = drawToken();
  const sealed = seal(await findInstallationKey(keys), placeOf(tokenHash), JSON.stringify(errand));
  await database.withReferenceTx((tx) => insertErrand(tx, tokenHash, sealed));
  return token;
}

/** Takes an errand, which is there once; undefined where it was taken, is too old, or is of another kind. */
export async function takeErrand<Errand>(
  { database, keys }: ErrandNeeds,
  token: string,
  kind: ZodType<Errand>,
): Promise<Errand | undefined> {
  const tokenHash = hashToken(token);
  const sealed = await database.withReferenceTx((tx) => takeSealed(tx, tokenHash));
  if (sealed === undefined) return undefined;
  return readJson(open(await findInstallationKey(keys), placeOf(tokenHash), sealed), kind);
}

function placeOf(tokenHash: Buffer) {
  return { table: 'sign_in_errand', column: 'errand_cipher', row: tokenHash.toString('hex') };
}
