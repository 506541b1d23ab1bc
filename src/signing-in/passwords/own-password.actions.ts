import { hashToken } from '../sessions/session-cookie.ts';
import { type SignInAttempt, type SignInNeeds, type SignInOutcome, signIn } from '../sign-in.actions.ts';
import { replacePassword } from './own-password.store.ts';
import { hashPassword } from './password.ts';

/**
 * Changes somebody's own password. They sign in with the one that they have, so that tries are counted,
 * slowed and recorded with those at the door; the session of it goes on, and every other ends.
 *
 * @param attempt with their sign-in name and the password that they have
 */
export async function changeOwnPassword(
  needs: SignInNeeds,
  attempt: SignInAttempt,
  wanted: string,
): Promise<SignInOutcome> {
  const passwordHash = await hashPassword(wanted);
  const outcome = await signIn(needs, attempt);
  if (outcome.kind !== 'accepted') return outcome;
  const change = { tokenHash: hashToken(outcome.token), passwordHash, reference: attempt.reference };
  const isChanged = await needs.database.withReferenceTx((tx) => replacePassword(tx, change));
  return isChanged ? outcome : { kind: 'refused' };
}
