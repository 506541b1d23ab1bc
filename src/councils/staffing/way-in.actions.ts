import { randomBytes } from 'node:crypto';
import { recordEvent } from '../../audit/index.ts';
import type { ActTx, Database } from '../../platform/database/index.ts';
import { type KeptPasskey, writeRow } from '../passkeys/passkey.store.ts';
import { hashPassword } from '../signing-in/password.ts';
import { hashToken } from '../signing-in/session-cookie.ts';
import type { Account, StaffingHands } from './staffing.actions.ts';
import {
  insertChange,
  insertWayIn,
  readWayIn,
  takeWayIn,
  takeWayInByPasskey,
  type WayInFor,
} from './staffing.store.ts';

/** Within it a new colleague has been given theirs by hand. */
export const HOURS_OF_A_WAY_IN = 24;

/**
 * Makes somebody a way in that works once. Those made before do not work any more.
 *
 * @returns the token, which is kept nowhere; undefined where there is nobody to make one for
 */
export async function makeWayIn(
  tx: ActTx,
  { reference }: StaffingHands,
  staffId: Account['staffId'],
): Promise<string | undefined> {
  const token = randomBytes(32).toString('base64url');
  const tokenHash = hashToken(token);
  if (!(await insertWayIn(tx, staffId, { tokenHash, hours: HOURS_OF_A_WAY_IN }))) return undefined;
  await insertChange(tx, { staffId, kind: 'way-in-made', reference });
  await recordEvent(tx, { verb: 'way-in.made', reference });
  return token;
}

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
