import { handsOf, signedIn, viewerOf } from '../access/index.ts';
import type { ViewerTx } from '../platform/database/index.ts';
import { defineRoute, type Route, readId } from '../platform/http/index.ts';
import { finishTask, reopenSettled } from './task.actions.ts';
import { change, findClosed } from './task.routes.ts';
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
        change(options, request, async (tx, task) => {
          await finishTask(tx, task, handsOf(options, request));
          return { to: `/cases/${task.caseId}?ticked=${task.taskId}` };
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/tasks/:taskId/tick/removal',
      access,
      audit: 'task.reopened',
      handler: (request) =>
        change(options, request, async (tx, task) => {
          const closed = findClosed(task);
          if (closed !== undefined) return closed;
          const { taskId, caseId, doneAt: at } = task;
          const by = viewerOf(request).staffId;
          if (at !== null)
            await reopenSettled(tx, { taskId, by, at, why: undone }, handsOf(options, request));
          return { to: `/cases/${caseId}` };
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
