import type { Hands } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { type KeyStore, open, seal } from '../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import { makeId } from '../platform/ids.ts';
import { letOwnersIn } from './giving.actions.ts';
import {
  insertStep,
  readMayBeGiven,
  readSettled,
  readSteps,
  readTasksOf,
  type Settled,
  setDone,
  setOwner,
  type Task,
  type TaskStep,
} from './task.store.ts';

/** All tasks of a case that the viewer may see, open ones first. */
export function listTasksOf(tx: ViewerTx, caseId: string): Promise<readonly Task[]> {
  return readTasksOf(tx, caseId);
}

/** Ticks a task; a second press changes nothing. */
export async function finishTask(tx: ActTx, task: Task, hands: Omit<Hands, 'keys'>): Promise<void> {
  const at = hands.clock.now();
  if (!(await setDone(tx, task.taskId, at))) return;
  const step = {
    stepId: makeId<'step'>(hands.clock),
    by: hands.viewer.staffId,
    to: null,
    at,
    whyCipher: null,
  };
  await insertStep(tx, task, { ...step, kind: 'done' });
  await recordEvent(tx, { verb: 'task.done', caseId: task.caseId, reference: hands.reference });
}

/** Of the steps that were ticked while it was recorded, those that became tasks of the case. */
export async function finishTicked(
  tx: ActTx,
  caseId: string,
  ticked: readonly string[],
  hands: Omit<Hands, 'keys'>,
): Promise<void> {
  const tasks = ticked.length === 0 ? [] : await readTasksOf(tx, caseId);
  for (const task of tasks.filter(({ action }) => ticked.includes(action))) await finishTask(tx, task, hands);
}

/** Opens a task that was ticked, with the reason in the member of staff's words. */
export async function reopenTask(tx: ActTx, task: Task, why: string, hands: Hands): Promise<void> {
  if (!(await setDone(tx, task.taskId, null))) return;
  await explainStep(tx, task, { kind: 'reopened', why }, hands);
  await recordEvent(tx, { verb: 'task.reopened', caseId: task.caseId, reference: hands.reference });
}

/** Ends a task that nobody does any more, with the reason. */
export async function endTask(tx: ActTx, task: Task, why: string, hands: Hands): Promise<void> {
  if (!(await setDone(tx, task.taskId, hands.clock.now()))) return;
  await explainStep(tx, task, { kind: 'ended', why }, hands);
  await recordEvent(tx, { verb: 'task.ended', caseId: task.caseId, reference: hands.reference });
}

async function explainStep(
  tx: ActTx,
  task: Task,
  { kind, why }: { readonly kind: 'reopened' | 'ended'; readonly why: string },
  { viewer, keys, clock }: Hands,
): Promise<void> {
  const stepId = makeId<'step'>(clock);
  const whyCipher = seal(await keys.keyFor(task.caseId), placeOfWhy(stepId), why);
  await insertStep(tx, task, { stepId, kind, by: viewer.staffId, to: null, at: clock.now(), whyCipher });
}

/** Opens again what one member of staff ticked or ended at one moment: that moment is undone. */
export async function reopenSettled(
  tx: ActTx,
  { why, ...settled }: Settled & { readonly why: string },
  hands: Hands,
): Promise<void> {
  for (const task of await readSettled(tx, settled)) await reopenTask(tx, task, why, hands);
}

/** Who may be handed work of a case without joining it. */
export async function listInvolved(tx: ViewerTx, caseId: string): Promise<readonly string[]> {
  const mayBeGiven = await readMayBeGiven(tx, caseId);
  return mayBeGiven.filter(({ isIn }) => isIn).map(({ id }) => id);
}

/**
 * Hands a task to a colleague, or takes it oneself. A colleague outside the case joins its team by name, and
 * is told.
 *
 * @returns false where the colleague is shut out or has left, or where it is not the viewer's to let them in
 */
export async function handOn(tx: ActTx, task: Task, to: string, hands: Hands): Promise<boolean> {
  const mayBeGiven = await readMayBeGiven(tx, task.caseId);
  if (!mayBeGiven.some(({ id }) => id === to)) return false;
  if (!(await setOwner(tx, task.taskId, to))) return true;
  const at = hands.clock.now();
  const stepId = makeId<'step'>(hands.clock);
  await insertStep(tx, task, {
    stepId,
    kind: 'handed-on',
    by: hands.viewer.staffId,
    to,
    at,
    whyCipher: null,
  });
  await recordEvent(tx, { verb: 'task.handed-on', caseId: task.caseId, reference: hands.reference });
  await letOwnersIn(tx, { caseId: task.caseId, taskIds: [task.taskId], comesWithConcern: false }, hands);
  return true;
}

export interface ToldStep extends Omit<TaskStep, 'whyCipher'> {
  readonly why: string | null;
}

/** What happened to a task, with the reasons that were given. */
export async function readHistory(tx: ViewerTx, keys: KeyStore, task: Task): Promise<readonly ToldStep[]> {
  const rows = await readSteps(tx, task.taskId);
  if (rows.length === 0) return [];
  const key = await keys.keyFor(task.caseId);
  return rows.map(({ whyCipher, ...step }) => ({
    ...step,
    why: whyCipher && open(key, placeOfWhy(step.stepId), whyCipher),
  }));
}

function placeOfWhy(stepId: string) {
  return { table: 'task_step', column: 'why_cipher', row: stepId };
}
