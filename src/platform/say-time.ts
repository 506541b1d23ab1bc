import { addDays, readLondonTime } from './calendar.ts';

const long = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** A day as people write it: 22 November 2026. */
export function sayDay(moment: Date): string {
  return long.format(moment);
}

/** A time of day in London: 3:40pm. */
export function sayTime(moment: Date): string {
  const { minutes } = readLondonTime(moment);
  const hour = Math.floor(minutes / 60);
  const half = hour < 12 ? 'am' : 'pm';
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minutes % 60).padStart(2, '0')}${half}`;
}

/** A moment: 3:40pm on 22 November 2026. */
export function sayMoment(moment: Date): string {
  return `${sayTime(moment)} on ${sayDay(moment)}`;
}

/** A day seen from another: today, tomorrow, yesterday, or the day itself with "on" before it. */
export function sayDayFrom(moment: Date, now: Date): string {
  const [day, today] = [readLondonTime(moment).day, readLondonTime(now).day];
  if (day === today) return 'today';
  if (day === addDays(today, 1)) return 'tomorrow';
  return day === addDays(today, -1) ? 'yesterday' : `on ${sayDay(moment)}`;
}
