/** Day, month and year as they were typed. */
export interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export type ReadDate =
  | { readonly ok: true; readonly date: string | undefined }
  | { readonly ok: false; readonly part: keyof TypedDate; readonly error: string };

const earliest = 1890;

/**
 * Reads a date of birth.
 *
 * @param today as 2026-11-22, in London
 * @returns the date as 1990-01-31, undefined where nothing was typed, or what is wrong with which part
 */
export function readDateOfBirth(typed: TypedDate, today: string): ReadDate {
  const day = typed.day.trim();
  const month = typed.month.trim();
  const year = typed.year.trim();
  if (day === '' && month === '' && year === '') return { ok: true, date: undefined };
  for (const [part, text] of [['day', day] as const, ['month', month] as const, ['year', year] as const]) {
    if (text === '') return refuse(part, `The date of birth must have a ${part}, or be left empty`);
    if (!/^\d{1,4}$/.test(text)) return refuse(part, `The ${part} must be a number`);
  }
  if (year.length !== 4) return refuse('year', 'The year must have four figures, like 1987');
  if (!isInCalendar(Number(day), Number(month), Number(year)))
    return refuse('day', 'There is no such day. Check the day and the month');
  const date = [year, month.padStart(2, '0').slice(-2), day.padStart(2, '0').slice(-2)].join('-');
  if (date > today) return refuse('year', 'The date of birth must be in the past');
  if (Number(year) < earliest) return refuse('year', `The year must be ${earliest} or later`);
  return { ok: true, date };
}

function refuse(part: keyof TypedDate, error: string): ReadDate {
  return { ok: false, part, error };
}

function isInCalendar(day: number, month: number, year: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (lengths[month - 1] ?? 0);
}
