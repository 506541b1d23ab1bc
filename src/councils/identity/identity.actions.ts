import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { blindToken, type KeyStore, open, seal } from '../../platform/crypto/index.ts';
import type { Database } from '../../platform/database/index.ts';
import { readJson } from '../../platform/json.ts';
import { describeBrowser } from '../signing-in/browser-words.ts';
import type { Onward } from '../signing-in/onward.forms.ts';
import { hashToken } from '../signing-in/session-cookie.ts';
import { findInstallationKey, hashAddress } from '../signing-in/sign-in.actions.ts';
import { acceptIdentity, insertErrand, readOrganisationOf, takeErrand } from './identity.store.ts';
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
  onward: z
    .object({
      to: z.templateLiteral(['/', z.string()]),
      fields: z.record(z.string(), z.array(z.string())),
      again: z.literal(true).optional(),
    })
    .transform(({ again, ...onward }): Onward => (again ? { ...onward, again } : onward))
    .optional(),
});

export interface IdentityNeeds {
  readonly database: Database;
  readonly keys: KeyStore;
}

/**
 * Keeps an errand until its owner is back, sealed: what was typed may be in it.
 *
 * @returns the token by which it is found, for a cookie
 */
export async function keepErrand({ database, keys }: IdentityNeeds, errand: Errand): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const tokenHash = hashToken(token);
  const sealed = seal(await findInstallationKey(keys), placeOf(tokenHash), JSON.stringify(errand));
  await database.withReferenceTx((tx) => insertErrand(tx, tokenHash, sealed));
  return token;
}

/** Takes an errand, which is there once; undefined where it was taken, or is too old. */
export async function findErrand(
  { database, keys }: IdentityNeeds,
  token: string,
): Promise<Errand | undefined> {
  const tokenHash = hashToken(token);
  const sealed = await database.withReferenceTx((tx) => takeErrand(tx, tokenHash));
  if (sealed === undefined) return undefined;
  return readJson(open(await findInstallationKey(keys), placeOf(tokenHash), sealed), schema);
}

function placeOf(tokenHash: Buffer) {
  return { table: 'sign_in_errand', column: 'errand_cipher', row: tokenHash.toString('hex') };
}

/**
 * Lets in whom a provider names: who was linked to it before, or, the first time, who has the address that it
 * has checked. Their roles follow their groups.
 *
 * @returns undefined where they are nobody here
 */
export async function signInAs(
  { database, keys }: IdentityNeeds,
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
  const token = randomBytes(32).toString('base64url');
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
    tokenHash: hashToken(token),
    browser: describeBrowser(from.userAgent),
    reference: from.reference,
  };
  const staffId = await database.withReferenceTx((tx) => acceptIdentity(tx, came));
  return staffId === undefined ? undefined : { token, staffId };
}
