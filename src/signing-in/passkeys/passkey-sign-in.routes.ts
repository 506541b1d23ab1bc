import {
  type Answer,
  answerData,
  defineRoute,
  none,
  openToAll,
  type Route,
  type RouteRequest,
} from '../../platform/http/index.ts';
import { readCarried } from '../errands/onward.forms.ts';
import { answerOutcome, type DrawSignIn } from '../let-in.ts';
import { readSessionCookie } from '../sessions/session-cookie.ts';
import type { SignInRoutesOptions } from '../sign-in.routes.ts';
import { mayUsePasskeys, type Ways } from '../ways.ts';
import { readUsed } from './passkey.forms.ts';
import { beginPasskeySignIn, signInByPasskey } from './passkey-sign-in.actions.ts';
import { noName, noPasskey } from './show-passkey-form.ts';
import { findParty } from './webauthn.ts';

const access = openToAll('whoever is not signed in has to be able to');

/** Coming in by a passkey: what the browser is asked, and what it answers. */
export function passkeyRoutes(options: SignInRoutesOptions, ways: Ways, draw: DrawSignIn): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/sign-in/passkey/challenge',
      access,
      audit: none('nobody is anybody yet; coming in is recorded'),
      handler: async (request) => {
        const party = findParty(options.publicOrigin, request);
        return party === undefined
          ? answerData({}, 422)
          : answerData(await beginPasskeySignIn(options, party));
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/sign-in/passkey',
      access,
      audit: 'sign-in.accepted',
      handler: (request) => takePasskey(options, request, ways, draw),
    }),
  ];
}

async function takePasskey(
  options: SignInRoutesOptions,
  request: RouteRequest,
  ways: Ways,
  draw: DrawSignIn,
): Promise<Answer> {
  const { database, keys, publicOrigin } = options;
  const { address, reference, headers } = request;
  const onward = readCarried(request.body);
  const sent = { onward, isByPasskey: true };
  const party = findParty(publicOrigin, request);
  const answered = readUsed(request.body);
  if (party === undefined || answered === undefined)
    return draw({ ...sent, problem: party === undefined ? noName : noPasskey }, 422);
  const from = {
    address,
    reference,
    userAgent: headers['user-agent'],
    before: readSessionCookie(headers.cookie, publicOrigin),
  };
  const isLetIn = (council: string) => mayUsePasskeys(ways, council);
  const outcome = await signInByPasskey({ database, keys, isLetIn }, party, answered, from);
  return answerOutcome(options, request, outcome, { sent, draw });
}
