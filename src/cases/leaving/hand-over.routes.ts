import { z } from 'zod';
import { type Hands, handsOf, signedIn, viewerOf } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { listColleagues, sayLeaving } from '../../councils/index.ts';
import { type ActTx, takeTurns } from '../../platform/database/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerForm,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  redirect,
} from '../../platform/http/index.ts';
import type { CaseNeeds } from '../case.actions.ts';
import { handOver } from './hand-over.actions.ts';
import * as handOverPage from './hand-over.page.ts';
import { sayLeftBehind } from './leavers.page.ts';
import { type LeftBehind, readLeftBehind } from './leavers.store.ts';

/** A form takes no more fields; what is left stands there again afterwards. */
const AT_ONCE = 100;
const access = signedIn('it holds what the reader hands on: as a manager, or as who receives concerns');
const fieldOf = ({ caseId }: LeftBehind) => `case-${caseId}`;

type Sent = Pick<handOverPage.HandOverModel, 'chosen' | 'errors'>;

/** Handing on all that one colleague leaves behind. */
export function handOverRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/work/leavers/:staffId',
      access,
      audit: 'leavers.listed',
      handler: (request) =>
        inOneTransaction(needs, request, async (tx, leaver) => {
          const rows = await readLeftBehind(tx, AT_ONCE, leaver);
          return rows.length === 0 ? notFound : draw(tx, needs, request, rows);
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/work/leavers/:staffId',
      access,
      audit: 'lead.assigned',
      handler: (request) =>
        inOneTransaction(needs, request, async (tx, leaver) => {
          const rows = await takeTurnsOnLeftBehind(tx, leaver);
          // Nothing is left of what was handed on a moment ago.
          return rows.length === 0 ? redirect('/work/leavers') : take(tx, needs, request, rows);
        }),
    }),
  ];
}

/** With the colleague of the address. */
function inOneTransaction(
  { database }: CaseNeeds,
  request: RouteRequest,
  work: (tx: ActTx, leaver: string) => Promise<Answer>,
): Promise<Answer> {
  const leaver = readId(request.params, 'staffId');
  if (leaver === undefined) return Promise.resolve(notFound);
  return database.actAs(
    viewerOf(request).staffId,
    async () => {},
    (tx) => work(tx, leaver),
  );
}

/**
 * What is left behind once it is this act's turn in each case: what else is done in one waits for it. Turns
 * are taken in one order, so that no two acts wait for each other.
 */
async function takeTurnsOnLeftBehind(tx: ActTx, leaver: string): Promise<readonly LeftBehind[]> {
  await takeTurns(tx, leaver);
  const asked = (await readLeftBehind(tx, AT_ONCE, leaver)).map(({ caseId }) => caseId).sort();
  for (const caseId of asked) await takeTurns(tx, caseId);
  return (await readLeftBehind(tx, AT_ONCE, leaver)).filter(({ caseId }) => asked.includes(caseId));
}

async function take(
  tx: ActTx,
  needs: CaseNeeds,
  request: RouteRequest,
  rows: readonly LeftBehind[],
): Promise<Answer> {
  const chosen = z.record(z.string(), z.string().catch('')).catch({}).parse(request.body);
  const choose = (row: LeftBehind) => readId(chosen, fieldOf(row)) ?? readId(chosen, 'all');
  const all = rows.flatMap((row) => {
    const to = choose(row);
    return to === undefined ? [] : [{ row, to }];
  });
  const hands: Hands = handsOf(needs, request);
  const refused = await handOver(tx, all, hands);
  if (all.length > 0 && refused.length === 0) return redirect('/work/leavers');
  const wrong = rows.filter(({ caseId }) => refused.includes(caseId));
  const errors =
    all.length === 0
      ? [{ field: 'all', text: 'Choose a colleague' }]
      : wrong.map((row) => ({
          field: fieldOf(row),
          text: `Choose somebody who may ${row.leads ? 'lead' : 'see'} case ${row.reference}`,
        }));
  return draw(tx, needs, request, rows, { chosen, errors });
}

async function draw(
  tx: ActTx,
  { keys, frame }: CaseNeeds,
  request: RouteRequest,
  rows: readonly LeftBehind[],
  sent?: Sent,
): Promise<Answer> {
  const { organisationId } = viewerOf(request);
  const [first] = rows as readonly [LeftBehind];
  const casesShown = rows.map(({ caseId }) => caseId);
  await recordEvent(tx, { verb: 'leavers.listed', casesShown, reference: request.reference });
  const [leaver] = await listColleagues(tx, keys, organisationId, [first.staffId]);
  const colleagues = await listColleagues(tx, keys, organisationId);
  const read = {
    name: leaver?.name ?? 'a colleague',
    when: sayLeaving(first) ?? '',
    action: `/work/leavers/${first.staffId}`,
    cases: rows.map((row) => ({
      field: fieldOf(row),
      reference: row.reference,
      says: sayLeftBehind(row),
    })),
    colleagues: colleagues
      .filter(({ staffId }) => staffId !== first.staffId)
      .map(({ staffId: id, name }) => ({ id, name })),
  };
  const drawn = page({ ...frame, ...handOverPage.html(handOverPage.model(read, sent)) });
  return answerForm(drawn, sent !== undefined);
}
