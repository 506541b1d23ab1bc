import type { Clock } from '../../platform/clock.ts';
import type { KeyStore } from '../../platform/crypto/index.ts';
import { type Database, DatabaseAway } from '../../platform/database/index.ts';
import { type PageFrame, page } from '../../platform/html/index.ts';
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
} from '../../platform/http/index.ts';
import { type Onward, readCarried, readOnward } from './onward.forms.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { findSession, hide, signIn, signOut, takeHiddenPage } from './sign-in.actions.ts';
import { readSignIn } from './sign-in.forms.ts';
import * as signInPage from './sign-in.page.ts';
import * as unsentPage from './unsent.page.ts';

export interface CouncilRoutesOptions {
  readonly database: Database;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly publicOrigin: string | undefined;
  readonly frame: PageFrame;
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
export function councilRoutes(options: CouncilRoutesOptions): Route[] {
  const draw = (typed: Partial<signInPage.SignInModel> = {}) =>
    page({ ...options.frame, ...signInPage.html(signInPage.model(typed)) });
  return [
    defineRoute({
      method: 'GET',
      path: '/sign-in',
      access: openToAll('whoever is not signed in has to be able to'),
      audit: none('it reads no row'),
      handler: ({ query }) => draw({ onward: readCarried(query) }),
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
    defineRoute({
      method: 'POST',
      path: hiding,
      access: openToAll('a page can be hidden at once, whoever is before it'),
      audit: 'session.hidden',
      handler: (request) => leaveUnseen(options, request),
    }),
  ];
}

async function takeSignIn(
  { database, keys, publicOrigin, frame }: CouncilRoutesOptions,
  request: RouteRequest,
  draw: (typed: Partial<signInPage.SignInModel>) => ReturnType<typeof page>,
): Promise<Answer> {
  const onward = readCarried(request.body);
  const read = readSignIn(request.body);
  if (!read.ok) return answerPage(draw({ ...read, onward }), 422);
  const { address, reference, headers } = request;
  const { signIn: name, password } = read;
  const userAgent = headers['user-agent'];
  const outcome = await signIn(database, keys, { signIn: name, password, address, reference, userAgent });
  if (outcome.kind === 'accepted') {
    const before = readSessionCookie(headers.cookie, publicOrigin);
    const isOwn = !onward?.again || (await isSamePerson(database, before, outcome.staffId));
    if (before !== undefined) await signOut(database, before, reference);
    const hidden = await takeHiddenPage(database, outcome.token);
    const way = isOwn ? onward : undefined;
    return withHeaders(goOn(frame, way ?? { to: hidden ?? '/', fields: {} }), {
      'set-cookie': setSessionCookie(outcome.token, publicOrigin),
    });
  }
  if (outcome.kind === 'refused') return answerPage(draw({ name, problem: signInPage.wrong, onward }), 422);
  const problem = signInPage.explainWait(outcome.seconds);
  const wait = answerPage(draw({ name, problem, onward }), 429);
  return withHeaders(wait, { 'retry-after': String(outcome.seconds) });
}

/** What somebody typed is not shown to whoever signs in at the same machine instead of them. */
async function isSamePerson(
  database: Database,
  token: string | undefined,
  staffId: string,
): Promise<boolean> {
  const before = token === undefined ? undefined : await findSession(database, token);
  return before?.staffId === staffId;
}

/** Back to what was asked for; a form is shown once more before it is sent. */
function goOn(frame: PageFrame, onward: Onward): Answer {
  const hasForm = Object.keys(onward.fields).length > 0;
  return hasForm ? page({ ...frame, ...unsentPage.html(unsentPage.model(onward)) }) : redirect(onward.to);
}

/** To sign in first, and then on to what was asked for: what was sent is kept on the page. */
export function askToSignIn(frame: PageFrame, request: RouteRequest): Answer {
  const onward = readOnward(request);
  if (!request.isForm) return redirect(`/sign-in?to=${encodeURIComponent(onward.to)}`);
  return answerPage(page({ ...frame, ...signInPage.html(signInPage.model({ onward })) }), 403);
}

/** To sign in again first, before what reaches far: what was sent is kept on the page. */
export function askToConfirm(frame: PageFrame, request: RouteRequest, name: string): Answer {
  const onward = { ...readOnward(request), again: true };
  return answerPage(page({ ...frame, ...signInPage.html(signInPage.model({ name, onward })) }), 403);
}

/** A form of another session, or of none: shown once more, and then it is this session's. */
export function askToSendAgain(frame: PageFrame, request: RouteRequest): Answer {
  const model = unsentPage.model(readOnward(request));
  return answerPage(page({ ...frame, ...unsentPage.html(model) }), 403);
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

/**
 * The session is over, and the page that was on the screen is noted for the next one. The screen comes first:
 * while the database is away the browser forgets the session all the same, which then ends by itself.
 */
async function leaveUnseen(
  { database, publicOrigin }: CouncilRoutesOptions,
  request: RouteRequest,
): Promise<Answer> {
  const token = readSessionCookie(request.headers.cookie, publicOrigin);
  const { to } = readOnward({ url: request.from, body: undefined });
  if (token !== undefined) {
    await hide(database, token, to, request.reference).catch((error) => {
      if (!(error instanceof DatabaseAway)) throw error;
    });
  }
  return withHeaders(redirect(neutralPage), { 'set-cookie': clearSessionCookie(publicOrigin) });
}
