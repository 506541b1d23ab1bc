import { handsOf, signedIn, viewerOf } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { listColleagues } from '../councils/index.ts';
import { choosePolicy } from '../pathway/index.ts';
import { findChosenWords, readPeopleOfCase, sayChosenWords } from '../people/index.ts';
import { readLondonTime } from '../platform/calendar.ts';
import { type ActTx, takeTurns } from '../platform/database/index.ts';
import { page } from '../platform/html/index.ts';
import {
  type Answer,
  answerForm,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  redirect,
} from '../platform/http/index.ts';
import { sayMoment } from '../platform/say-time.ts';
import { finishTask, handOn, readHistory, reopenTask, type ToldStep } from './task.actions.ts';
import { readHandOver, readReason } from './task.forms.ts';
import * as taskPage from './task.page.ts';
import { readMayBeGiven, readTask, type Task, type TaskInCase } from './task.store.ts';
import type { WorkRoutesOptions } from './work.routes.ts';
import { findWords } from './work-list.actions.ts';
import { describeOwner } from './work-list.rules.ts';

const access = signedIn('whoever sees the case sees its tasks; for everybody else there are none');

/** One task: its page, and what may be done with it. */
export function taskRoutes(options: WorkRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/tasks/:taskId',
      access,
      audit: 'task.shown',
      handler: (request) => showTask(options, request, null),
    }),
    defineRoute({
      method: 'POST',
      path: '/tasks/:taskId/completion',
      access,
      audit: 'task.done',
      handler: (request) =>
        change(options, request, async (tx, task) => {
          await finishTask(tx, task, handsOf(options, request));
          return toTask(task);
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/tasks/:taskId/reopening',
      access,
      audit: 'task.reopened',
      handler: (request) => change(options, request, (tx, task) => takeReopening(tx, options, request, task)),
    }),
    defineRoute({
      method: 'POST',
      path: '/tasks/:taskId/hand-over',
      access,
      audit: 'task.handed-on',
      handler: (request) =>
        change(options, request, async (tx, task) => {
          const read = readHandOver(request.body);
          if (!read.ok) return { field: 'to', text: read.error, typed: '' };
          if (await handOn(tx, task, read.to, handsOf(options, request))) return toTask(task);
          return { field: 'to', text: 'Choose somebody who may see this case', typed: '' };
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/tasks/:taskId/taking',
      access,
      audit: 'task.handed-on',
      handler: (request) =>
        change(options, request, async (tx, task) => {
          await handOn(tx, task, viewerOf(request).staffId, handsOf(options, request));
          return toTask(task);
        }),
    }),
  ];
}

async function takeReopening(
  tx: ActTx,
  options: WorkRoutesOptions,
  request: RouteRequest,
  task: TaskInCase,
): Promise<Way | Problem> {
  const closed = findClosed(task);
  if (closed !== undefined) return closed;
  const read = readReason(request.body);
  if (!read.ok) return { field: 'why', text: read.error, typed: read.typed };
  await reopenTask(tx, task, read.why, handsOf(options, request));
  return toTask(task);
}

type Problem = NonNullable<taskPage.TaskModel['error']>;
/** Where one goes on. */
interface Way {
  readonly to: `/${string}`;
}

const toTask = ({ taskId }: Task): Way => ({ to: `/tasks/${taskId}` });

/** For what waits until the case is open again: the page that says why, and opens it. */
export function findClosed({ caseId, isCaseClosed }: TaskInCase): Way | undefined {
  return isCaseClosed ? { to: `/cases/${caseId}/closure` } : undefined;
}

/** An act on a task that the viewer sees; the same answer for one that is not there. */
export async function change(
  options: WorkRoutesOptions,
  request: RouteRequest,
  act: (tx: ActTx, task: TaskInCase) => Promise<Way | Problem>,
): Promise<Answer> {
  const taskId = readId(request.params, 'taskId');
  if (taskId === undefined) return notFound;
  const came = await options.database.actAs(
    viewerOf(request).staffId,
    // The act writes its own row, where it changed anything.
    async () => {},
    async (tx) => {
      const task = await takeTurnsOnTask(tx, taskId);
      return task && (await act(tx, task));
    },
  );
  if (came === undefined) return notFound;
  return 'to' in came ? redirect(came.to) : showTask(options, request, came);
}

/** The task as it is once it is this act's turn: what else is done in its case waits for it. */
async function takeTurnsOnTask(tx: ActTx, taskId: string): Promise<TaskInCase | undefined> {
  const task = await readTask(tx, taskId);
  if (task !== undefined) await takeTurns(tx, task.caseId);
  return task && (await readTask(tx, taskId));
}

async function showTask(
  options: WorkRoutesOptions,
  request: RouteRequest,
  error: Problem | null,
): Promise<Answer> {
  const taskId = readId(request.params, 'taskId');
  if (taskId === undefined) return notFound;
  const { reference } = request;
  const read = await options.database.actAs(
    viewerOf(request).staffId,
    (tx, found: Awaited<ReturnType<typeof readModel>>) =>
      found === undefined
        ? recordEvent(tx, { verb: 'case.not-found', reference })
        : recordEvent(tx, { verb: 'task.shown', caseId: found.task.caseId, reference }),
    (tx) => readModel(tx, options, request, taskId),
  );
  if (read === undefined) return notFound;
  const drawn = page({ ...options.frame, ...taskPage.html(taskPage.model({ ...read.model, error })) });
  return answerForm(drawn, error !== null);
}

async function readModel(tx: ActTx, options: WorkRoutesOptions, request: RouteRequest, taskId: string) {
  const task = await readTask(tx, taskId);
  if (task === undefined) return undefined;
  const viewer = viewerOf(request);
  const history = await readHistory(tx, options.keys, task);
  const giveable = new Map((await readMayBeGiven(tx, task.caseId)).map(({ id, isIn }) => [id, isIn]));
  const named = [task.ownerId, ...history.flatMap(({ by, to }) => [by, to])].filter((id) => id !== null);
  const words = await findWords(tx, options, viewer, named);
  const colleagues = await listColleagues(tx, options.keys, viewer.organisationId, [...giveable.keys()]);
  const people = await readPeopleOfCase(tx, options.keys, task.caseId, { withAddress: false });
  const chosen = choosePolicy(options.policies, viewer.council, readLondonTime(words.now).day);
  const action = chosen.ok ? chosen.policy.policy.actions.find(({ id }) => id === task.action) : undefined;
  const model: Omit<taskPage.TaskModel, 'error'> = {
    taskId,
    caseHref: `/cases/${task.caseId}`,
    reference: task.reference,
    action: action?.label ?? task.label,
    means: action === undefined ? '' : `What is done: ${action.means}.`,
    when: task.dueAt === null ? 'No day set' : sayMoment(task.dueAt),
    whose: describeOwner(task, words),
    words: sayChosenWords(findChosenWords(people)),
    isMine: task.ownerId === viewer.staffId,
    isDone: task.doneAt !== null,
    isCaseClosed: task.isCaseClosed,
    colleagues: colleagues
      .filter(({ staffId }) => staffId !== task.ownerId)
      .map(({ staffId: id, name }) => ({ id, name, isIn: giveable.get(id) === true })),
    history: history.map((step) => describeStep(step, words.nameOf)),
  };
  return { task, model };
}

function describeStep({ kind, by, to, at, why }: ToldStep, nameOf: (id: string) => string): string {
  const who = by === null ? 'Rowan' : nameOf(by);
  const what = {
    done: 'ticked it as done',
    reopened: `opened it again: ${why ?? ''}`,
    'handed-on': `gave it to ${to === null ? 'nobody' : nameOf(to)}`,
    ended: `ended it, though it was not done: ${why ?? ''}`,
    climbed: 'told the manager that it is late',
    freed: 'made it nobody’s: whose it was may not see it any more',
  }[kind];
  return `${sayMoment(at)}: ${who} ${what}`;
}
