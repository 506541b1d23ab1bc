import type { LoadedPolicy } from '../../pathway/index.ts';
import { addDays, addWorkingDays, findMoment, readLondonTime } from '../../platform/calendar.ts';

type Timings = LoadedPolicy['words']['timings'];

const HOUR_MS = 3_600_000;
/** The clocks of London show it on every day of the year. */
const END_OF_DAY = '23:59';

/**
 * When a step is due that the policy wants by a timing, counted from a moment. Same-day is that day, at
 * weekends and at night as well: somebody who is in danger on a Sunday does not wait for Monday.
 *
 * @param timing of the core or of the council's pack; null where the policy sets no time
 * @returns null where the day hangs on something that Rowan does not know: a meeting, or what is agreed
 */
export function findDue(timing: string | null, timings: Timings, from: Date): Date | null {
  if (timing === null) return null;
  if (timing === 'now') return from;
  if (timing === 'same-day') return findMoment(readLondonTime(from).day, END_OF_DAY);
  const written = timings[timing];
  // "Every" is a rhythm of meetings whose days nobody has told us.
  return written?.within === undefined ? null : addLength(written.within, from);
}

/** The moment by which so many working days after another have ended. */
export function findWorkingDeadline(workingDays: number, from: Date): Date {
  return findMoment(addWorkingDays(readLondonTime(from).day, workingDays), END_OF_DAY);
}

/** @throws Error for a length that the schema of packs does not let through */
function addLength(length: string, from: Date): Date {
  const [, number, unit] = /^(\d+) (hour|day|working day|week|month)s?$/.exec(length) ?? [];
  const count = Number(number);
  const { day } = readLondonTime(from);
  switch (unit) {
    case 'hour':
      return new Date(from.getTime() + count * HOUR_MS);
    case 'working day':
      return findWorkingDeadline(count, from);
    case 'day':
      return findMoment(addDays(day, count), END_OF_DAY);
    case 'week':
      return findMoment(addDays(day, count * 7), END_OF_DAY);
    case 'month':
      return findMoment(addMonths(day, count), END_OF_DAY);
    default:
      throw new Error(`"${length}" is not a length.`);
  }
}

/** The same day of a later month, or its last day where it has no such day. */
function addMonths(day: string, count: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0));
  const first = last.toISOString().slice(0, 8);
  return `${first}${String(Math.min(date, last.getUTCDate())).padStart(2, '0')}`;
}
