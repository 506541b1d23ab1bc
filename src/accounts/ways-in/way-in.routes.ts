import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerData,
  answerForm,
  defineRoute,
  none,
  notFound,
  openToAll,
  type Route,
  type RouteRequest,
  redirect,
} from '../../platform/http/index.ts';
import { choosePassword, findWayIn, passkeys, takesWaysIn, takeWayInBy } from '../../signing-in/index.ts';
import type { AccountRoutesOptions } from '../accounts.needs.ts';
import { readPassword } from '../passwords/new-password.forms.ts';
import { readToken } from './way-in.forms.ts';
import * as wayInPage from './way-in.page.ts';

const access = openToAll('whoever has the secret in the address is who it was made for');

/**
 * A one-time link: its owner chooses a password, or, where there are none, makes a passkey. Looking at it
 * uses nothing up.
 */
export function wayInRoutes(options: AccountRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/way-in/:token',
      access,
      audit: none('it says a sign-in name to whoever was given the link for it'),
      handler: async (request) => {
        const found = await find(options, request);
        return found === undefined ? notFound : show(options, found, {});
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/way-in/:token',
      access,
      audit: 'way-in.taken',
      handler: async (request) => {
        const found = await find(options, request);
        if (found === undefined) return notFound;
        return options.ways.passwords
          ? takePassword(options, request, found)
          : takeKey(options, request, found);
      },
    }),
    ...(options.ways.passwords ? [] : [challengeRoute(options)]),
  ];
}

const challengeRoute = (options: AccountRoutesOptions): Route =>
  defineRoute({
    method: 'POST',
    path: '/way-in/:token/challenge',
    access,
    audit: none('it asks a browser something; the passkey that comes of it is recorded'),
    handler: async (request) => {
      const found = await find(options, request);
      const asked = found && (await passkeys.ask(options, request, found));
      return asked === undefined ? answerData({}, 422) : answerData(asked);
    },
  });

type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

function show(
  { frame, ways }: AccountRoutesOptions,
  { here, signIn }: Found,
  errors: wayInPage.WayInModel['errors'],
  name = '',
): Answer {
  const model = { here, signIn, errors, name, passwords: ways.passwords };
  const drawn = page({ ...frame, ...wayInPage.html(wayInPage.model(model)) });
  return answerForm(drawn, Object.keys(errors).length > 0);
}

async function takePassword(
  options: AccountRoutesOptions,
  { body, reference }: RouteRequest,
  found: Found,
): Promise<Answer> {
  const read = await readPassword(body, found);
  if (!read.ok) return show(options, found, read.errors);
  const { password } = read;
  const isTaken = await choosePassword(options.database, { token: found.token, password, reference });
  return isTaken ? redirect('/sign-in') : notFound;
}

async function takeKey(options: AccountRoutesOptions, request: RouteRequest, found: Found): Promise<Answer> {
  const named = passkeys.readName(request.body);
  if (!named.ok) return show(options, found, { name: named.error }, named.typed);
  const { words: name } = named;
  const taken = await passkeys.take(options, request, found, name);
  if ('problem' in taken) return show(options, found, { make: taken.problem }, name);
  const { token } = found;
  const { reference } = request;
  const isTaken = await takeWayInBy(options.database, { token, passkey: taken.passkey, reference });
  return isTaken ? redirect('/sign-in') : notFound;
}

/** Where nothing can be chosen by it, a way in leads nowhere. */
async function find({ database, ways }: AccountRoutesOptions, { params }: RouteRequest) {
  const token = readToken(params);
  const found = token === undefined ? undefined : await findWayIn(database, token);
  if (token === undefined || found === undefined || !takesWaysIn(ways, found.council)) return undefined;
  return { ...found, token, here: `/way-in/${token}` };
}
