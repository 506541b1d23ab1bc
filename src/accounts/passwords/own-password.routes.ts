import { signedIn, viewerOf } from '../../access/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  defineRoute,
  none,
  notFound,
  type Route,
  type RouteRequest,
  redirect,
  withHeaders,
} from '../../platform/http/index.ts';
import { changeOwnPassword, explainWait, passkeys, setSessionCookie } from '../../signing-in/index.ts';
import type { AccountRoutesOptions } from '../accounts.needs.ts';
import { readOwnSignIn } from '../own/own-session.ts';
import { readChange } from './new-password.forms.ts';
import * as ownPasswordPage from './own-password.page.ts';

const access = signedIn('everybody who has a password changes their own');

/** Changing one's own password. The one before it is asked for, and so nobody signs in again for it. */
export function ownPasswordRoutes(options: AccountRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/account/password',
      access,
      audit: none('it shows the reader’s own sign-in name, and no case'),
      handler: async (request) => {
        const signIn = await findSignIn(options, request);
        return signIn === undefined ? notFound : show(options, { signIn, errors: {} }, 200);
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/account/password',
      access,
      audit: 'password.changed',
      handler: (request) => change(options, request),
    }),
  ];
}

async function change(options: AccountRoutesOptions, request: RouteRequest): Promise<Answer> {
  const signIn = await findSignIn(options, request);
  if (signIn === undefined) return notFound;
  const { council } = viewerOf(request);
  const { change: wanted, errors } = await readChange(request.body, { signIn, council });
  if (wanted === undefined) return show(options, { signIn, errors }, 422);
  const { address, reference, headers } = request;
  const attempt = { signIn, password: wanted.current, address, reference, userAgent: headers['user-agent'] };
  const outcome = await changeOwnPassword(options, attempt, wanted.wanted);
  if (outcome.kind === 'accepted') {
    const cookie = setSessionCookie(outcome.token, options.publicOrigin);
    return withHeaders(redirect('/account?changed=password'), { 'set-cookie': cookie });
  }
  if (outcome.kind === 'refused')
    return show(options, { signIn, errors: { current: ownPasswordPage.wrongPassword } }, 422);
  const wait = show(options, { signIn, errors: { current: explainWait(outcome.seconds) } }, 429);
  return withHeaders(wait, { 'retry-after': String(outcome.seconds) });
}

/** Undefined where the reader has no password. */
function findSignIn(
  { database, keys }: AccountRoutesOptions,
  request: RouteRequest,
): Promise<string | undefined> {
  const viewer = viewerOf(request);
  return database.readAs(viewer.staffId, async (tx) => {
    const { hasPassword } = await passkeys.readWaysOf(tx, viewer.staffId);
    return hasPassword ? readOwnSignIn(tx, keys, viewer) : undefined;
  });
}

function show(
  { frame }: AccountRoutesOptions,
  shown: ownPasswordPage.OwnPasswordModel,
  status: number,
): Answer {
  const drawn = page({ ...frame, ...ownPasswordPage.html(ownPasswordPage.model(shown)) });
  return answerPage(drawn, status);
}
