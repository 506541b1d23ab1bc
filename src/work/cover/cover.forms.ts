import { z } from 'zod';
import { addDays, findMoment, readLondonTime } from '../../platform/calendar.ts';
import { readText } from '../../platform/http/index.ts';
import { readTypedDay, type TypedDay } from '../../platform/typed-day.ts';

/** Nobody is away longer without somebody else taking over their work for good. */
const LONGEST_DAYS = 365;

export interface TypedCover {
  readonly absent: string;
  readonly covering: string;
  readonly from: TypedDay;
  readonly to: TypedDay;
}

export type ReadCover =
  | {
      readonly ok: true;
      readonly typed: TypedCover;
      readonly absent: string;
      readonly covering: string;
      readonly startsAt: Date;
      readonly endsAt: Date;
    }
  | {
      readonly ok: false;
      readonly typed: TypedCover;
      readonly errors: CoverErrors;
    };

export type CoverErrors = Readonly<Partial<Record<keyof TypedCover, string>>>;

const id = z.uuid();

function readTypedCover(body: unknown): TypedCover {
  const read = (name: string) => readText(body, name);
  const readParts = (name: string): TypedDay => ({
    day: read(`${name}-day`),
    month: read(`${name}-month`),
    year: read(`${name}-year`),
  });
  return { absent: read('absent'), covering: read('covering'), from: readParts('from'), to: readParts('to') };
}

/**
 * Reads who stands in for whom. The last day is covered to its end.
 *
 * @param now cover begins at once where its first day is today
 */
export function readCover(body: unknown, now: Date): ReadCover {
  const typed = readTypedCover(body);
  const today = readLondonTime(now).day;
  const [from, to] = [readTypedDay(typed.from), readTypedDay(typed.to)];
  const errors = {
    ...(!id.safeParse(typed.absent).success && { absent: 'Choose who is away' }),
    ...(!id.safeParse(typed.covering).success && { covering: 'Choose who stands in' }),
    ...(typed.absent !== '' &&
      typed.absent === typed.covering && { covering: 'Choose somebody other than the person who is away' }),
    ...checkDays(from, to, today),
  };
  if (Object.keys(errors).length > 0 || from === undefined || to === undefined)
    return { ok: false, typed, errors };
  const { absent, covering } = typed;
  const startsAt = from === today ? now : findMoment(from, '00:00');
  return { ok: true, typed, absent, covering, startsAt, endsAt: findMoment(addDays(to, 1), '00:00') };
}

function checkDays(from: string | undefined, to: string | undefined, today: string) {
  if (from === undefined || to === undefined) {
    return {
      ...(from === undefined && { from: 'Enter the first day, like 22 11 2026' }),
      ...(to === undefined && { to: 'Enter the last day, like 27 11 2026' }),
    };
  }
  if (from < today) return { from: 'The first day is today or later' };
  if (to < from) return { to: 'The last day is the first day or later' };
  return to > addDays(from, LONGEST_DAYS) ? { to: 'Cover lasts a year at most' } : {};
}
