import { createHash, randomBytes } from 'node:crypto';

/**
 * The name of the session's cookie. Over https the prefix makes the browser hold it to this one host and to
 * https; plain loopback may not use it.
 */
function nameCookie(publicOrigin: string | undefined): string {
  return isSecure(publicOrigin) ? '__Host-rowan' : 'rowan';
}

function isSecure(publicOrigin: string | undefined): boolean {
  return publicOrigin?.startsWith('https:') === true;
}

/** The token in a request's cookies. */
export function readSessionCookie(
  header: string | undefined,
  publicOrigin: string | undefined,
): string | undefined {
  return findCookie(header, nameCookie(publicOrigin));
}

function findCookie(header: string | undefined, name: string): string | undefined {
  const found = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  const token = found?.slice(name.length + 1);
  return token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined;
}

/** Sets the cookie; it ends with the browser, and in the database before that. */
export function setSessionCookie(token: string, publicOrigin: string | undefined): string {
  return `${nameCookie(publicOrigin)}=${token}; ${listFlags(publicOrigin)}`;
}

/**
 * Takes the cookie away. A page that was left comes back from the browser's back/forward cache unless an
 * HttpOnly cookie has changed.
 */
export function clearSessionCookie(publicOrigin: string | undefined): string {
  return `${nameCookie(publicOrigin)}=; ${listFlags(publicOrigin)}; Max-Age=0`;
}

/**
 * Of somebody who is away at their identity provider. Nothing takes it away once they are back: what it opens
 * is taken once, and it ends of itself.
 */
export const errandCookie = {
  read: (header: string | undefined, publicOrigin: string | undefined) =>
    findCookie(header, `${nameCookie(publicOrigin)}-errand`),
  set: (token: string, publicOrigin: string | undefined) =>
    `${nameCookie(publicOrigin)}-errand=${token}; ${listFlags(publicOrigin)}; Max-Age=600`,
};

function listFlags(publicOrigin: string | undefined): string {
  return `Path=/; HttpOnly; SameSite=Lax${isSecure(publicOrigin) ? '; Secure' : ''}`;
}

const TOKEN_BYTES = 32;

/** A new secret, for its owner alone, and what the database keeps of it. */
export function drawToken(): { readonly token: string; readonly tokenHash: Buffer } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

/** What the database keeps of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
