import { z } from 'zod';
import { readLooks } from '../audit/index.ts';
import { nameColleagues } from '../councils/index.ts';
import { readBreaksOf } from '../emergency/index.ts';
import { describeLooks, showPaper } from '../oversight/index.ts';
import type { ActTx } from '../platform/database/index.ts';
import type { PageContent } from '../platform/html/index.ts';
import { defineRoute, type Route, type RouteRequest } from '../platform/http/index.ts';
import { sayMoment } from '../platform/say-time.ts';
import { showPage } from './answer-case.ts';
import * as auditPage from './audit.page.ts';
import { type CaseNeeds, caseAccess, type Found, readHead } from './case.actions.ts';

const MOST_LOOKS = 200;

/** Who has looked at a case, for those who answer for it. */
export function lookedRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/audit',
      access: caseAccess,
      audit: 'audit.shown',
      handler: (request) => {
        const viewing = { action: 'read-audit', concern: 'audit.shown', case: 'audit.shown' } as const;
        return showPage(needs, request, viewing, (tx, found) => showAudit(tx, needs, found, request));
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/audit/paper',
      access: caseAccess,
      stepUp: true,
      audit: 'audit.printed',
      handler: (request) => {
        const viewing = { action: 'read-audit', concern: 'audit.printed', case: 'audit.printed' } as const;
        return showPage(needs, request, viewing, (tx, { row, viewer }) =>
          showPaper(tx, needs, viewer, { ...row, backHref: `/cases/${row.caseId}/audit` }),
        );
      },
    }),
  ];
}

/** The row before which the page begins, by its number in the chain. */
const place = z.object({ before: z.string().regex(/^\d{1,18}$/) });

async function showAudit(
  tx: ActTx,
  needs: CaseNeeds,
  found: Found,
  { query }: RouteRequest,
): Promise<PageContent> {
  const { caseId } = found.row;
  const before = place.safeParse(query).data?.before ?? null;
  const read = await readLooks(tx, caseId, MOST_LOOKS + 1, before);
  const looks = read.slice(0, MOST_LOOKS);
  const last = read.length > MOST_LOOKS ? looks.at(-1) : undefined;
  return auditPage.html(
    auditPage.model({
      head: await readHead(tx, needs, found, 'audit'),
      looks: await describeLooks(tx, needs.keys, found.viewer, looks, true),
      next: last ? `/cases/${caseId}/audit?before=${last.seq}` : null,
      emergencies: await describeEmergencies(tx, needs, found),
    }),
  );
}

async function describeEmergencies(tx: ActTx, { keys }: CaseNeeds, { row, viewer }: Found) {
  const breaks = await readBreaksOf(tx, keys, row.caseId);
  const ids = breaks.map(({ staffId }) => staffId);
  const nameOf = await nameColleagues(tx, keys, viewer.organisationId, ids);
  return breaks.map(({ staffId, from, until, why, wasRight }) => ({
    says: `${nameOf(staffId)}, from ${sayMoment(from)} until ${sayMoment(until)}`,
    why,
    review: sayReview(wasRight),
  }));
}

function sayReview(wasRight: boolean | null): string {
  if (wasRight === null) return 'Nobody has reviewed it yet.';
  return wasRight ? 'Reviewed: it was right.' : 'Reviewed: it was not right.';
}
