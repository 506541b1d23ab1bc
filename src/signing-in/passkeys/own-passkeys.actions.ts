import { z } from 'zod';
import { recordEvent } from '../../audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { type KeyStore, open, seal } from '../../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import type { RouteRequest, Viewer } from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { type ErrandNeeds, keepErrand, takeErrand } from '../errands/errand.actions.ts';
import { readMade } from './passkey.forms.ts';
import { insertPasskey, type KeptPasskey, type Removal, readPasskeys, removeRow } from './passkey.store.ts';
import { noName, noPasskey, notProved } from './show-passkey-form.ts';
import { askForNew, findParty, readNew } from './webauthn.ts';

/** A challenge to make one is of whoever makes it. */
const challenge = z.object({ passkeyFor: z.string() });

export interface PasskeyNeeds extends ErrandNeeds {
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly publicOrigin: string | undefined;
}

/** Whose a new passkey is to be. */
export interface PasskeyOwner extends Pick<Viewer, 'staffId' | 'organisationId'> {
  readonly signIn: string;
}

/** One's own, as its owner sees it. */
export interface Passkey {
  readonly passkeyId: string;
  readonly name: string;
  readonly madeAt: Date;
  readonly lastUsedAt: Date | null;
}

export async function listPasskeys(
  tx: ViewerTx,
  keys: KeyStore,
  { organisationId }: Pick<Viewer, 'organisationId'>,
): Promise<readonly Passkey[]> {
  const key = await keys.keyFor(organisationId);
  return (await readPasskeys(tx)).map(({ passkeyId, nameCipher, madeAt, lastUsedAt }) => ({
    passkeyId,
    name: open(key, placeOfName(passkeyId), nameCipher),
    madeAt,
    lastUsedAt,
  }));
}

/**
 * What a browser is asked, to make a passkey for somebody. The challenge is good once.
 *
 * @returns undefined where no browser makes one for this address
 */
export async function askForPasskey(
  needs: PasskeyNeeds,
  request: RouteRequest,
  { staffId, signIn }: PasskeyOwner,
  has: readonly Buffer[] = [],
) {
  const party = findParty(needs.publicOrigin, request);
  if (party === undefined) return undefined;
  return askForNew(party, { staffId, signIn, has }, await keepErrand(needs, { passkeyFor: staffId }));
}

/** The passkey that was made, as it is kept; or why there is none. */
export async function takePasskey(
  needs: PasskeyNeeds,
  request: RouteRequest,
  { staffId, organisationId }: Omit<PasskeyOwner, 'signIn'>,
  name: string,
): Promise<{ readonly passkey: KeptPasskey } | { readonly problem: string }> {
  const party = findParty(needs.publicOrigin, request);
  if (party === undefined) return { problem: noName };
  const answered = readMade(request.body);
  if (answered === undefined) return { problem: noPasskey };
  const asked = await takeErrand(needs, answered.challenge, challenge);
  const isAsked = asked?.passkeyFor === staffId;
  const made = isAsked
    ? await readNew(party, answered.response, answered.challenge).catch(() => undefined)
    : undefined;
  if (made === undefined) return { problem: notProved };
  const passkeyId = makeId<'passkey'>(needs.clock);
  const key = await needs.keys.keyFor(organisationId);
  return { passkey: { ...made, passkeyId, nameCipher: seal(key, placeOfName(passkeyId), name) } };
}

/** Adds one to the viewer's own, who is told of it. False where the device made this one before. */
export async function addPasskey(tx: ActTx, passkey: KeptPasskey, reference: string): Promise<boolean> {
  const isAdded = await insertPasskey(tx, passkey);
  if (isAdded) await recordEvent(tx, { verb: 'passkey.added', reference });
  return isAdded;
}

/** Removes one of the viewer's own, with the sessions that began with it; the last way in stays. */
export async function removePasskey(
  tx: ActTx,
  passkeyId: string,
  from: { readonly isOnlyWay: boolean; readonly tokenHash: Buffer; readonly reference: string },
): Promise<Removal> {
  const removal = await removeRow(tx, passkeyId, from);
  if (removal === 'removed') await recordEvent(tx, { verb: 'passkey.removed', reference: from.reference });
  return removal;
}

function placeOfName(passkeyId: string) {
  return { table: 'passkey', column: 'name_cipher', row: passkeyId };
}
