import { decide, handsOf } from '../../access/index.ts';
import { listColleagues } from '../../councils/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import { type FieldError, page, type Typed } from '../../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readFields,
  redirect,
} from '../../platform/http/index.ts';
import { sayMoment } from '../../platform/say-time.ts';
import { describeTasks, listInvolved, listTasksOf } from '../../work/index.ts';
import { act, type CaseNeeds, caseAccess, type Found, readHead, view } from '../case.actions.ts';
import { readWords } from '../case.forms.ts';
import { closeCase, mayUndo, readClosingTold, reopenCase, undoClosing } from './closing.actions.ts';
import { readClosing } from './closing.forms.ts';
import * as closingPage from './closing.page.ts';

/** Closing a case, taking that back, and opening it again. */
export function closingRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/closure',
      access: caseAccess,
      audit: 'case.shown',
      handler: async (request) => {
        const seeing = { action: 'reopen', concern: 'concern.shown', case: 'case.shown' } as const;
        const shown = await view(needs, request, seeing, (tx, found) => readModel(tx, needs, found, nothing));
        return shown ? page({ ...needs.frame, ...closingPage.html(shown) }) : notFound;
      },
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
      handler: async (request) => {
        const done = await act(needs, request, 'close', async (tx, { row }) => {
          await undoClosing(tx, row, handsOf(needs, request));
          return row.caseId;
        });
        return done === undefined ? notFound : redirect(`/cases/${done}`);
      },
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

interface Sent {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

const nothing: Sent = { typed: {}, errors: [] };

async function takeClosing(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const typed = readFields(request.body) ?? {};
  return answer(
    needs,
    await act(needs, request, 'close', async (tx, found) => {
      const { row } = found;
      const done = { to: `/cases/${row.caseId}/closure` } as const;
      if (row.isClosed) return done;
      const tasks = await listOpen(tx, needs, found);
      const involved = await listInvolved(tx, row.caseId);
      const read = readClosing(typed, { tasks, inDanger: row.danger === true, involved });
      const again = async (errors: readonly FieldError[]) => ({
        again: await readModel(tx, needs, found, { typed, errors }),
      });
      if (!read.ok) return again(read.errors);
      if (await closeCase(tx, row, read.closing, handsOf(needs, request))) return done;
      return again([
        { field: 'why', text: 'Something changed here while you wrote. Look again, and press once more' },
      ]);
    }),
  );
}

async function takeReopening(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const why = readWords(request.body, 'why', 'Say why it is opened again');
  return answer(
    needs,
    await act(needs, request, 'reopen', async (tx, found) => {
      const { row } = found;
      const done = { to: `/cases/${row.caseId}` } as const;
      if (!row.isClosed) return done;
      if (!why.ok) {
        const errors = [{ field: 'why', text: why.error }];
        return { again: await readModel(tx, needs, found, { typed: { why: [why.typed] }, errors }) };
      }
      await reopenCase(tx, row, why.words, handsOf(needs, request));
      return done;
    }),
  );
}

type Done = { readonly to: `/${string}` } | { readonly again: closingPage.ClosingModel | null } | undefined;

function answer({ frame }: CaseNeeds, done: Done): Answer {
  if (done === undefined) return notFound;
  if ('to' in done) return redirect(done.to);
  return done.again === null
    ? notFound
    : answerPage(page({ ...frame, ...closingPage.html(done.again) }), 422);
}

async function listOpen(tx: ActTx, needs: CaseNeeds, { row, viewer }: Found) {
  const tasks = (await listTasksOf(tx, row.caseId)).filter(({ doneAt }) => doneAt === null);
  return (await describeTasks(tx, needs, viewer, tasks)).tasks;
}

/** Null where it is open and not the viewer's to close. */
async function readModel(
  tx: ActTx,
  needs: CaseNeeds,
  found: Found,
  sent: Sent,
): Promise<closingPage.ClosingModel | null> {
  const { row, standing, viewer } = found;
  const mayClose = decide('close', standing).allowed;
  const told = await readClosingTold(tx, needs.keys, row.caseId);
  if (!row.isClosed && !mayClose) return null;
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
  return closingPage.model({
    head: await readHead(tx, needs, found, 'closing'),
    closed: closed || null,
    tasks: row.isClosed ? [] : await listOpen(tx, needs, found),
    colleagues: people
      .filter(({ staffId }) => involved.includes(staffId))
      .map(({ staffId: id, name }) => ({ id, name })),
    ...sent,
  });
}
