import type { ActTx } from '../../platform/database/index.ts';
import type { PageContent } from '../../platform/html/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { showPage } from '../answer-case.ts';
import { type CaseNeeds, caseAccess, type Found, readHead } from '../case.actions.ts';
import { describeTimeline } from './describe-timeline.ts';
import * as timelinePage from './timeline.page.ts';

const viewing = { action: 'open', concern: 'concern.shown', case: 'case.shown' } as const;
const MOST_EVENTS = 200;

/** What happened in a case, in order. */
export function timelineRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/timeline',
      access: caseAccess,
      audit: 'case.shown',
      handler: (request) => showPage(needs, request, viewing, (tx, found) => showTimeline(tx, needs, found)),
    }),
  ];
}

async function showTimeline(tx: ActTx, needs: CaseNeeds, found: Found): Promise<PageContent> {
  const { events, isCut } = await describeTimeline(tx, needs, found, MOST_EVENTS);
  const head = await readHead(tx, needs, found, 'timeline');
  return timelinePage.html(timelinePage.model({ head, events, isCut }));
}
