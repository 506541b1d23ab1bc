import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import { type Database, DatabaseAway } from '../platform/database/index.ts';
import { type PageFrame, page } from '../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  defineRoute,
  none,
  openToAll,
  type Route,
  type RouteRequest,
  redirect,
  sendAway,
  withHeaders,
} from '../platform/http/index.ts';
import { leavePage } from './errands/left-page.actions.ts';
import {
  readCarried,
  readDestination,
  readEnded,
  readOnward,
  readOwnAddress,
} from './errands/onward.forms.ts';
import * as unsentPage from './errands/unsent.page.ts';
import { identityRoutes } from './identity/identity.routes.ts';
import type { Providers } from './identity/providers.ts';
import { findWayOut } from './identity/way-out.ts';
import { answerOutcome, type DrawSignIn } from './let-in.ts';
import { passkeyRoutes } from './passkeys/passkey-sign-in.routes.ts';
import { sessionRoutes } from './sessions/session.routes.ts';
import { clearSessionCookie, readSessionCookie } from './sessions/session-cookie.ts';
import { signIn, signOut } from './sign-in.actions.ts';
import { readSignIn } from './sign-in.forms.ts';
import * as signInPage from './sign-in.page.ts';
import { mayUsePasskeys, ownWays, type Ways } from './ways.ts';

export interface SignInRoutesOptions {
  readonly database: Database;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly publicOrigin: string | undefined;
  readonly frame: PageFrame;
  /** Where a password is not the only way. */
  readonly providers?: Providers;
}

const hiding = '/hide';

/** Where somebody goes who hides what is on the screen: nothing there is anybody's. */
const neutralPage = '/working-days';

/** The way out of every page, in one tap. */
export const quickLeave: PageFrame['quickLeave'] = {
  action: hiding,
  to: neutralPage,
  title: 'Working days and bank holidays',
  label: 'Hide now',
};

/** Signing in and out, and hiding what is on the screen. */
export function signInRoutes(options: SignInRoutesOptions): Route[] {
  const ways = options.providers?.ways ?? ownWays;
  const draw: DrawSignIn = (typed, status) =>
    answerPage(
      page({
        ...options.frame,
        ...signInPage.html(signInPage.model({ ...typed, ways })),
      }),
      status,
    );
  return [
    defineRoute({
      method: 'GET',
      path: '/sign-in',
      access: openToAll('whoever is not signed in has to be able to'),
      audit: none('it reads no row'),
      handler: ({ query }) => draw({ onward: readDestination(query), hasEnded: readEnded(query) }, 200),
    }),
    ...(ways.passwords ? [passwordRoute(options, draw)] : []),
    ...(mayUsePasskeys(ways) ? passkeyRoutes(options, ways, draw) : []),
    ...(options.providers === undefined ? [] : identityRoutes({ ...options, providers: options.providers })),
    ...sessionRoutes(options),
    defineRoute({
      method: 'POST',
      path: '/sign-out',
      access: openToAll('a session that has ended by itself is signed out of all the same'),
      audit: 'sign-out.done',
      handler: (request) => leave(options, request),
    }),
    defineRoute({
      method: 'POST',
      path: hiding,
      access: openToAll('a page can be hidden at once, whoever is before it'),
      audit: 'session.hidden',
      handler: (request) => leaveUnseen(options, request),
    }),
  ];
}

const passwordRoute = (options: SignInRoutesOptions, draw: DrawSignIn): Route =>
  defineRoute({
    method: 'POST',
    path: '/sign-in',
    access: openToAll('whoever is not signed in has to be able to'),
    audit: 'sign-in.accepted',
    handler: (request) => takeSignIn(options, request, draw),
  });

async function takeSignIn(
  options: SignInRoutesOptions,
  request: RouteRequest,
  draw: DrawSignIn,
): Promise<Answer> {
  const { database, keys } = options;
  const onward = readCarried(request.body);
  const read = readSignIn(request.body);
  if (!read.ok) return draw({ ...read, onward }, 422);
  const { address, reference, headers } = request;
  const { signIn: name, password } = read;
  const userAgent = headers['user-agent'];
  const outcome = await signIn({ database, keys }, { signIn: name, password, address, reference, userAgent });
  return answerOutcome(options, request, outcome, { sent: { name, onward }, draw });
}

/** To sign in first, and then on to what was asked for: what was sent is kept on the page. */
export function askToSignIn(frame: PageFrame, request: RouteRequest, ways: Ways): Answer {
  const onward = readOnward(request);
  if (!request.isForm) return redirect(`/sign-in?to=${encodeURIComponent(onward.to)}`);
  return answerPage(page({ ...frame, ...signInPage.html(signInPage.model({ onward, ways })) }), 403);
}

/** To sign in again first, before what reaches far: what was sent is kept on the page. */
export function askToConfirm(
  frame: PageFrame,
  request: RouteRequest,
  { name, ways }: { readonly name: string; readonly ways: Ways },
): Answer {
  const onward = { ...readOnward(request), again: true };
  return answerPage(page({ ...frame, ...signInPage.html(signInPage.model({ name, onward, ways })) }), 403);
}

/** A form of another session, or of none: shown once more, and then it is this session's. */
export function askToSendAgain(frame: PageFrame, request: RouteRequest): Answer {
  const model = unsentPage.model(readOnward(request));
  return answerPage(page({ ...frame, ...unsentPage.html(model) }), 403);
}

async function leave(
  { database, publicOrigin, providers }: SignInRoutesOptions,
  request: RouteRequest,
): Promise<Answer> {
  const token = readSessionCookie(request.headers.cookie, publicOrigin);
  const leaving =
    token === undefined ? undefined : await findWayOut({ database, providers, publicOrigin }, token, request);
  if (token !== undefined) await signOut(database, token, request.reference);
  return withHeaders(leaving === undefined ? redirect('/sign-in') : sendAway(leaving), {
    'set-cookie': clearSessionCookie(publicOrigin),
    'clear-site-data': '"cache", "cookies", "storage"',
  });
}

/**
 * The session is over, and the page that was on the screen is noted for the next one, with what was being
 * typed on it. The screen comes first: while the database is away the browser forgets the session all the
 * same, which then ends by itself.
 */
async function leaveUnseen(options: SignInRoutesOptions, request: RouteRequest): Promise<Answer> {
  const { publicOrigin } = options;
  const token = readSessionCookie(request.headers.cookie, publicOrigin);
  if (token !== undefined) {
    const left = { page: readOwnAddress(request.from), unsent: readCarried(request.body) };
    await leavePage(options, token, left, request).catch((error) => {
      if (!(error instanceof DatabaseAway)) throw error;
    });
  }
  return withHeaders(redirect(neutralPage), { 'set-cookie': clearSessionCookie(publicOrigin) });
}
