import { type PageFrame, page } from '../platform/html/index.ts';
import { defineRoute, none, openToAll, type Route } from '../platform/http/index.ts';
import * as homePage from './home.page.ts';

/** The first page. */
export function homeRoutes(frame: PageFrame): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/',
      access: openToAll('it shows the ways in, and nothing of anybody'),
      audit: none('it reads no row'),
      handler: () => page({ ...frame, ...homePage.html(homePage.model()) }),
    }),
  ];
}
