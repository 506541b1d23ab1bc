import type { Route } from '../platform/http/index.ts';
import { mayUsePasskeys } from '../signing-in/index.ts';
import type { AccountRoutesOptions } from './accounts.needs.ts';
import { ownAccountRoutes } from './own/own-account.routes.ts';
import { passkeyPageRoutes } from './passkeys/passkeys.routes.ts';
import { ownPasswordRoutes } from './passwords/own-password.routes.ts';
import { sessionRoutes } from './sessions/sessions.routes.ts';
import { accountPageRoutes } from './staff/account.routes.ts';
import { leavingRoutes } from './staff/leaving.routes.ts';
import { staffRoutes } from './staff/staff.routes.ts';
import { wayInRoutes } from './ways-in/way-in.routes.ts';

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
