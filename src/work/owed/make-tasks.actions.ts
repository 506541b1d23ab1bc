import type { Advice, LoadedPolicy } from '../../pathway/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import { findDue } from './deadlines.ts';
import { insertLook } from './look-again.store.ts';
import { insertTasks } from './make-tasks.store.ts';
import { listOwed } from './owed.rules.ts';

export interface TasksToMake {
  readonly caseId: string;
  readonly organisationId: string;
  /** The row of advice that asks for them, already written in this transaction. */
  readonly adviceId: string;
  readonly advice: Advice;
  readonly policy: LoadedPolicy;
  /** Who recorded the facts: what the policy gives to the member of staff is theirs. */
  readonly recordedBy: string;
  readonly now: Date;
}

/**
 * Makes a task of each step of an advice that is owed after the conversation, with its owner and the moment
 * it is due. A step that the advice before asked for as well, or whose task is still open, gets no second
 * one. A task belongs to a person only where that person sees the case; all others wait on the list of
 * those who receive concerns.
 *
 * The caller's own audit row stands for them: they are part of what the caller does.
 *
 * @returns how many were made
 */
export function makeTasks(tx: ActTx, toMake: TasksToMake): Promise<number> {
  const { policy, advice, now } = toMake;
  const owed = listOwed(policy.policy, advice).map(({ action, label, role, by }) => ({
    action,
    label,
    role,
    timing: by ?? 'no-set-time',
    falls: findOwner(role, policy),
    due: findDue(by, policy.words.timings, now)?.toISOString() ?? null,
  }));
  return owed.length === 0 ? Promise.resolve(0) : insertTasks(tx, toMake, owed);
}

/**
 * Asks the lead of a case to look at what somebody added who does not see the whole of it. Whether they were
 * asked before cannot be seen by whoever asks, so they may be asked twice.
 *
 * @returns how many tasks were made
 */
export function askToLook(
  tx: ActTx,
  { policy, ...asked }: Omit<Parameters<typeof insertLook>[1], 'role'> & Pick<TasksToMake, 'policy'>,
): Promise<number> {
  return insertLook(tx, { ...asked, role: policy.words.fills.roles['staff-member'] ?? 'staff-member' });
}

/** The slots of the core that stand for whoever was told, and for their manager, by the pack's own names. */
function findOwner(role: string, { words }: LoadedPolicy): 'to-recorder' | 'to-manager' | 'to-holder' {
  const slots = words.fills.roles;
  if (role === slots['staff-member']) return 'to-recorder';
  return role === slots['manager'] ? 'to-manager' : 'to-holder';
}
