import { createRequire } from 'node:module';

/** Working days and clock times in England. A day is written as 2026-11-22, and a time of day as 09:00. */

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export type Weekday = (typeof weekdays)[number];

/** What the clocks in London show. */
export interface LondonTime {
  readonly day: string;
  readonly weekday: Weekday;
  /** Since midnight, 0 to 1439: as the clock shows them, so that two days a year skip or repeat an hour. */
  readonly minutes: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** What the clocks in London show at a moment. */
export function readLondonTime(moment: Date): LondonTime {
  const shown = new Date(moment.getTime() + findOffset(moment) * MINUTE_MS);
  const day = shown.toISOString().slice(0, 10);
  return { day, weekday: findWeekday(day), minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes() };
}

const HOUR_MS = 60 * MINUTE_MS;
const MOST_REMEMBERED = 10_000;
const offsets = new Map<number, number>();

/**
 * Minutes by which London is ahead of UTC. Clocks change on the hour, and asking for the time in a zone is
 * slow: each hour is asked for once.
 */
function findOffset(moment: Date): number {
  const hour = Math.floor(moment.getTime() / HOUR_MS);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const parts = new Map(london.formatToParts(hour * HOUR_MS).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  if (offsets.size >= MOST_REMEMBERED) offsets.clear();
  const offset = shown / MINUTE_MS - hour * 60;
  offsets.set(hour, offset);
  return offset;
}

/**
 * The moment at which the clocks in London show a time on a day. Where they show it twice, the first; where
 * they skip it, the moment that comes as long after midnight: 01:30 is then 02:30.
 *
 * @param time as 09:00
 */
export function findMoment(day: string, time: string): Date {
  const minutes = readTime(time);
  const asIfUtc = startOf(day) + minutes * MINUTE_MS;
  const summer = new Date(asIfUtc - 60 * MINUTE_MS);
  const shown = readLondonTime(summer);
  return shown.day === day && shown.minutes === minutes ? summer : new Date(asIfUtc);
}

/** Minutes since midnight of a time like 09:00; 24:00 is the end of the day. */
export function readTime(time: string): number {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  const sum = Number(hours) * 60 + Number(minutes);
  if (!(sum <= 1440) || Number(minutes) > 59) throw new Error(`"${time}" is not a time like 09:00.`);
  return sum;
}

export function findWeekday(day: string): Weekday {
  // 1 January 1970 was a Thursday.
  const place = (Math.floor(startOf(day) / DAY_MS) + 3) % 7;
  return weekdays[place < 0 ? place + 7 : place] ?? 'monday';
}

/** The day so many days later, or earlier where the number is below 0. */
export function addDays(day: string, count: number): string {
  return new Date(startOf(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The name of the bank holiday in England on a day, with the day that stands in for one at a weekend. */
export function findBankHoliday(day: string): string | null {
  startOf(day);
  const year = day.slice(0, 4);
  const known = holidays.get(year) ?? readBankHolidays(Number(year));
  holidays.set(year, known);
  return known.get(day) ?? null;
}

/** Monday to Friday, but for bank holidays in England. */
export function isWorkingDay(day: string): boolean {
  const weekday = findWeekday(day);
  return weekday !== 'saturday' && weekday !== 'sunday' && findBankHoliday(day) === null;
}

/**
 * The working day that comes so many working days after a day, which is itself not counted. With 0: the day
 * itself, or the next working day where it is none.
 */
export function addWorkingDays(day: string, count: number): string {
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${count} is not a number of working days.`);
  if (count === 0) return isWorkingDay(day) ? day : addWorkingDays(day, 1);
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

/** Midnight of a day in UTC, in milliseconds; a day that there is not is a defect of the caller's. */
function startOf(day: string): number {
  const start = Date.parse(`${day}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && Number.isFinite(start);
  if (!isDay || !new Date(start).toISOString().startsWith(day)) throw new Error(`"${day}" is not a day.`);
  return start;
}

interface Holiday {
  readonly date: string;
  readonly name: string;
  readonly type: string;
}
type HolidaysOf = new (
  country: string,
  state: string,
  options: { types: string[] },
) => { getHolidays(year: number, language: string): Holiday[] };

const holidays = new Map<string, ReadonlyMap<string, string>>();
let calendar: InstanceType<HolidaysOf> | undefined;

/** The package knows the whole world and takes half a second to read: it is read when first needed. */
function readBankHolidays(year: number): ReadonlyMap<string, string> {
  if (calendar === undefined) {
    const require = createRequire(import.meta.url);
    const Holidays = require('date-holidays') as HolidaysOf;
    calendar = new Holidays('GB', 'ENG', { types: ['public', 'bank'] });
  }
  const listed = calendar.getHolidays(year, 'en').filter(({ type }) => type === 'public' || type === 'bank');
  return new Map(listed.map(({ date, name }) => [date.slice(0, 10), name]));
}
