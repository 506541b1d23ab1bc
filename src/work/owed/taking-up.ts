import { type LoadedPolicy, readSetting } from '../../pathway/index.ts';
import { findWorkingDeadline } from './deadlines.ts';

/**
 * By when a concern has to be taken up: within the working days of the pack's setting, and at once where
 * somebody is in danger.
 */
export function findTakeUpDeadline(
  { words }: Pick<LoadedPolicy, 'words'>,
  { recordedAt, danger }: { readonly recordedAt: Date; readonly danger: boolean | null },
): Date {
  if (danger === true) return recordedAt;
  return findWorkingDeadline(readSetting(words, 'take-up-working-days'), recordedAt);
}

/** When the manager is told of a task that is late: the working days of the pack's setting after its day. */
export function findClimbing({ words }: Pick<LoadedPolicy, 'words'>, dueAt: Date): Date {
  return findWorkingDeadline(readSetting(words, 'late-task-climbs-working-days'), dueAt);
}
