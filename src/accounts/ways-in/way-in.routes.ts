import { choosePassword, findWayIn } from '../../councils/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  defineRoute,
  none,
  notFound,
  openToAll,
  type Route,
  type RouteRequest,
  redirect,
} from '../../platform/http/index.ts';
import type { AccountRoutesOptions } from '../gather-routes.ts';
import { readPassword, readToken } from './way-in.forms.ts';
import * as wayInPage from './way-in.page.ts';

const access = openToAll('whoever has the secret in the address is who it was made for');

/** A one-time link: its owner chooses a password. Looking at it uses nothing up. */
export function wayInRoutes(options: AccountRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/way-in/:token',
      access,
      audit: none('it says a sign-in name to whoever was given the link for it'),
      handler: async (request) => {
        const found = await find(options, request);
        if (found === undefined) return notFound;
        return page({ ...options.frame, ...wayInPage.html(wayInPage.model({ ...found, errors: {} })) });
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/way-in/:token',
      access,
      audit: 'way-in.taken',
      handler: (request) => take(options, request),
    }),
  ];
}

async function take(options: AccountRoutesOptions, request: RouteRequest): Promise<Answer> {
  const found = await find(options, request);
  if (found === undefined) return notFound;
  const { token, signIn } = found;
  const read = readPassword(request.body, signIn);
  if (!read.ok) {
    const shown = wayInPage.html(wayInPage.model({ ...found, errors: read.errors }));
    return answerPage(page({ ...options.frame, ...shown }), 422);
  }
  const { password } = read;
  const { reference } = request;
  const isTaken = await choosePassword(options.database, { token, password, reference });
  return isTaken ? redirect('/sign-in') : notFound;
}

async function find({ database }: AccountRoutesOptions, { params }: RouteRequest) {
  const token = readToken(params);
  const signIn = token === undefined ? undefined : await findWayIn(database, token);
  if (token === undefined || signIn === undefined) return undefined;
  return { token, signIn, here: `/way-in/${token}` };
}
