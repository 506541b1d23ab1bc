import { openPublicHelp } from '../directory/index.ts';
import type { LoadedPolicies } from '../pathway/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { type PageFrame, page } from '../platform/html/index.ts';
import { defineRoute, none, openToAll, type Route } from '../platform/http/index.ts';
import * as helpPage from './help.page.ts';

export interface HelpNeeds {
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
  readonly database: Database;
  /** What has to be known of everything that is shown; the ways of staff do not stand on this page. */
  readonly mark: PageFrame['mark'];
}

/** The page for people who are abused themselves. */
export function helpRoutes({ policies, clock, database, mark }: HelpNeeds): Route[] {
  const listHelp = openPublicHelp(policies, clock, database);
  return [
    defineRoute({
      method: 'GET',
      path: '/help',
      access: openToAll('it is for people who do not work here, and shows numbers that are public'),
      audit: none('nobody is known who reads it, and nobody is shown'),
      isUnlogged: true,
      handler: async () =>
        page({ home: '/help', mark, ...helpPage.html(helpPage.model({ help: await listHelp() })) }),
    }),
  ];
}
