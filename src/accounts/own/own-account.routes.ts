import { z } from 'zod';
import { signedIn, viewerOf } from '../../access/index.ts';
import { page } from '../../platform/html/index.ts';
import { type Answer, defineRoute, none, type Route, type RouteRequest } from '../../platform/http/index.ts';
import { sayMoment } from '../../platform/say-time.ts';
import { mayUsePasskeys, passkeys } from '../../signing-in/index.ts';
import type { AccountRoutesOptions } from '../accounts.needs.ts';
import * as ownAccountPage from './own-account.page.ts';
import { readOwnSignIn } from './own-session.ts';

const changed = z.object({ changed: z.literal('password') });

/** How somebody signs in, for themselves. */
export function ownAccountRoutes(options: AccountRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/account',
      access: signedIn('everybody sees how they themselves sign in'),
      audit: none('it shows the reader’s own account, and no case'),
      handler: (request) => showOwn(options, request),
    }),
  ];
}

async function showOwn(
  { database, keys, ways, frame }: AccountRoutesOptions,
  request: RouteRequest,
): Promise<Answer> {
  const viewer = viewerOf(request);
  const { council } = viewer;
  const read = await database.readAs(viewer.staffId, async (tx) => ({
    signIn: await readOwnSignIn(tx, keys, viewer),
    has: await passkeys.readWaysOf(tx, viewer.staffId),
    own: mayUsePasskeys(ways, council) ? await passkeys.list(tx, keys, viewer) : undefined,
  }));
  const model = {
    signIn: read.signIn,
    councilLabel: ways.providers.find((each) => each.council === council)?.label ?? null,
    hasPassword: ways.passwords && read.has.hasPassword,
    isChanged: changed.safeParse(request.query).success,
    passkeys: read.own?.map(({ passkeyId, name, madeAt, lastUsedAt }) => ({
      href: `/account/passkeys/${passkeyId}`,
      name,
      says: `Made at ${sayMoment(madeAt)}, ${sayUse(lastUsedAt)}`,
    })),
  };
  return page({ ...frame, ...ownAccountPage.html(ownAccountPage.model(model)) });
}

function sayUse(lastUsedAt: Date | null): string {
  return lastUsedAt === null ? 'not used yet' : `last used at ${sayMoment(lastUsedAt)}`;
}
