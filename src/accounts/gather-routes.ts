import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { PageFrame } from '../platform/html/index.ts';
import type { Route } from '../platform/http/index.ts';
import { sessionRoutes } from './sessions/sessions.routes.ts';

export interface AccountRoutesOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly publicOrigin: string | undefined;
  readonly frame: PageFrame;
}

/** A member of staff's own account. */
export function accountRoutes(options: AccountRoutesOptions): Route[] {
  return [...sessionRoutes(options)];
}
