import { type FieldError, first, type Typed } from '../../platform/html/index.ts';
import { judgeWords, LONGEST_LINE } from '../../platform/typed.pure.ts';
import type { PersonWords } from '../person.actions.ts';
import { readDateOfBirth } from './typed-date.rules.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The lines that are typed of a person, each with what it is called in an error. */
const lines = [
  { name: 'name', field: 'fullName', called: 'The name', most: LONGEST_LINE },
  { name: 'known-as', field: 'knownAs', called: 'The other name', most: LONGEST_LINE },
  { name: 'description', field: 'description', called: 'The description' },
  { name: 'phone', field: 'phone', called: 'The phone number', most: LONGEST_LINE },
  { name: 'address', field: 'address', called: 'The address' },
  { name: 'for-self', field: 'wordsForSelf', called: 'The words for themselves', most: LONGEST_LINE },
  { name: 'for-other', field: 'wordsForOther', called: 'The words for the other person', most: LONGEST_LINE },
] as const;

/** Kept as one text, a line each, so that nobody has to know how to ask for it. */
export const needs = [
  { name: 'language', label: 'Language' },
  { name: 'interpreter', label: 'Interpreter' },
  { name: 'access', label: 'Getting in and about' },
  { name: 'communication', label: 'Communication' },
] as const;

/**
 * What is known of a person, as the form has it. Needs that were written otherwise stand with
 * communication.
 */
export function typePerson(words: PersonWords): Typed {
  const [year = '', month = '', day = ''] = words.dateOfBirth?.split('-') ?? [];
  const needed = (words.needs ?? '').split('\n').filter((line) => line !== '');
  const own = needed.map((line) => needs.find(({ label }) => line.startsWith(`${label}: `)));
  const typed: [string, string][] = [
    ...lines.flatMap(({ name, field }): [string, string][] => fill(name, words[field] ?? '')),
    ...fill('birth-day', day),
    ...fill('birth-month', month),
    ...fill('birth-year', year),
    ...needs.flatMap(({ name, label }): [string, string][] => {
      const said = needed.flatMap((line, place) => {
        const need = own[place];
        if (need === undefined) return name === 'communication' ? [line] : [];
        return need.name === name ? [line.slice(label.length + 2)] : [];
      });
      return fill(name, said.join('; '));
    }),
  ];
  return Object.fromEntries(typed.map(([name, text]) => [name, [text]]));
}

export type ReadPerson =
  | { readonly ok: true; readonly words: PersonWords | undefined; readonly same: string | undefined }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * Reads what was typed of a person.
 *
 * @param today as 2026-11-22
 * @returns undefined words where nothing was typed: then there is nobody to record
 */
export function readPerson(typed: Typed, today: string): ReadPerson {
  const limits = [...lines, ...needs.map(({ name, label }) => ({ name, called: label, most: LONGEST_LINE }))];
  const errors: FieldError[] = limits.flatMap(({ name, ...rule }) => {
    const error = judgeWords(first(typed, name), rule);
    return error === undefined ? [] : [{ field: name, text: error }];
  });
  const birth = readBirth(typed, 'birth', today);
  if ('error' in birth) errors.push(birth.error);
  const [wrong] = errors;
  if (wrong !== undefined || 'error' in birth) return { ok: false, errors };
  const known = lines.flatMap(({ name, field }): [string, string][] => fill(field, first(typed, name)));
  const needed = needs
    .map(({ name, label }) => ({ label, text: first(typed, name).trim() }))
    .filter(({ text }) => text !== '')
    .map(({ label, text }) => `${label}: ${text}`);
  const words = {
    ...Object.fromEntries(known),
    ...(birth.date !== undefined && { dateOfBirth: birth.date }),
    ...(needed.length > 0 && { needs: needed.join('\n') }),
  };
  const same = first(typed, 'same');
  return {
    ok: true,
    words: Object.keys(words).length === 0 ? undefined : words,
    same: uuid.test(same) ? same : undefined,
  };
}

export const childrenAtMost = 8;

export type ReadChildren =
  | { readonly ok: true; readonly children: readonly PersonWords[] }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Reads the children, those of whom anything was typed. */
export function readChildren(typed: Typed, today: string): ReadChildren {
  const errors: FieldError[] = [];
  const children: PersonWords[] = [];
  for (let place = 1; place <= childrenAtMost; place += 1) {
    const [name, about] = [first(typed, `child-${place}`), first(typed, `about-${place}`)];
    const birth = readBirth(typed, `birth-${place}`, today);
    const wrongName = judgeWords(name, { called: `The name of child ${place}`, most: LONGEST_LINE });
    const wrongAbout = judgeWords(about, { called: `What is known of child ${place}` });
    if (wrongName !== undefined) errors.push({ field: `child-${place}`, text: wrongName });
    if (wrongAbout !== undefined) errors.push({ field: `about-${place}`, text: wrongAbout });
    if ('error' in birth) {
      errors.push(birth.error);
      continue;
    }
    const known = [...fill('fullName', name), ...fill('description', about)];
    if (birth.date !== undefined) known.push(['dateOfBirth', birth.date]);
    if (known.length > 0) children.push(Object.fromEntries(known));
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, children };
}

function readBirth(
  typed: Typed,
  prefix: string,
  today: string,
): { readonly date: string | undefined } | { readonly error: FieldError } {
  const part = (name: string) => first(typed, `${prefix}-${name}`);
  const read = readDateOfBirth({ day: part('day'), month: part('month'), year: part('year') }, today);
  return read.ok ? read : { error: { field: `${prefix}-${read.part}`, text: read.error } };
}

function fill(field: string, text: string): [string, string][] {
  return text.trim() === '' ? [] : [[field, text.trim()]];
}

const called: Readonly<Record<Exclude<keyof PersonWords, 'phone' | 'address'>, string>> = {
  fullName: 'Name',
  knownAs: 'Also called',
  description: 'Known by',
  dateOfBirth: 'Date of birth',
  wordsForSelf: 'Would like to be called',
  wordsForOther: 'Calls the other person',
  needs: 'Needs',
};

/**
 * Of somebody who was found, what is said now is kept beside what stands there already. How and where they
 * are reached stands with the person alone: a note is read by more people, and printed.
 */
export function tellAnew(words: PersonWords): string {
  const { phone, address, ...others } = words;
  const fields = Object.keys(others) as (keyof typeof others)[];
  const said = fields.map((field) => `${called[field]}: ${others[field]}`);
  const kept = [
    ...(phone === undefined ? [] : ['A phone number was said. It is kept with the person.']),
    ...(address === undefined ? [] : ['An address was said. It is kept with the person, not shown here.']),
  ];
  return ['What was said of them this time:', ...said, ...kept].join('\n');
}
