import { readText, readWords } from '../platform/http/index.ts';
import { type FieldError, judgeWords, LONGEST_LINE } from '../platform/typed.pure.ts';
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

export type ReadEmergency = { readonly typed: TypedEmergency } & (
  | { readonly ok: true; readonly emergency: Emergency }
  | { readonly ok: false; readonly errors: readonly FieldError[] }
);

/** A sentence, and not a full stop. */
const SHORTEST_REASON = 15;
const forReason = {
  called: 'Your reason',
  missing: 'Say in a sentence what the emergency is: others will read it',
  least: SHORTEST_REASON,
};

export function readEmergency(body: unknown): ReadEmergency {
  const read = (field: string) => readText(body, field);
  const birthDay = { day: read('birth-day'), month: read('birth-month'), year: read('birth-year') };
  const typed = { reference: read('reference'), name: read('name'), ...birthDay, why: read('why') };
  const [reference, name, why] = [typed.reference.trim(), typed.name.trim(), typed.why.trim()];
  const birth = readTypedDay(birthDay);
  const errors = judgeWho({ reference, name }, birth);
  const text = judgeWords(why, forReason);
  if (text !== undefined) errors.push({ field: 'why', text });
  if (errors.length > 0) return { ok: false, typed, errors };
  const by = reference === '' ? { name, birth: birth ?? '' } : { reference: listFigures(reference) };
  return { ok: true, typed, emergency: { by, why } };
}

function judgeWho(
  { reference, name }: { readonly reference: string; readonly name: string },
  birth: string | undefined,
): FieldError[] {
  if (reference !== '' && name !== '')
    return [{ field: 'reference', text: 'Give the reference, or the name with the date of birth, not both' }];
  if (reference !== '')
    return listFigures(reference).length === 6
      ? []
      : [{ field: 'reference', text: 'A reference has six figures, like 482113' }];
  if (name === '')
    return [{ field: 'reference', text: 'Give the reference, or the whole name and the date of birth' }];
  const wrongName = judgeWords(name, { called: 'The name', most: LONGEST_LINE });
  if (wrongName !== undefined) return [{ field: 'name', text: wrongName }];
  return birth === undefined
    ? [{ field: 'birth', text: 'Give the date of birth as day, month and year, like 27 3 1987' }]
    : [];
}

const listFigures = (reference: string): string => reference.replaceAll(/\D/g, '');

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
  const chosen = readText(body, 'right');
  const right = chosen === 'yes' || chosen === 'no' ? chosen : undefined;
  const said = readWords(body, 'words', 'Say why, and what was done about it');
  if (right !== undefined && said.ok)
    return { ok: true, review: { wasRight: right === 'yes', words: said.words } };
  const errors = [
    ...(right === undefined ? [{ field: 'right', text: 'Say whether it was right' }] : []),
    ...(said.ok ? [] : [{ field: 'words', text: said.error }]),
  ];
  return { ok: false, errors, right, words: said.ok ? said.words : said.typed };
}
