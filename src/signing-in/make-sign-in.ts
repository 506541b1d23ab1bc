import type { Database } from '../platform/database/index.ts';
import type { PageFrame } from '../platform/html/index.ts';
import type { SignIn } from '../platform/http/index.ts';
import { endOld } from './sessions/session.store.ts';
import { hashToken, readSessionCookie } from './sessions/session-cookie.ts';
import { showSessionEnd } from './sessions/session-end.page.ts';
import { findSession, findStale } from './sign-in.actions.ts';
import { askToConfirm, askToSendAgain, askToSignIn } from './sign-in.routes.ts';
import { ownWays, type Ways } from './ways.ts';

/**
 * How the server finds out who is signed in: by the session behind the cookie, looked up at each request, so
 * that a role or a session that was ended a moment ago counts no more.
 *
 * @param publicOrigin as browsers show it; it decides the name of the cookie
 * @param frame of the pages for whoever is not, or not any more
 */
export function makeSignIn(
  database: Database,
  publicOrigin: string | undefined,
  frame: PageFrame = {},
  ways: Ways = ownWays,
): SignIn {
  return {
    readSession: (cookies) => readSessionCookie(cookies, publicOrigin),
    watch: (page) => {
      const over = `/sign-in?to=${encodeURIComponent(page)}&ended=yes`;
      return { over, seconds: 20 * 60 + 5, announcement: showSessionEnd({ asks: '/session', over }) };
    },
    ask: (request) => askToSignIn(frame, request, ways),
    askAgain: (request) => askToSendAgain(frame, request),
    askToConfirm: async (request) => {
      const token = readSessionCookie(request.headers.cookie, publicOrigin);
      const name = token === undefined ? '' : await findStale(database, token);
      return name === undefined ? undefined : askToConfirm(frame, request, { name, ways });
    },
    identify: async ({ headers }) => {
      const token = readSessionCookie(headers.cookie, publicOrigin);
      return token === undefined ? undefined : await findSession(database, token);
    },
  };
}

/** What the database keeps of the token in a request's cookies. */
export function readTokenHash(
  header: string | undefined,
  publicOrigin: string | undefined,
): Buffer | undefined {
  const token = readSessionCookie(header, publicOrigin);
  return token === undefined ? undefined : hashToken(token);
}

/** A job: ends what ran out, so that it stays ended though the clock is set back; gives how many. */
export function endOldSessions({ worker }: { readonly worker: Database }): Promise<number> {
  return worker.withReferenceTx(endOld);
}
