import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';
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
  withHeaders,
} from '../platform/http/index.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { signIn, signOut } from './sign-in.actions.ts';
import { readSignIn } from './sign-in.forms.ts';
import * as signInPage from './sign-in.page.ts';

export interface CouncilRoutesOptions {
  readonly database: Database;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly publicOrigin: string | undefined;
  readonly frame: PageFrame;
}

/** Signing in and out. */
export function councilRoutes(options: CouncilRoutesOptions): Route[] {
  const draw = (typed: Partial<signInPage.SignInModel> = {}) =>
    page({ ...options.frame, ...signInPage.html(signInPage.model(typed)) });
  return [
    defineRoute({
      method: 'GET',
      path: '/sign-in',
      access: openToAll('whoever is not signed in has to be able to'),
      audit: none('it reads no row'),
      handler: () => draw(),
    }),
    defineRoute({
      method: 'POST',
      path: '/sign-in',
      access: openToAll('whoever is not signed in has to be able to'),
      audit: 'sign-in.accepted',
      handler: (request) => takeSignIn(options, request, draw),
    }),
    defineRoute({
      method: 'POST',
      path: '/sign-out',
      access: openToAll('a session that has ended by itself is signed out of all the same'),
      audit: 'sign-out.done',
      handler: (request) => leave(options, request),
    }),
  ];
}

async function takeSignIn(
  { database, keys, publicOrigin }: CouncilRoutesOptions,
  request: RouteRequest,
  draw: (typed: Partial<signInPage.SignInModel>) => ReturnType<typeof page>,
): Promise<Answer> {
  const read = readSignIn(request.body);
  if (!read.ok) return answerPage(draw(read), 422);
  const { address, reference } = request;
  const { signIn: name, password } = read;
  const outcome = await signIn(database, keys, { signIn: name, password, address, reference });
  if (outcome.kind === 'accepted') {
    const before = readSessionCookie(request.headers.cookie, publicOrigin);
    if (before !== undefined) await signOut(database, before, reference);
    return withHeaders(redirect('/'), { 'set-cookie': setSessionCookie(outcome.token, publicOrigin) });
  }
  if (outcome.kind === 'refused') return answerPage(draw({ name, problem: signInPage.wrong }), 422);
  const wait = answerPage(draw({ name, problem: signInPage.explainWait(outcome.seconds) }), 429);
  return withHeaders(wait, { 'retry-after': String(outcome.seconds) });
}

async function leave(
  { database, publicOrigin }: CouncilRoutesOptions,
  request: RouteRequest,
): Promise<Answer> {
  const token = readSessionCookie(request.headers.cookie, publicOrigin);
  if (token !== undefined) await signOut(database, token, request.reference);
  return withHeaders(redirect('/sign-in'), {
    'set-cookie': clearSessionCookie(publicOrigin),
    'clear-site-data': '"cache", "cookies", "storage"',
  });
}
