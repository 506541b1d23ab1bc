import type { Database } from '../../platform/database/index.ts';
import { type KeptPasskey, writeRow } from '../passkeys/passkey.store.ts';
import { hashPassword } from '../passwords/password.ts';
import { hashToken } from '../sessions/session-cookie.ts';
import { readWayIn, takeWayIn, takeWayInByPasskey, type WayInFor } from './way-in.store.ts';

/** Whom a way in is for; undefined where it was used, has run out, or never was. */
export function findWayIn(database: Database, token: string): Promise<WayInFor | undefined> {
  return database.askOnce((tx) => readWayIn(tx, hashToken(token)));
}

/** Chooses a password by a way in, which works no more. Whoever was signed in is signed out. */
export async function choosePassword(
  database: Database,
  {
    token,
    password,
    reference,
  }: {
    readonly token: string;
    readonly password: string;
    readonly reference: string;
  },
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return database.withReferenceTx((tx) =>
    takeWayIn(tx, { tokenHash: hashToken(token), passwordHash, reference }),
  );
}

/** Takes a way in by a passkey that was made there. */
export function takeWayInBy(
  database: Database,
  {
    token,
    passkey,
    reference,
  }: {
    readonly token: string;
    readonly passkey: KeptPasskey;
    readonly reference: string;
  },
): Promise<boolean> {
  const taken = { tokenHash: hashToken(token), passkey: writeRow(passkey), reference };
  return database.withReferenceTx((tx) => takeWayInByPasskey(tx, taken));
}
