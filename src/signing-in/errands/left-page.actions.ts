import { open, seal } from '../../platform/crypto/index.ts';
import type { RouteRequest } from '../../platform/http/index.ts';
import { readJson } from '../../platform/json.ts';
import { hideSession, takeLeft } from '../sessions/session.store.ts';
import { hashToken } from '../sessions/session-cookie.ts';
import { findInstallationKey, findTimeLeft } from '../sign-in.actions.ts';
import type { ErrandNeeds } from './errand.actions.ts';
import { keptOnward, type Onward } from './onward.forms.ts';

/** The page that was on the screen when a session was over, and the form in it that was being filled in. */
export interface LeftPage {
  readonly page: `/${string}`;
  readonly unsent: Onward | undefined;
}

/**
 * Ends a session, and keeps what was left for its owner's next one: sealed, for 12 hours. Of a page that
 * somebody else left in another window nothing is kept for them.
 */
export async function leavePage(
  { database, keys }: ErrandNeeds,
  token: string,
  left: LeftPage,
  { isOwnForm, whoseForm, reference }: Pick<RouteRequest, 'isOwnForm' | 'whoseForm' | 'reference'>,
): Promise<void> {
  const isTheirs = isOwnForm || whoseForm === (await findTimeLeft(database, token)).whose;
  const { page, unsent } = isTheirs ? left : nothingLeft;
  const tokenHash = hashToken(token);
  const sealed =
    unsent === undefined
      ? null
      : seal(await findInstallationKey(keys), placeOf(tokenHash), JSON.stringify(unsent));
  await database.withReferenceTx((tx) => hideSession(tx, tokenHash, { page, unsent: sealed }, reference));
}

const nothingLeft: LeftPage = { page: '/', unsent: undefined };

/** What whoever signed in with this token left last; it is told once. */
export async function takeLeftPage(
  { database, keys }: ErrandNeeds,
  token: string,
): Promise<LeftPage | undefined> {
  const left = await database.withReferenceTx((tx) => takeLeft(tx, hashToken(token)));
  if (left === undefined) return undefined;
  const { page, unsent: sealed, tokenHash } = left;
  if (sealed === null) return { page, unsent: undefined };
  const unsent = readJson(open(await findInstallationKey(keys), placeOf(tokenHash), sealed), keptOnward);
  return { page, unsent };
}

function placeOf(tokenHash: Buffer) {
  return { table: 'session', column: 'unsent_cipher', row: tokenHash.toString('hex') };
}
