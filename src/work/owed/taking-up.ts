import type { LoadedPolicy } from '../../pathway/index.ts';
import { findWorkingDeadline } from './deadlines.ts';

/** Unless a pack sets others: to be confirmed by each council. */
const USUAL = { 'take-up-working-days': 1, 'late-task-climbs-working-days': 1 } as const;

/**
 * By when a concern has to be taken up: within the working days of the pack's setting, and at once where
 * somebody is in danger.
 */
export function findTakeUpDeadline(
  { words }: Pick<LoadedPolicy, 'words'>,
  { recordedAt, danger }: { readonly recordedAt: Date; readonly danger: boolean | null },
): Date {
  if (danger === true) return recordedAt;
  return findWorkingDeadline(readDays(words, 'take-up-working-days'), recordedAt);
}

/** When the manager is told of a task that is late: the working days of the pack's setting after its day. */
export function findClimbing({ words }: Pick<LoadedPolicy, 'words'>, dueAt: Date): Date {
  return findWorkingDeadline(readDays(words, 'late-task-climbs-working-days'), dueAt);
}

function readDays({ settings }: LoadedPolicy['words'], name: keyof typeof USUAL): number {
  return Number(settings[name]?.value ?? USUAL[name]);
}
