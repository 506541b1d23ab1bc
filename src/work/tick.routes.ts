import { signedIn, viewerOf } from '../access/index.ts';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import {
  type Answer,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  redirect,
} from '../platform/http/index.ts';
import { finishTask, reopenSettled } from './task.actions.ts';
import { readTask, type Task } from './task.store.ts';
import type { WorkRoutesOptions } from './work.routes.ts';

const access = signedIn('whoever sees the case sees its tasks; for everybody else there are none');
const undone = 'Ticked by mistake, and undone.';

/** Ticking a step where it stands in its case, and taking that back. */
export function tickRoutes(options: WorkRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/tasks/:taskId/tick',
      access,
      audit: 'task.done',
      handler: (request) =>
        change(options, request, async (tx, task, hands) => {
          await finishTask(tx, task, hands);
          return `?ticked=${task.taskId}`;
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/tasks/:taskId/tick/removal',
      access,
      audit: 'task.reopened',
      handler: (request) =>
        change(options, request, async (tx, { taskId, doneAt }, hands) => {
          const by = hands.viewer.staffId;
          if (doneAt !== null) await reopenSettled(tx, { taskId, by, at: doneAt, why: undone }, hands);
          return '';
        }),
    }),
  ];
}

/** The task of a case that the viewer ticked a moment ago, as the address says it. */
export async function findTicked(tx: ViewerTx, caseId: string, query: unknown): Promise<Task | undefined> {
  const taskId = readId(query, 'ticked');
  const task = taskId === undefined ? undefined : await readTask(tx, taskId);
  return task?.caseId === caseId && task.doneAt !== null ? task : undefined;
}

type Hands = Parameters<typeof finishTask>[2] & Parameters<typeof reopenSettled>[2];

async function change(
  { database, keys, clock }: WorkRoutesOptions,
  request: RouteRequest,
  act: (tx: ActTx, task: Task, hands: Hands) => Promise<string>,
): Promise<Answer> {
  const taskId = readId(request.params, 'taskId');
  if (taskId === undefined) return notFound;
  const viewer = viewerOf(request);
  const hands = { viewer, keys, clock, reference: request.reference };
  const to = await database.actAs(
    viewer.staffId,
    // The act writes its own row, where it changed anything.
    async () => {},
    async (tx) => {
      const task = await readTask(tx, taskId);
      return task && (`/cases/${task.caseId}${await act(tx, task, hands)}` as const);
    },
  );
  return to === undefined ? notFound : redirect(to);
}
