import type { FastifyInstance } from 'fastify';
import type { Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/database/index.ts';
import { assets, html, type PageFrame, page } from './platform/html/index.ts';
import {
  answerData,
  buildServer,
  defineRoute,
  none,
  openToAll,
  type Route,
  type SignIn,
} from './platform/http/index.ts';
import type { Jobs } from './platform/jobs.ts';
import type { Log } from './platform/log.ts';

export interface AppOptions {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** What the slices serve. */
  readonly routes: readonly Route[];
  /** What stands round every page, those of errors among them. */
  readonly frame?: PageFrame;
  /** Where a form may lead that is not here: the councils' own sign-ins. */
  readonly formTargets?: readonly string[];
  /** Who is signed in; needed as soon as one route asks. */
  readonly signIn?: SignIn;
  /** In what steps of time it is told that a page is not found. */
  readonly refusalsTakeMs?: number;
  /** What Rowan does of itself. */
  readonly jobs?: Pick<Jobs, 'listFailing'>;
}

/**
 * Puts the application together from its parts. It does not listen yet: tests ask it through `inject`.
 *
 * @throws StartUpRefusal when a route does not say who may, or under what name it is recorded
 */
export function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { database, jobs, frame = {} } = options;
  const routes = [...options.routes, answerHealth(database, jobs), ...showWelcome(options.routes, frame)];
  return buildServer({ ...options, assets, routes });
}

function answerHealth(database: Database, jobs: AppOptions['jobs']): Route {
  return defineRoute({
    method: 'GET',
    path: '/health',
    access: openToAll('it says only whether Rowan works'),
    audit: none('it reads no row'),
    handler: async () => {
      if (!(await database.isThere())) return answerData({ status: 'away' }, 503);
      const failing = jobs?.listFailing() ?? [];
      return answerData({ status: 'ready', ...(failing.length > 0 && { failing }) });
    },
  });
}

/** Until a slice has a front page of its own. */
function showWelcome(routes: readonly Route[], frame: PageFrame): readonly Route[] {
  if (routes.some((route) => route.path === '/')) return [];
  const body = html`<h1 class="govuk-heading-l">Rowan is running</h1>
<p class="govuk-body">There is nothing to open here yet.</p>`;
  return [
    defineRoute({
      method: 'GET',
      path: '/',
      access: openToAll('it says that Rowan runs'),
      audit: none('it reads no row'),
      handler: () => page({ ...frame, title: 'Rowan is running', body }),
    }),
  ];
}
