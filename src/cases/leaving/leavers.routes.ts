import { signedIn, viewerOf } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { nameColleagues, sayLeaving } from '../../councils/index.ts';
import { page } from '../../platform/html/index.ts';
import { defineRoute, type Route, type RouteRequest } from '../../platform/http/index.ts';
import { receivesConcerns } from '../../work/index.ts';
import type { CaseNeeds } from '../case.actions.ts';
import { handOverRoutes } from './hand-over.routes.ts';
import * as leaversPage from './leavers.page.ts';
import { type LeftBehind, readLeftBehind } from './leavers.store.ts';

/** Beyond it the list is no list any more; those who leave first come first. */
const MOST = 200;

/** What those who leave have still to hand on, for those who hand it on. */
export function leaversRoutes(needs: CaseNeeds): Route[] {
  return [
    ...handOverRoutes(needs),
    defineRoute({
      method: 'GET',
      path: '/work/leavers',
      access: signedIn('it holds what the reader hands on: as a manager, or as who receives concerns'),
      audit: 'leavers.listed',
      handler: async (request) =>
        page({ ...needs.frame, ...leaversPage.html(await listLeavers(needs, request)) }),
    }),
  ];
}

interface Read {
  readonly rows: readonly LeftBehind[];
  readonly nameOf: (staffId: string) => string;
  readonly receives: boolean;
}

async function listLeavers(
  { database, keys }: CaseNeeds,
  request: RouteRequest,
): Promise<leaversPage.LeaversModel> {
  const viewer = viewerOf(request);
  const { reference } = request;
  const { rows, nameOf, receives } = await database.actAs(
    viewer.staffId,
    (tx, read: Read) =>
      recordEvent(tx, {
        verb: 'leavers.listed',
        casesShown: [...new Set(read.rows.map(({ caseId }) => caseId))],
        reference,
      }),
    async (tx): Promise<Read> => {
      const rows = await readLeftBehind(tx, MOST);
      const ids = rows.map(({ staffId }) => staffId);
      const nameOf = await nameColleagues(tx, keys, viewer.organisationId, ids);
      return { rows, nameOf, receives: await receivesConcerns(tx) };
    },
  );
  const byPerson = Map.groupBy(rows, ({ staffId }) => staffId);
  const leavers = [...byPerson].flatMap(([staffId, [first, ...others]]) =>
    first === undefined
      ? []
      : {
          name: nameOf(staffId),
          when: sayLeaving(first) ?? '',
          handOverHref: `/work/leavers/${staffId}`,
          cases: [first, ...others].map(describe),
        },
  );
  return leaversPage.model({ leavers, receives });
}

function describe(row: LeftBehind) {
  const { caseId, reference, leads } = row;
  return {
    href: `/cases/${caseId}${leads ? '/working' : ''}`,
    label: `case ${reference}`,
    says: leaversPage.sayLeftBehind(row),
  };
}
