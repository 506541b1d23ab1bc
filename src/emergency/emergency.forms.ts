import { z } from 'zod';
import type { FieldError } from '../platform/typed.pure.ts';
import { readTypedDay } from '../platform/typed-day.ts';

/** What was typed, to show it again. */
export interface TypedEmergency {
  readonly reference: string;
  readonly name: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly why: string;
}

export interface Emergency {
  readonly by: { readonly reference: string } | { readonly name: string; readonly birth: string };
  readonly why: string;
}

export type ReadEmergency =
  | { readonly ok: true; readonly emergency: Emergency }
  | { readonly ok: false; readonly typed: TypedEmergency; readonly errors: readonly FieldError[] };

const words = z.string().trim().max(4000).catch('');
const shape = z.object({
  reference: words,
  name: words,
  'birth-day': words,
  'birth-month': words,
  'birth-year': words,
  why: words,
});

/** A sentence, and not a full stop. */
const SHORTEST_REASON = 15;

export function readEmergency(body: unknown): ReadEmergency {
  const sent = shape.parse(body ?? {});
  const { reference, name, why, 'birth-day': day, 'birth-month': month, 'birth-year': year } = sent;
  const typed = { reference, name, day, month, year, why };
  const birth = readTypedDay(typed);
  const errors = [...judgeWho(typed, birth), ...judgeWhy(why)];
  if (errors.length > 0) return { ok: false, typed, errors };
  const by = reference === '' ? { name, birth: birth ?? '' } : { reference: reference.replaceAll(/\D/g, '') };
  return { ok: true, emergency: { by, why } };
}

function judgeWho({ reference, name }: TypedEmergency, birth: string | undefined): FieldError[] {
  if (reference !== '' && name !== '')
    return [{ field: 'reference', text: 'Give the reference, or the name with the date of birth, not both' }];
  if (reference !== '')
    return /^\D*(\d\D*){6}$/.test(reference)
      ? []
      : [{ field: 'reference', text: 'A reference has six figures, like 482113' }];
  if (name === '')
    return [{ field: 'reference', text: 'Give the reference, or the whole name and the date of birth' }];
  if (!name.isWellFormed()) return [{ field: 'name', text: 'Type the name again' }];
  return birth === undefined
    ? [{ field: 'birth', text: 'Give the date of birth as day, month and year, like 27 3 1987' }]
    : [];
}

function judgeWhy(why: string): FieldError[] {
  if (why.isWellFormed() && !why.includes('\0') && why.length >= SHORTEST_REASON) return [];
  return [{ field: 'why', text: 'Say in a sentence what the emergency is: others will read it' }];
}

const reviewShape = z.object({ right: z.enum(['yes', 'no']).optional().catch(undefined), words });

export interface Review {
  readonly wasRight: boolean;
  readonly words: string;
}

export type ReadReview =
  | { readonly ok: true; readonly review: Review }
  | {
      readonly ok: false;
      readonly errors: readonly FieldError[];
      readonly right: 'yes' | 'no' | undefined;
      readonly words: string;
    };

export function readReview(body: unknown): ReadReview {
  const { right, words: said } = reviewShape.parse(body ?? {});
  const errors: FieldError[] = [];
  if (right === undefined) errors.push({ field: 'right', text: 'Say whether it was right' });
  if (said === '' || !said.isWellFormed() || said.includes('\0'))
    errors.push({ field: 'words', text: 'Say why, and what was done about it' });
  if (right === undefined || errors.length > 0) return { ok: false, errors, right, words: said };
  return { ok: true, review: { wasRight: right === 'yes', words: said } };
}
