import type { LoadedPolicies } from '../pathway/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';
import type { PageFrame } from '../platform/html/index.ts';
import type { Route } from '../platform/http/index.ts';
import { mayUsePasskeys, type Ways } from '../signing-in/index.ts';
import { ownAccountRoutes } from './own/own-account.routes.ts';
import { passkeyPageRoutes } from './passkeys/passkeys.routes.ts';
import { ownPasswordRoutes } from './passwords/own-password.routes.ts';
import { sessionRoutes } from './sessions/sessions.routes.ts';
import { accountPageRoutes } from './staff/account.routes.ts';
import { leavingRoutes } from './staff/leaving.routes.ts';
import { staffRoutes } from './staff/staff.routes.ts';
import { wayInRoutes } from './ways-in/way-in.routes.ts';

export interface AccountRoutesOptions {
  readonly policies: LoadedPolicies;
  readonly database: Database;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly publicOrigin: string | undefined;
  readonly frame: PageFrame;
  readonly ways: Ways;
}

/** A member of staff's own account, and the accounts of a council. */
export function accountRoutes(options: AccountRoutesOptions): Route[] {
  return [
    ...sessionRoutes(options),
    ...ownAccountRoutes(options),
    ...(mayUsePasskeys(options.ways) ? passkeyPageRoutes(options) : []),
    ...(options.ways.passwords ? ownPasswordRoutes(options) : []),
    ...wayInRoutes(options),
    ...staffRoutes(options),
    ...accountPageRoutes(options),
    ...leavingRoutes(options),
  ];
}
