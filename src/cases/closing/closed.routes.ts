import { signedIn, viewerOf } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { nameColleagues } from '../../councils/index.ts';
import { page } from '../../platform/html/index.ts';
import { defineRoute, type Route, type RouteRequest } from '../../platform/http/index.ts';
import { sayDayFrom } from '../../platform/say-time.ts';
import { readAfter, receivesConcerns, writeAfter } from '../../work/index.ts';
import type { CaseNeeds } from '../case.actions.ts';
import * as closedPage from './closed.page.ts';
import { type ClosedCase, readClosedCases } from './closing.store.ts';

const PAGE = 50;

/** The closed cases, for those who see them. */
export function closedRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/work/closed',
      access: signedIn('it holds closed cases with which the reader has something to do'),
      audit: 'closed-cases.listed',
      handler: async (request) =>
        page({ ...needs.frame, ...closedPage.html(await listClosed(needs, request)) }),
    }),
  ];
}

async function listClosed(
  { database, keys, clock }: CaseNeeds,
  request: RouteRequest,
): Promise<closedPage.ClosedModel> {
  const viewer = viewerOf(request);
  const { reference } = request;
  const { rows, receives, nameOf } = await database.actAs(
    viewer.staffId,
    (tx, read: Read) =>
      recordEvent(tx, {
        verb: 'closed-cases.listed',
        casesShown: read.rows.slice(0, PAGE).map(({ caseId }) => caseId),
        reference,
      }),
    async (tx): Promise<Read> => {
      const rows = await readClosedCases(tx, readPlace(request.query), PAGE + 1);
      const ids = rows.map(({ closedBy }) => closedBy);
      const nameOf = await nameColleagues(tx, keys, viewer.organisationId, ids);
      return { rows, nameOf, receives: await receivesConcerns(tx) };
    },
  );
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  const now = clock.now();
  return closedPage.model({
    cases: rows.slice(0, PAGE).map(({ caseId, reference: number, closedAt, closedBy }) => ({
      href: `/cases/${caseId}`,
      label: `Case ${number}`,
      says: `${nameOf(closedBy)} closed it ${sayDayFrom(closedAt, now)}`,
    })),
    next:
      last === undefined
        ? null
        : `/work/closed?after=${writeAfter({ at: last.closedAt.toISOString(), id: last.caseId })}`,
    receives,
  });
}

interface Read {
  readonly rows: readonly ClosedCase[];
  readonly nameOf: (staffId: string) => string;
  readonly receives: boolean;
}

/** The row after which the page begins: a moment and an id, as in the lists of work. */
function readPlace(query: unknown): { readonly at: Date; readonly caseId: string } | undefined {
  const after = readAfter(query);
  return after === undefined || after.at === null ? undefined : { at: new Date(after.at), caseId: after.id };
}
