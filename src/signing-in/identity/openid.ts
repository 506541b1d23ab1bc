import * as client from 'openid-client';
import type { IdentityProvider } from './providers.ts';

/** What is asked of a provider, and told of itself, while somebody is away signing in there. */
export interface Asked {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Whether they had to show who they are even though the provider knows them. */
  readonly again: boolean;
}

/** Whom a provider names. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** One that the provider has checked. */
  readonly email: string | undefined;
  readonly groups: readonly string[];
  /** Whether they showed what their council asks for besides a password; true where it asks for nothing. */
  readonly isProvedTwice: boolean;
}

/** A provider that answers. */
export interface OpenProvider {
  begin(returnTo: URL, again: boolean): Promise<{ readonly to: URL; readonly asked: Asked }>;
  /** @throws what was wrong with the answer, for the log */
  finish(came: URL, asked: Asked): Promise<Identity>;
  /** Where somebody signs out of the provider too; undefined where it has no such place. */
  leave(returnTo: URL): URL | undefined;
}

/** Seconds by which the clocks of two machines may differ. */
const SKEW_SECONDS = 60;
const ANSWER_WITHIN_SECONDS = 10;
/** A sign-in that the provider remembers is no showing again of who one is. */
const AGAIN_WITHIN_SECONDS = 60;

/** @throws where the provider is away, or is not what the settings say */
export async function openProvider(
  settings: IdentityProvider,
  fetcher?: client.CustomFetch,
): Promise<OpenProvider> {
  const { issuer, clientId, secret, secondProof } = settings;
  const isLocal = issuer.startsWith('http:');
  const config = await client.discovery(
    new URL(issuer),
    clientId,
    { client_secret: secret, [client.clockTolerance]: SKEW_SECONDS },
    client.ClientSecretBasic(secret),
    {
      timeout: ANSWER_WITHIN_SECONDS,
      // The signature of a token is checked as well as where it came from.
      execute: [client.enableNonRepudiationChecks, ...(isLocal ? [client.allowInsecureRequests] : [])],
      ...(fetcher && { [client.customFetch]: fetcher }),
    },
  );
  return {
    begin: async (returnTo, again) => {
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const verifier = client.randomPKCECodeVerifier();
      const to = client.buildAuthorizationUrl(config, {
        redirect_uri: returnTo.href,
        scope: 'openid email profile',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        ...(secondProof?.ask && { acr_values: secondProof.ask }),
        ...(again && { prompt: 'login', max_age: String(AGAIN_WITHIN_SECONDS) }),
      });
      return { to, asked: { state, nonce, verifier, again } };
    },
    finish: async (came, { state, nonce, verifier, again }) => {
      const tokens = await client.authorizationCodeGrant(config, came, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
        ...(again && { maxAge: AGAIN_WITHIN_SECONDS }),
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('The provider sent no token of who it is.');
      return readIdentity(settings, claims);
    },
    leave: (returnTo) =>
      config.serverMetadata().end_session_endpoint === undefined
        ? undefined
        : client.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo.href }),
  };
}

function readIdentity(settings: IdentityProvider, claims: client.IDToken): Identity {
  const { addressesAreChecked, groupsClaim, secondProof } = settings;
  const isChecked = claims['email_verified'] === true || addressesAreChecked;
  const email = isChecked ? claims['email'] : undefined;
  const groups = claims[groupsClaim];
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: typeof email === 'string' ? email : undefined,
    isProvedTwice: secondProof === undefined || showsSecondProof(claims, secondProof),
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
  };
}

function showsSecondProof(
  { acr, amr }: client.IDToken,
  wanted: NonNullable<IdentityProvider['secondProof']>,
): boolean {
  const methods: readonly unknown[] = Array.isArray(amr) ? amr : [];
  return (
    (typeof acr === 'string' && wanted.acr.includes(acr)) || wanted.amr.some((each) => methods.includes(each))
  );
}
