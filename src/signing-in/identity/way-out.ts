import type { Database } from '../../platform/database/index.ts';
import type { RouteRequest } from '../../platform/http/index.ts';
import { hashToken } from '../sessions/session-cookie.ts';
import { readProviderOf } from './identity.store.ts';
import type { Providers } from './providers.ts';

/**
 * Where somebody signs out of their council's own sign-in too, or the next one at this machine would be them.
 * Undefined for a session by password, and where the provider does not answer: Rowan's session ends anyhow.
 */
export async function findWayOut(
  {
    database,
    providers,
    publicOrigin,
  }: {
    readonly database: Database;
    readonly providers: Providers | undefined;
    readonly publicOrigin: string | undefined;
  },
  token: string,
  { headers }: RouteRequest,
): Promise<URL | undefined> {
  if (providers === undefined) return undefined;
  const council = await database.askOnce((tx) => readProviderOf(tx, hashToken(token)));
  if (council === undefined) return undefined;
  const open = await providers.open(council).catch(() => undefined);
  return open?.leave(new URL('/sign-in', publicOrigin ?? `http://${headers.host}`));
}
