import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { RouteRequest } from '../../platform/http/index.ts';

/** Where passkeys are made and used: a passkey of one host works on no other. */
export interface Party {
  readonly origin: string;
  readonly host: string;
}

/** Undefined where the address has a number in the place of a name, for which no browser makes a passkey. */
export function findParty(
  publicOrigin: string | undefined,
  { headers }: Pick<RouteRequest, 'headers'>,
): Party | undefined {
  const { origin, hostname } = new URL(publicOrigin ?? `http://${headers.host}`);
  return /^\[|^[\d.]+$/.test(hostname) ? undefined : { origin, host: hostname };
}

/** What is kept of a passkey. */
export interface NewPasskey {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly signCount: number;
  readonly transports: readonly string[];
}

/** It is wanted seldom, and takes longer to load than most commands of Rowan. */
const load = () => import('@simplewebauthn/server');

const WITHIN_MS = 120_000;

/** What a browser is asked, so that a device makes a passkey that says by itself whose it is. */
export async function askForNew(
  { host }: Party,
  who: { readonly staffId: string; readonly signIn: string; readonly has: readonly Buffer[] },
  challenge: string,
) {
  const { generateRegistrationOptions } = await load();
  return generateRegistrationOptions({
    rpName: 'Rowan',
    rpID: host,
    userName: who.signIn,
    userID: new Uint8Array(nameUser(who.staffId)),
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: WITHIN_MS,
    attestationType: 'none',
    excludeCredentials: who.has.map((id) => ({ id: id.toString('base64url') })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** What a browser is asked, so that somebody shows one of their passkeys, whoever they are. */
export async function askForOne({ host }: Party, challenge: string) {
  const { generateAuthenticationOptions } = await load();
  return generateAuthenticationOptions({
    rpID: host,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: WITHIN_MS,
    userVerification: 'required',
  });
}

/** @throws what is wrong with it, for the log */
export async function readNew(
  { origin, host }: Party,
  response: RegistrationResponseJSON,
  challenge: string,
): Promise<NewPasskey> {
  const { verifyRegistrationResponse } = await load();
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: host,
    requireUserVerification: true,
  });
  if (!verified) throw new Error('The new passkey is not proved.');
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  return {
    credentialId: Buffer.from(id, 'base64url'),
    publicKey: Buffer.from(publicKey),
    signCount: counter,
    transports,
  };
}

/**
 * @returns how often the device has signed by now
 * @throws what is wrong with it, for the log
 */
export async function readUse(
  { origin, host }: Party,
  response: AuthenticationResponseJSON,
  known: {
    readonly challenge: string;
    readonly staffId: string;
    readonly publicKey: Buffer;
    readonly signCount: number;
  },
): Promise<number> {
  const { userHandle } = response.response;
  if (userHandle !== nameUser(known.staffId).toString('base64url'))
    throw new Error('The passkey names somebody else.');
  const { verifyAuthenticationResponse } = await load();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: known.challenge,
    expectedOrigin: origin,
    expectedRPID: host,
    credential: {
      id: response.id,
      publicKey: new Uint8Array(known.publicKey),
      counter: known.signCount,
    },
    requireUserVerification: true,
  });
  if (!verified) throw new Error('The signature is not that of the passkey.');
  return authenticationInfo.newCounter;
}

/** By which a device finds its passkeys for a member of staff: their id, which says nothing about them. */
function nameUser(staffId: string): Buffer {
  return Buffer.from(staffId.replaceAll('-', ''), 'hex');
}
