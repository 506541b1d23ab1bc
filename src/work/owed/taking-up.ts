import type { LoadedPolicy } from '../../pathway/index.ts';
import { findBankHoliday, readLondonTime, readTime } from '../../platform/calendar.ts';
import { findWorkingDeadline } from './deadlines.ts';

/** Unless a pack sets another: to be confirmed by each council. */
const USUAL_WORKING_DAYS = 1;

/**
 * By when a concern has to be taken up: within the working days of the pack's setting, and at once where
 * somebody is in danger.
 */
export function findTakeUpDeadline(
  { words }: Pick<LoadedPolicy, 'words'>,
  { recordedAt, danger }: { readonly recordedAt: Date; readonly danger: boolean | null },
): Date {
  if (danger === true) return recordedAt;
  const set = Number(words.settings['take-up-working-days']?.value ?? USUAL_WORKING_DAYS);
  return findWorkingDeadline(set, recordedAt);
}

/** Whether the council answers now, by the office hours of its pack; never on a bank holiday. */
export function isOfficeOpen({ words }: Pick<LoadedPolicy, 'words'>, now: Date): boolean {
  const { days, from, to } = words['office-hours'];
  const { day, weekday, minutes } = readLondonTime(now);
  const isDay = days.includes(weekday) && findBankHoliday(day) === null;
  return isDay && minutes >= readTime(from) && minutes < readTime(to);
}
