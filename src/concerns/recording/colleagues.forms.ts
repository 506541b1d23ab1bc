import { type FieldError, first, type Typed } from '../../platform/html/index.ts';
import { judgeWords, LONGEST_LINE } from '../../platform/typed.pure.ts';

/** A colleague as they can be named. */
export interface Nameable {
  readonly staffId: string;
  readonly name: string;
}

/** Three at once; more are added on the case. */
export const nameFields = ['colleague', 'colleague-2', 'colleague-3'] as const;

export type ReadColleagues =
  | {
      readonly ok: true;
      readonly excluded: readonly string[];
      /** Somebody is involved, and it is not known who. */
      readonly isNameless: boolean;
    }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Whether a name was typed at all: only then has anybody to be looked up. */
export function namesColleagues(typed: Typed | undefined): boolean {
  return nameFields.some((field) => first(typed, field).trim() !== '');
}

/**
 * Reads who must not see the record.
 *
 * @param nameable all who work here
 * @param self cannot be named: whoever records it knows it already
 */
export function readColleagues(typed: Typed, nameable: readonly Nameable[], self: string): ReadColleagues {
  const isNamed = namesColleagues(typed);
  const involved = first(typed, 'involved');
  if (involved === 'no' && isNamed) return { ok: false, errors: [contradiction] };
  if (involved !== 'yes' && !isNamed) return { ok: true, excluded: [], isNameless: false };
  const errors: FieldError[] = [];
  const excluded: string[] = [];
  for (const field of nameFields) {
    const name = first(typed, field).trim();
    const text = name === '' ? undefined : judgeName(name, nameable, self);
    if (text !== undefined) errors.push({ field, text });
    excluded.push(...findNamed(name, nameable).map(({ staffId }) => staffId));
  }
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, excluded: [...new Set(excluded)], isNameless: excluded.length === 0 };
}

const contradiction: FieldError = {
  field: 'involved',
  text: 'You named a colleague. Choose “Yes”, or take the name out',
};

function judgeName(name: string, nameable: readonly Nameable[], self: string): string | undefined {
  const wrong = judgeWords(name, { called: 'The name', most: LONGEST_LINE });
  if (wrong !== undefined) return wrong;
  const found = findNamed(name, nameable);
  if (found.length === 0) return 'No colleague has this name. Check how it is written';
  if (!found.some(({ staffId }) => staffId === self)) return undefined;
  return 'This is you. If you are involved, ask a colleague to record it';
}

/** All of that name: where two have it, neither is to see it. */
function findNamed(name: string, nameable: readonly Nameable[]): readonly Nameable[] {
  return name === '' ? [] : nameable.filter((each) => fold(each.name) === fold(name));
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' ').trim();
}
