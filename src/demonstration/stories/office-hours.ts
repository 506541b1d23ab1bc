import {
  addWorkingDays,
  findMoment,
  isWorkingDay,
  readLondonTime,
  readTime,
} from '../../platform/calendar.ts';
import type { Draw } from '../draw.ts';

const OPENS = readTime('08:45');
const CLOSES = readTime('17:15');

/** The moment itself where people are at work then, or one in the next hours in which they are. */
export function findOfficeTime(moment: Date, draw: Draw): Date {
  const pad = (number: number) => String(number).padStart(2, '0');
  // Drawn whether it is wanted or not, so that a seed gives the same on every day of the week.
  const time = `${pad(9 + draw.below(7))}:${pad(draw.below(60))}`;
  const { day, minutes } = readLondonTime(moment);
  if (isWorkingDay(day) && minutes < OPENS) return findMoment(day, time);
  if (isWorkingDay(day) && minutes < CLOSES) return moment;
  return findMoment(addWorkingDays(day, 1), time);
}
