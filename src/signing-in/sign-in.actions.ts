import { blindToken, type DataKey, type KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import type { ViewerId } from '../platform/ids.ts';
import { isRightPassword } from './passwords/password.ts';
import { describeBrowser } from './sessions/browser-words.ts';
import {
  acceptAttempt,
  beginAttempt,
  endSession,
  readFreshness,
  readSession,
  readTimeLeft,
  refuseAttempt,
  type TimeLeft,
} from './sessions/session.store.ts';
import { drawToken, hashToken } from './sessions/session-cookie.ts';

/** Network addresses are hashed with a key of the installation's own: they belong to no organisation. */
const INSTALLATION = '00000000-0000-7000-8000-000000000001';

export interface SignInAttempt {
  /** Lower case. */
  readonly signIn: string;
  readonly password: string;
  readonly address: string;
  /** What the browser says of itself. */
  readonly userAgent: string | undefined;
  readonly reference: string;
}

export interface SignInNeeds {
  readonly database: Database;
  readonly keys: KeyStore;
}

export type SignInOutcome =
  | { readonly kind: 'accepted'; readonly token: string; readonly staffId: ViewerId }
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait'; readonly seconds: number };

/**
 * Signs somebody in. An attempt counts as failed from its beginning, so that many at once gain nothing; the
 * waits grow with failures, and never become a lock.
 */
export async function signIn(
  { database, keys }: SignInNeeds,
  attempt: SignInAttempt,
): Promise<SignInOutcome> {
  const address = await hashAddress(keys, attempt.address);
  const begun = await database.withReferenceTx((tx) => beginAttempt(tx, attempt.signIn, address));
  if (begun.waitSeconds > 0) return { kind: 'wait', seconds: begun.waitSeconds };
  const isRight = await isRightPassword(begun.passwordHash, attempt.password);
  const { staffId } = begun;
  if (!isRight || staffId === null) {
    if (staffId !== null)
      await database.withReferenceTx((tx) => refuseAttempt(tx, staffId, attempt.reference));
    return { kind: 'refused' };
  }
  const { token, tokenHash } = drawToken();
  const browser = describeBrowser(attempt.userAgent);
  const accepted = { address, tokenHash, browser, reference: attempt.reference };
  await database.withReferenceTx((tx) => acceptAttempt(tx, attempt.signIn, accepted));
  return { kind: 'accepted', token, staffId };
}

/** Who is signed in with a token, if anybody. */
export function findSession(database: Database, token: string): Promise<Viewer | undefined> {
  return database.askOnce((tx) => readSession(tx, hashToken(token)));
}

/**
 * Who has to sign in again before an act that reaches far, by their sign-in name; undefined where they did so
 * a few minutes ago.
 */
export async function findStale(database: Database, token: string): Promise<string | undefined> {
  const found = await database.askOnce((tx) => readFreshness(tx, hashToken(token)));
  return found?.isFresh ? undefined : (found?.signIn ?? '');
}

/** How long a session still lasts that nobody uses; nothing where it is over. */
export function findTimeLeft(database: Database, token: string): Promise<TimeLeft> {
  return database.askOnce((tx) => readTimeLeft(tx, hashToken(token)));
}

/** Ends a session, if it is one. */
export function signOut(database: Database, token: string, reference: string): Promise<void> {
  return database.withReferenceTx((tx) => endSession(tx, hashToken(token), reference));
}

export async function hashAddress(keys: KeyStore, address: string): Promise<Buffer> {
  return blindToken(await findInstallationKey(keys), 'address', address);
}

/** For what belongs to no organisation. */
export async function findInstallationKey(keys: KeyStore): Promise<DataKey> {
  const known = (await keys.keysFor([INSTALLATION])).get(INSTALLATION);
  return known ?? (await keys.makeKey('installation', INSTALLATION));
}
