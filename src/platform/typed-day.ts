import { z } from 'zod';

/** A day in the three fields of a form. */
export interface TypedDay {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** A day that there is, as 2026-11-22; a year of two digits is refused, not guessed. */
export function readTypedDay(typed: TypedDay): string | undefined {
  const [day, month, year] = [typed.day.trim(), typed.month.trim(), typed.year.trim()];
  if (!/^\d{4}$/.test(year)) return undefined;
  const read = z.iso.date().safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return read.success ? read.data : undefined;
}
