import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';
import type { CustomFetch } from 'openid-client';

/** Somebody as the council's own sign-in knows them. */
export interface Account {
  readonly subject: string;
  readonly email: string;
  readonly isChecked?: boolean;
  readonly groups?: readonly string[];
}

/** A council's own sign-in, which the test can make say something else than it did. */
export interface CouncilSignIn {
  readonly issuer: string;
  /** Who is at the keyboard there. */
  become(account: Account): void;
  /** Tokens leave with these claims until it is called again. */
  forge(claims: ((before: JWTPayload) => JWTPayload) | undefined, withKey?: 'own' | 'next' | 'another'): void;
  /** What Rowan asks it by. */
  readonly fetch: CustomFetch;
  /** Goes on from an address as a browser does, until it is led back to Rowan. */
  visit(address: string): Promise<URL>;
  close(): Promise<void>;
}

export const client = { id: 'rowan', secret: 'a secret that nobody guesses, ever' };
const ALGORITHM = 'RS256';

async function makeKey(id: string) {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return { privateKey, id, jwk: { ...(await exportJWK(privateKey)), kid: id, alg: ALGORITHM, use: 'sig' } };
}

/** @param back where Rowan waits for whoever comes back */
export async function startCouncilSignIn(back: string): Promise<CouncilSignIn> {
  const [own, next] = [await makeKey('own'), await makeKey('next')];
  // Nobody knows it, and it says that it is the first.
  const another = await makeKey('own');
  let answer: ReturnType<Provider['callback']> | undefined;
  const server = createServer((request, response) => void answer?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  let who: Account = { subject: 'nobody', email: '' };
  let claims: ((before: JWTPayload) => JWTPayload) | undefined;
  let key = own;
  const provider = makeProvider(issuer, back, { keys: [own.jwk, next.jwk], who: () => who });
  answer = provider.callback();
  return {
    issuer,
    become: (account) => {
      who = account;
    },
    forge: (wanted, withKey = 'own') => {
      claims = wanted;
      key = { own, next, another }[withKey];
    },
    fetch: async (address, options) => {
      const came = await fetch(address, options as RequestInit);
      if (claims === undefined || !String(address).endsWith('/token')) return came;
      const tokens = (await came.json()) as { id_token: string };
      const forged = new SignJWT(claims(decodeJwt(tokens.id_token)));
      const signed = await forged.setProtectedHeader({ alg: ALGORITHM, kid: key.id }).sign(key.privateKey);
      return Response.json({ ...tokens, id_token: signed }, { status: came.status });
    },
    visit: (address) => visit(issuer, address),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function makeProvider(
  issuer: string,
  back: string,
  { keys, who }: { readonly keys: readonly object[]; readonly who: () => Account },
): Provider {
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [back] }],
    jwks: { keys },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['groups'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['not a secret: a test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/who/${uid}` },
    findAccount: (_context: unknown, subject: string) => ({
      accountId: subject,
      claims: () => {
        const { email, isChecked = true, groups = [] } = who();
        return { sub: subject, email, email_verified: isChecked, groups };
      },
    }),
    loadExistingGrant: async ({
      oidc,
    }: {
      oidc: { client: { clientId: string }; session: { accountId: string } };
    }) => {
      const { clientId } = oidc.client;
      const grant = new provider.Grant({ clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  provider.use(async ({ path, req, res }, next) => {
    if (!path.startsWith('/who/')) return next();
    return provider.interactionFinished(req, res, { login: { accountId: who().subject } });
  });
  return provider;
}

async function visit(issuer: string, from: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let here = new URL(from);
  for (let hop = 0; hop < 10 && here.origin === issuer; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const came = await fetch(here, { redirect: 'manual', headers: { cookie } });
    for (const set of came.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=', 2);
      cookies.set(name, value);
    }
    const to = came.headers.get('location');
    if (to === null) throw new Error(`${here.pathname}: ${came.status} ${await came.text()}`);
    here = new URL(to, here);
  }
  return here;
}
