import { viewerOf } from '../../access/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Access,
  type Answer,
  answerData,
  answerForm,
  defineRoute,
  none,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  redirect,
  type Viewer,
} from '../../platform/http/index.ts';
import { hasOwnSignIn, mayUsePasskeys, passkeys } from '../../signing-in/index.ts';
import type { AccountRoutesOptions } from '../accounts.needs.ts';
import { readOwn, readOwnSignIn } from '../own/own-session.ts';
import * as newPasskeyPage from './new-passkey.page.ts';
import * as removalPage from './passkey-removal.page.ts';

const showsOwn = none('it shows the reader’s own passkeys, and no case');

/** Making and removing one's own passkeys: each after signing in again. */
export function passkeyPageRoutes(options: AccountRoutesOptions): Route[] {
  const access = ownPasskeys(options);
  return [
    defineRoute({
      method: 'GET',
      path: '/account/passkeys/new',
      access,
      audit: showsOwn,
      stepUp: true,
      handler: () => showNew(options, { name: '', errors: {} }),
    }),
    defineRoute({
      method: 'POST',
      path: '/account/passkeys/challenge',
      access,
      audit: none('it asks a browser something; the passkey that comes of it is recorded'),
      stepUp: true,
      handler: (request) => ask(options, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/account/passkeys/new',
      access,
      audit: 'passkey.added',
      stepUp: true,
      handler: (request) => add(options, request),
    }),
    defineRoute({
      method: 'GET',
      path: '/account/passkeys/:passkeyId',
      access,
      audit: showsOwn,
      stepUp: true,
      handler: (request) => showRemoval(options, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/account/passkeys/:passkeyId',
      access,
      audit: 'passkey.removed',
      stepUp: true,
      handler: (request) => remove(options, request),
    }),
  ];
}

/** Everybody's own, where their council lets them in by one. */
const ownPasskeys = ({ ways }: AccountRoutesOptions): Access => ({
  name: 'signed in, where passkeys let the reader in: everybody keeps their own',
  viewer: 'wanted',
  allows: ({ viewer }) => viewer !== undefined && mayUsePasskeys(ways, viewer.council),
});

function showNew({ frame }: AccountRoutesOptions, typed: newPasskeyPage.NewPasskeyModel): Answer {
  const drawn = page({ ...frame, ...newPasskeyPage.html(newPasskeyPage.model(typed)) });
  return answerForm(drawn, Object.keys(typed.errors).length > 0);
}

async function ask(options: AccountRoutesOptions, request: RouteRequest): Promise<Answer> {
  const { database, keys } = options;
  const viewer = viewerOf(request);
  const { signIn, has } = await database.readAs(viewer.staffId, async (tx) => ({
    signIn: await readOwnSignIn(tx, keys, viewer),
    has: await passkeys.readCredentials(tx),
  }));
  const asked = await passkeys.ask(options, request, { ...viewer, signIn }, has);
  return asked === undefined ? answerData({}, 422) : answerData(asked);
}

async function add(options: AccountRoutesOptions, request: RouteRequest): Promise<Answer> {
  const { staffId, organisationId } = viewerOf(request);
  const named = passkeys.readName(request.body);
  if (!named.ok) return showNew(options, { name: named.typed, errors: { name: named.error } });
  const { words: name } = named;
  const taken = await passkeys.take(options, request, { staffId, organisationId }, name);
  if ('problem' in taken) return showNew(options, { name, errors: { make: taken.problem } });
  // The act writes its own row of the audit.
  const isAdded = await options.database.actAs(
    staffId,
    async () => {},
    (tx) => passkeys.add(tx, taken.passkey, request.reference),
  );
  return isAdded ? redirect('/account') : showNew(options, { name, errors: { make: madeBefore } });
}

const madeBefore = 'This passkey was made before. Try again for another';

async function showRemoval(options: AccountRoutesOptions, request: RouteRequest): Promise<Answer> {
  const { database, keys, frame } = options;
  const viewer = viewerOf(request);
  const read = await database.readAs(viewer.staffId, async (tx) => {
    const own = await passkeys.list(tx, keys, viewer);
    const isOnlyWay = own.length === 1 && (await hasNothingElse(tx, options, viewer));
    return { own, isOnlyWay };
  });
  const passkey = read.own.find(({ passkeyId }) => passkeyId === readId(request.params, 'passkeyId'));
  if (passkey === undefined) return notFound;
  const { passkeyId, name } = passkey;
  const model = { here: `/account/passkeys/${passkeyId}`, name, isOnlyWay: read.isOnlyWay };
  return page({ ...frame, ...removalPage.html(removalPage.model(model)) });
}

async function remove(options: AccountRoutesOptions, request: RouteRequest): Promise<Answer> {
  const { viewer, tokenHash } = readOwn(request, options.publicOrigin);
  const passkeyId = readId(request.params, 'passkeyId');
  if (passkeyId === undefined) return notFound;
  const removal = await options.database.actAs(
    viewer.staffId,
    async () => {},
    async (tx) => {
      const isOnlyWay = await hasNothingElse(tx, options, viewer);
      const { reference } = request;
      return passkeys.remove(tx, passkeyId, { isOnlyWay, tokenHash, reference });
    },
  );
  if (removal === 'not-there') return notFound;
  return removal === 'removed' ? redirect('/account') : showRemoval(options, request);
}

/** Whether passkeys are somebody's only way in. */
async function hasNothingElse(
  tx: ViewerTx,
  { ways }: AccountRoutesOptions,
  viewer: Viewer,
): Promise<boolean> {
  const { hasPassword } = await passkeys.readWaysOf(tx, viewer.staffId);
  return !hasOwnSignIn(ways, viewer.council) && !(ways.passwords && hasPassword);
}
