import { tell } from '../../messages/index.ts';
import type { Advice, LoadedPolicy } from '../../pathway/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import { makeId } from '../../platform/ids.ts';
import { type GivingHands, letOwnersIn } from '../giving.actions.ts';
import { findDue } from './deadlines.ts';
import { insertLook } from './look-again.store.ts';
import { insertTasks } from './make-tasks.store.ts';
import { listOwed } from './owed.rules.ts';

export interface TasksToMake {
  readonly caseId: string;
  /** The row of advice that asks for them, already written in this transaction. */
  readonly adviceId: string;
  readonly advice: Advice;
  readonly policy: LoadedPolicy;
}

/**
 * Makes a task of each step of an advice that is owed after the conversation, with its owner and the moment
 * it is due. A step that the advice before asked for as well, or whose task is still open, gets no second
 * one. What the policy gives to a role goes to its one holder in the case, or else to the council's only
 * one, who joins the team; where there are several, it waits on the list of those who receive concerns, who
 * hand it to one.
 *
 * The caller's own audit row stands for the tasks: they are part of what the caller does.
 *
 * @returns how many were made
 */
export async function makeTasks(tx: ActTx, toMake: TasksToMake, hands: GivingHands): Promise<number> {
  const { caseId, adviceId, policy, advice } = toMake;
  const { viewer, clock } = hands;
  const now = clock.now();
  const owed = listOwed(policy.policy, advice).map(({ action, label, role, by }) => ({
    taskId: makeId<'task'>(clock),
    action,
    label,
    role,
    timing: by ?? 'no-set-time',
    falls: findOwner(role, policy),
    due: findDue(by, policy.words.timings, now)?.toISOString() ?? null,
  }));
  if (owed.length === 0) return 0;
  // What the policy gives to the member of staff is whoever's that recorded the facts.
  const { organisationId, staffId: recordedBy } = viewer;
  const made = await insertTasks(tx, { caseId, organisationId, adviceId, recordedBy, now }, owed);
  const taskIds = owed.map(({ taskId }) => taskId);
  await letOwnersIn(tx, { caseId, taskIds, comesWithConcern: true }, hands);
  return made;
}

/**
 * Asks the lead of a case to look at what somebody added who does not see the whole of it. Whether they were
 * asked before cannot be seen by whoever asks, so they may be asked twice.
 *
 * @returns how many tasks were made
 */
export async function askToLook(
  tx: ActTx,
  asked: { readonly caseId: string; readonly owner: string } & Pick<TasksToMake, 'policy'>,
  hands: GivingHands,
): Promise<number> {
  const { caseId, owner, policy } = asked;
  const { viewer, clock } = hands;
  const { organisationId } = viewer;
  const role = policy.words.fills.roles['staff-member'] ?? 'staff-member';
  const made = await insertLook(tx, { caseId, organisationId, owner, role, now: clock.now() });
  await tell(tx, hands, { to: [owner], kind: 'task-given', caseId });
  return made;
}

/** The slots of the core that stand for whoever was told, and for their manager, by the pack's own names. */
function findOwner(role: string, { words }: LoadedPolicy): 'to-recorder' | 'to-manager' | 'to-holder' {
  const slots = words.fills.roles;
  if (role === slots['staff-member']) return 'to-recorder';
  return role === slots['manager'] ? 'to-manager' : 'to-holder';
}
