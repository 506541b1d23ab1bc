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

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long ago a day was: today, yesterday, 5 days ago, 7 weeks ago, 5 months ago, 2 years ago. */
export function sayAge(moment: Date, now: Date): string {
  const dayOf = (one: Date) => Date.parse(`${readLondonTime(one).day}T00:00:00Z`);
  const days = Math.round((dayOf(now) - dayOf(moment)) / DAY_MS);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 21) return `${days} days ago`;
  if (days < 91) return `${Math.floor(days / 7)} weeks ago`;
  return days < 730 ? `${Math.floor(days / 30.4)} months ago` : `${Math.floor(days / 365.25)} years ago`;
}
