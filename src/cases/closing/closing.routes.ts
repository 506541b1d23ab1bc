import { decide, handsOf } from '../../access/index.ts';
import { listColleagues } from '../../councils/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import type { FieldError, PageContent } from '../../platform/html/index.ts';
import {
  type Answer,
  defineRoute,
  type Route,
  type RouteRequest,
  readFields,
  readWords,
} from '../../platform/http/index.ts';
import { sayMoment } from '../../platform/say-time.ts';
import { describeTasks, listInvolved, listTasksOf } from '../../work/index.ts';
import { showPage, type Taken, takeForm } from '../answer-case.ts';
import { type CaseNeeds, caseAccess, type Found, readHead } from '../case.actions.ts';
import { goOnKeeping, openForm } from '../keeping/keeping.actions.ts';
import { closeCase, mayUndo, readClosingTold, reopenCase, undoClosing } from './closing.actions.ts';
import { readClosing } from './closing.forms.ts';
import * as closingPage from './closing.page.ts';

const seeing = { action: 'reopen', concern: 'concern.shown', case: 'case.shown' } as const;
const place = '/closure';

/** Closing a case, taking that back, and opening it again. */
export function closingRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/closure',
      access: caseAccess,
      audit: 'case.shown',
      handler: (request) => showPage(needs, request, seeing, (tx, found) => openClosing(tx, needs, found)),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/closure',
      access: caseAccess,
      audit: 'case.closed',
      handler: (request) => takeClosing(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/closure/removal',
      access: caseAccess,
      audit: 'case.reopened',
      handler: (request) =>
        takeForm(needs, request, 'close', async (tx, { row }) => {
          await undoClosing(tx, row, handsOf(needs, request));
          return { to: `/cases/${row.caseId}` };
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/reopening',
      access: caseAccess,
      audit: 'case.reopened',
      handler: (request) => takeReopening(needs, request),
    }),
  ];
}

type Sent = Pick<closingPage.ClosingModel, 'keeping' | 'typed' | 'errors'>;

async function openClosing(tx: ActTx, needs: CaseNeeds, found: Found) {
  const { keeping, body } = await openForm(tx, needs, found, place);
  return draw(tx, needs, found, { keeping, typed: readFields(body) ?? {}, errors: [] });
}

function takeClosing(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const typed = readFields(request.body) ?? {};
  return takeForm(needs, request, 'close', async (tx, found): Promise<Taken | undefined> => {
    const { row } = found;
    const done = { to: `/cases/${row.caseId}${place}` } as const;
    if (row.isClosed) return done;
    const tasks = await listOpen(tx, needs, found);
    const involved = await listInvolved(tx, row.caseId);
    const read = readClosing(typed, { tasks, inDanger: row.danger === true, involved });
    const again = (errors: readonly FieldError[]) =>
      drawAgain(tx, needs, found, { keeping: goOnKeeping(needs, found, place, request), typed, errors });
    if (!read.ok) return again(read.errors);
    if (await closeCase(tx, row, read.closing, handsOf(needs, request))) return done;
    return again([
      { field: 'why', text: 'Something changed here while you wrote. Look again, and press once more' },
    ]);
  });
}

function takeReopening(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const why = readWords(request.body, 'why', 'Say why it is opened again');
  return takeForm(needs, request, 'reopen', async (tx, found): Promise<Taken | undefined> => {
    const { row } = found;
    const done = { to: `/cases/${row.caseId}` } as const;
    if (!row.isClosed) return done;
    if (!why.ok) {
      const keeping = goOnKeeping(needs, found, place, request);
      const errors = [{ field: 'why', text: why.error }];
      return drawAgain(tx, needs, found, { keeping, typed: { why: [why.typed] }, errors });
    }
    await reopenCase(tx, row, why.words, handsOf(needs, request));
    return done;
  });
}

async function drawAgain(...given: Parameters<typeof draw>): Promise<Taken | undefined> {
  const again = await draw(...given);
  return again && { again, status: 422 };
}

async function listOpen(tx: ActTx, needs: CaseNeeds, { row, viewer }: Found) {
  const tasks = (await listTasksOf(tx, row.caseId)).filter(({ doneAt }) => doneAt === null);
  return (await describeTasks(tx, needs, viewer, tasks)).tasks;
}

/** Nothing where it is open and not the viewer's to close. */
async function draw(tx: ActTx, needs: CaseNeeds, found: Found, sent: Sent): Promise<PageContent | undefined> {
  const { row, standing, viewer } = found;
  const mayClose = decide('close', standing).allowed;
  const told = await readClosingTold(tx, needs.keys, row.caseId);
  if (!row.isClosed && !mayClose) return undefined;
  const involved = row.isClosed ? [] : await listInvolved(tx, row.caseId);
  const ids = [...involved, ...(told === undefined ? [] : [told.by])];
  const people = ids.length === 0 ? [] : await listColleagues(tx, needs.keys, viewer.organisationId, ids);
  const nameOf = (id: string) => people.find(({ staffId }) => staffId === id)?.name ?? 'A colleague';
  const closed = row.isClosed && {
    says: told === undefined ? 'Its lead knows why.' : `${nameOf(told.by)} closed it, ${sayMoment(told.at)}.`,
    why: told?.why ?? null,
    overDanger: told?.overDanger ?? null,
    mayUndo: told !== undefined && mayClose && mayUndo(told, { viewer, clock: needs.clock }),
  };
  const model = closingPage.model({
    head: await readHead(tx, needs, found, 'closing'),
    closed: closed || null,
    tasks: row.isClosed ? [] : await listOpen(tx, needs, found),
    colleagues: people
      .filter(({ staffId }) => involved.includes(staffId))
      .map(({ staffId: id, name }) => ({ id, name })),
    ...sent,
  });
  return closingPage.html(model);
}
