import { z } from 'zod';
import { blindToken } from '../../platform/crypto/index.ts';
import { type ErrandNeeds, keepErrand, takeErrand } from '../errands/errand.actions.ts';
import { keptOnward, type Onward } from '../errands/onward.forms.ts';
import { describeBrowser } from '../sessions/browser-words.ts';
import { drawToken } from '../sessions/session-cookie.ts';
import { hashAddress } from '../sign-in.actions.ts';
import { acceptIdentity, readOrganisationOf } from './identity.store.ts';
import type { Asked, Identity } from './openid.ts';
import type { IdentityProvider } from './providers.ts';

/** What somebody was about to do when they went away to sign in. */
export interface Errand {
  readonly council: string;
  readonly asked: Asked;
  readonly onward?: Onward | undefined;
}

const schema = z.object({
  council: z.string(),
  asked: z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), again: z.boolean() }),
  onward: keptOnward.optional(),
});

/** Keeps an errand until its owner is back. */
export function keepIdentityErrand(needs: ErrandNeeds, errand: Errand): Promise<string> {
  return keepErrand(needs, errand);
}

export function takeIdentityErrand(needs: ErrandNeeds, token: string): Promise<Errand | undefined> {
  return takeErrand(needs, token, schema);
}

/**
 * Lets in whom a provider names: who was linked to it before, or, the first time, who has the address that it
 * has checked. Their roles follow their groups.
 *
 * @returns undefined where they are nobody here
 */
export async function signInAs(
  { database, keys }: ErrandNeeds,
  { council, groups }: IdentityProvider,
  identity: Identity,
  from: {
    readonly address: string;
    readonly userAgent: string | undefined;
    readonly reference: string;
  },
): Promise<{ readonly token: string; readonly staffId: string } | undefined> {
  const organisationId = await database.askOnce((tx) => readOrganisationOf(tx, council));
  if (organisationId === undefined) return undefined;
  const { token, tokenHash } = drawToken();
  const { issuer, subject, email } = identity;
  const came = {
    council,
    issuer,
    subject,
    emailToken:
      email === undefined
        ? null
        : blindToken(await keys.keyFor(organisationId), 'email', email.toLowerCase()),
    mapped: [...new Set(Object.values(groups))],
    roles: [...new Set(identity.groups.flatMap((group) => groups[group] ?? []))],
    address: await hashAddress(keys, from.address),
    tokenHash,
    browser: describeBrowser(from.userAgent),
    reference: from.reference,
  };
  const staffId = await database.withReferenceTx((tx) => acceptIdentity(tx, came));
  return staffId === undefined ? undefined : { token, staffId };
}
