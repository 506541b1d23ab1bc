import { z } from 'zod';
import { judgeWords } from '../platform/typed.pure.ts';
import type { Listing } from './listing.ts';
import { personLabels } from './listing.ts';
import type { Sought } from './service.rules.ts';

/** Longer than any name or number that somebody looks for. */
const LONGEST_SEARCH = 200;
const forSearch = {
  called: 'What you look for',
  most: LONGEST_SEARCH,
  missing: 'Enter a word or a number to look for',
};

const code = z.string().max(60).default('');
const filterSchema = z.object({
  need: code,
  person: code,
  age: code,
  gender: code,
  place: code,
  open: z.enum(['', 'now']).default(''),
});
const searchSchema = filterSchema.extend({ text: z.string().default('') });

/** What the reader chose, in codes; an empty one is everything. */
export type Filter = z.infer<typeof filterSchema>;
export type FilterName = keyof Filter;

export const noFilter: Filter = { need: '', person: '', age: '', gender: '', place: '', open: '' };

/** The filter of an address; null where a code is none that there is. */
export function readFilter(query: unknown, listing: Listing): Filter | null {
  const read = filterSchema.safeParse(query ?? {});
  return read.success && isKnown(read.data, listing) ? read.data : null;
}

export type ReadSearch =
  | { readonly ok: true; readonly filter: Filter; readonly text: string }
  | { readonly ok: false; readonly filter: Filter; readonly text: string; readonly error: string };

/** What was typed, with the filter beside it; null where our own page did not send it. */
export function readSearch(body: unknown, listing: Listing): ReadSearch | null {
  const read = searchSchema.safeParse(body ?? {});
  if (!read.success) return null;
  const { text, ...filter } = read.data;
  if (!isKnown(filter, listing)) return null;
  const error = judgeWords(text.trim(), forSearch);
  return error === undefined ? { ok: true, filter, text: text.trim() } : { ok: false, filter, text, error };
}

function isKnown({ need, person, age, gender, place }: Filter, listing: Listing): boolean {
  const has = (list: readonly { readonly id: string }[] | undefined, id: string) =>
    id === '' || list?.some((one) => one.id === id) === true;
  return (
    has(listing.needs, need) &&
    (person === '' || Object.hasOwn(personLabels, person)) &&
    has(listing.age?.values, age) &&
    has(listing.gender?.values, gender) &&
    has(listing.places, place)
  );
}

/** What the filter says of the person and the need. */
export function describeSought({ need, person, age, gender, place }: Filter, listing: Listing): Sought {
  const facts = [
    ...(listing.age === null || age === '' ? [] : [[listing.age.id, age]]),
    ...(listing.gender === null || gender === '' ? [] : [[listing.gender.id, gender]]),
  ];
  return {
    need: need || undefined,
    person: person || undefined,
    place: place || undefined,
    facts: Object.fromEntries(facts),
  };
}
