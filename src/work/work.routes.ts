import { signedIn, viewerOf } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import type { Database } from '../platform/database/index.ts';
import { type PageFrame, page } from '../platform/html/index.ts';
import { type Answer, defineRoute, type Route, type RouteRequest } from '../platform/http/index.ts';
import { coverRoutes } from './cover/cover.routes.ts';
import { readAfter, writeAfter } from './task.forms.ts';
import { taskRoutes } from './task.routes.ts';
import { tickRoutes } from './tick.routes.ts';
import { listWork, type WorkList, type WorkNeeds } from './work-list.actions.ts';
import * as workList from './work-list.page.ts';

export interface WorkRoutesOptions extends WorkNeeds {
  readonly database: Database;
  readonly frame: PageFrame;
}

/** The lists of work, the tasks, and who stands in for whom. */
export function workRoutes(options: WorkRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/work',
      access: signedIn('everybody has their own work'),
      audit: 'work.listed',
      handler: (request) => showList(options, request, { whose: 'mine', verb: 'work.listed' }),
    }),
    defineRoute({
      method: 'GET',
      path: '/work/team',
      access: signedIn('it holds what is owed in cases with the reader in their team, or under them'),
      audit: 'team-work.listed',
      handler: (request) => showList(options, request, { whose: 'team', verb: 'team-work.listed' }),
    }),
    ...taskRoutes(options),
    ...tickRoutes(options),
    ...coverRoutes(options),
  ];
}

async function showList(
  options: WorkRoutesOptions,
  request: RouteRequest,
  { whose, verb }: { readonly whose: 'mine' | 'team'; readonly verb: 'work.listed' | 'team-work.listed' },
): Promise<Answer> {
  const viewer = viewerOf(request);
  const { reference } = request;
  const list = await options.database.actAs(
    viewer.staffId,
    (tx, { casesShown }: WorkList) => recordEvent(tx, { verb, casesShown, reference }),
    (tx) => listWork(tx, options, viewer, { whose, after: readAfter(request.query) }),
  );
  const { groups, receives, covering, unseen } = list;
  const here = whose === 'mine' ? '/work' : '/work/team';
  const next = list.next && `${here}?after=${writeAfter(list.next)}`;
  return page({
    ...options.frame,
    ...workList.html(workList.model({ whose, groups, next, receives, covering, unseen })),
  });
}
