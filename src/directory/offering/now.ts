import { findBankHoliday, readLondonTime } from '../../platform/calendar.ts';
import type { Now } from '../hours.rules.ts';

/** What the clocks in London show at a moment, and whether it is a bank holiday in England. */
export function readNow(moment: Date): Now {
  const { day, weekday, minutes } = readLondonTime(moment);
  return { weekday, minutes, isBankHoliday: findBankHoliday(day) !== null };
}
