import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { type ErrandNeeds, keepErrand, takeErrand } from '../errands/errand.actions.ts';
import { describeBrowser } from '../sessions/browser-words.ts';
import { refuseAttempt } from '../sessions/session.store.ts';
import { drawToken, hashToken } from '../sessions/session-cookie.ts';
import { hashAddress, type SignInOutcome } from '../sign-in.actions.ts';
import type { Answered } from './passkey.forms.ts';
import { acceptPasskey, beginPasskey } from './passkey.store.ts';
import { askForOne, type Party, readUse } from './webauthn.ts';

/** Whoever signs in is nobody yet. */
const SIGN_IN = 'sign-in';
const challenge = z.object({ passkeyFor: z.literal(SIGN_IN) });

/** What any browser is asked, so that somebody shows a passkey. The challenge is good once. */
export async function beginPasskeySignIn(needs: ErrandNeeds, party: Party) {
  return askForOne(party, await keepErrand(needs, { passkeyFor: SIGN_IN }));
}

/**
 * Signs somebody in by a passkey. Attempts are counted, and slowed, with those by password.
 *
 * @param isLetIn whether a passkey lets in the staff of a council
 */
export async function signInByPasskey(
  needs: ErrandNeeds & { isLetIn(council: string): boolean },
  party: Party,
  { response, challenge: said }: Answered<AuthenticationResponseJSON>,
  from: {
    readonly address: string;
    readonly userAgent: string | undefined;
    readonly reference: string;
    /** The session that this one follows. */
    readonly before: string | undefined;
  },
): Promise<SignInOutcome> {
  const { database, keys, isLetIn } = needs;
  const asked = await takeErrand(needs, said, challenge);
  const credentialId = Buffer.from(response.id, 'base64url');
  const address = await hashAddress(keys, from.address);
  const begun = await database.withReferenceTx((tx) => beginPasskey(tx, credentialId, address));
  const { staffId, council, publicKey, signCount, waitSeconds } = begun;
  if (waitSeconds > 0) return { kind: 'wait', seconds: waitSeconds };
  if (staffId === null || council === null || publicKey === null) return { kind: 'refused' };
  const isAsked = asked !== undefined && isLetIn(council);
  const known = { challenge: said, staffId, publicKey, signCount };
  const counted = isAsked ? await readUse(party, response, known).catch(() => undefined) : undefined;
  const { token, tokenHash } = drawToken();
  const accepted = counted !== undefined && {
    credentialId,
    signCount: counted,
    address,
    tokenHash,
    before: from.before === undefined ? null : hashToken(from.before),
    browser: describeBrowser(from.userAgent),
    reference: from.reference,
  };
  const who = accepted && (await database.withReferenceTx((tx) => acceptPasskey(tx, accepted)));
  if (who) return { kind: 'accepted', token, staffId: who };
  await database.withReferenceTx((tx) => refuseAttempt(tx, staffId, from.reference));
  return { kind: 'refused' };
}
