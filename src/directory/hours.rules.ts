/** When a line is answered. Minutes are counted from midnight. */
export type Hours =
  | { readonly kind: 'always' }
  | { readonly kind: 'not-known' }
  | {
      readonly kind: 'times' | 'outside';
      readonly times: readonly {
        readonly days: readonly string[];
        readonly from: number;
        readonly to: number;
      }[];
      readonly onBankHolidays: boolean;
      readonly isAssumed: boolean;
    };

/** What the clocks in London show, and whether it is a bank holiday in England. */
export interface Now {
  readonly weekday: string;
  readonly minutes: number;
  readonly isBankHoliday: boolean;
}

export type Open = 'open' | 'closed' | 'not-known';

/** Hours that nobody gave are not known: that is neither open nor closed. */
export function judgeOpen(hours: Hours, { weekday, minutes, isBankHoliday }: Now): Open {
  if (hours.kind === 'always') return 'open';
  if (hours.kind === 'not-known') return 'not-known';
  const isWithin =
    (hours.onBankHolidays || !isBankHoliday) &&
    hours.times.some(({ days, from, to }) => days.includes(weekday) && minutes >= from && minutes < to);
  return isWithin === (hours.kind === 'times') ? 'open' : 'closed';
}

/** The best that is known of several lines. */
export function judgeOpenOfAll(all: readonly Open[]): Open {
  if (all.includes('open')) return 'open';
  return all.includes('not-known') || all.length === 0 ? 'not-known' : 'closed';
}

/** In a line: "24 hours", "Monday to Friday, 9am to 5pm". */
export function describeHours(hours: Hours): string {
  if (hours.kind === 'always') return '24 hours, every day';
  if (hours.kind === 'not-known') return 'Opening hours not known: the policy does not give them';
  const times = hours.times.map(
    ({ days, from, to }) => `${describeDays(days)}, ${describeTime(from)} to ${describeTime(to)}`,
  );
  const holidays = hours.onBankHolidays ? '' : ', not on bank holidays';
  const all = `${times.join('; ')}${holidays}`;
  if (!hours.isAssumed) return hours.kind === 'times' ? all : `Outside ${all}`;
  const office = hours.kind === 'times' ? 'Office hours' : 'Outside office hours';
  return `${office}, which we take to be ${all}; to be confirmed`;
}

const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Days in a row are told by their ends. */
function describeDays(days: readonly string[]): string {
  const places = days.map((day) => week.indexOf(day)).toSorted((a, b) => a - b);
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const isRow = places.length > 2 && last - first === places.length - 1;
  const names = (isRow ? [first, last] : places).map((place) => nameDay(week[place] ?? ''));
  if (isRow) return names.join(' to ');
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function nameDay(day: string): string {
  return `${day.charAt(0).toUpperCase()}${day.slice(1)}`;
}

/** As people say it: 9am, 5:30pm, midday, midnight. */
function describeTime(minutes: number): string {
  if (minutes === 720) return 'midday';
  if (minutes % 1440 === 0) return 'midnight';
  const hour = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const shown = `${hour % 12 === 0 ? 12 : hour % 12}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
  return `${shown}${hour < 12 ? 'am' : 'pm'}`;
}
