import {
  type Access,
  type Answer,
  answerData,
  defineRoute,
  none,
  openToAll,
  type Route,
  type RouteRequest,
} from '../../platform/http/index.ts';
import { findTimeLeft } from '../sign-in.actions.ts';
import type { SignInRoutesOptions } from '../sign-in.routes.ts';
import { noTimeLeft } from './session.store.ts';
import { readSessionCookie } from './session-cookie.ts';

const path = '/session';

/** How long a session still lasts, and whose it is: to ask uses nothing of it, to stay uses it. */
export function sessionRoutes(options: SignInRoutesOptions): Route[] {
  const answer = (request: RouteRequest) => tellTimeLeft(options, request);
  return [
    defineRoute({
      method: 'GET',
      path,
      access: openToAll('it says to a browser how long its own session lasts, and does not use it'),
      audit: none('it shows a number of seconds'),
      handler: answer,
    }),
    defineRoute({
      method: 'POST',
      path,
      access: staying,
      audit: none('it shows a number of seconds; whoever is signed in stays so'),
      handler: answer,
    }),
  ];
}

/** To be looked up is to be seen. */
const staying: Access = {
  name: 'signed in: everybody may stay so',
  viewer: 'wanted',
  allows: ({ viewer }) => viewer !== undefined,
};

async function tellTimeLeft(
  { database, publicOrigin }: SignInRoutesOptions,
  { headers }: RouteRequest,
): Promise<Answer> {
  const token = readSessionCookie(headers.cookie, publicOrigin);
  return answerData(token === undefined ? noTimeLeft : await findTimeLeft(database, token));
}
