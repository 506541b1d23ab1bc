import { doubleMetaphone } from 'double-metaphone';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { findNameGroups } from './nicknames.ts';

/** By what somebody may be found. */
export interface Searched {
  /** Any names that they go by. */
  readonly names: readonly string[];
  /** As 1990-01-31. */
  readonly birth?: string | undefined;
  readonly phone?: string | undefined;
  /** A postcode, or an address that holds one. */
  readonly postcode?: string | undefined;
}

export type Purpose = 'name' | 'name-variant' | 'name-sound' | 'birth' | 'phone' | 'postcode';

/** One thing that two records may share. Of its text the database only ever has a keyed hash. */
export interface Clue {
  readonly purpose: Purpose;
  readonly text: string;
  /** For names: the word that it was made from; a whole name has its words with spaces between. */
  readonly word: string;
}

/** A variant of a word of three letters would be every second word of three letters. */
const SHORTEST_VARIED = 4;

/** Every clue of what is known, each once. */
export function listClues({ names, birth, phone, postcode }: Searched): readonly Clue[] {
  const clues = names.flatMap(listNameClues);
  if (birth) clues.push({ purpose: 'birth', text: birth, word: birth });
  const number = phone ? normalisePhone(phone) : undefined;
  if (number) clues.push({ purpose: 'phone', text: number, word: number });
  const code = postcode ? findPostcode(postcode) : undefined;
  if (code) clues.push({ purpose: 'postcode', text: code, word: code });
  return [...new Map(clues.map((clue) => [`${clue.purpose} ${clue.text}`, clue])).values()];
}

function listNameClues(name: string): Clue[] {
  const words = splitName(name);
  const whole = [...words].sort().join(' ');
  const ofWords = words.flatMap((word): Clue[] => [
    { purpose: 'name', text: `word:${word}`, word },
    ...listVariants(word).map((text): Clue => ({ purpose: 'name-variant', text, word })),
    ...listSounds(word).map((text): Clue => ({ purpose: 'name-sound', text, word })),
  ]);
  return words.length === 0 ? [] : [{ purpose: 'name', text: `whole:${whole}`, word: whole }, ...ofWords];
}

/**
 * The words of a name, in lower case and without accents, in any script. An apostrophe joins (O’Brien), a
 * hyphen parts (Smith-Jones).
 */
export function splitName(name: string): readonly string[] {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[łøđßæœ]/g, (letter) => unaccented[letter] ?? letter)
    // The accents of Latin letters, the vowel points of Arabic, and every shape of apostrophe.
    .replace(/[\u0300-\u036f\u064b-\u0652'’‘`´ʼ]/g, '')
    .normalize('NFKC');
  return plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Letters whose stroke Unicode does not count as an accent. */
const unaccented: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

/**
 * The word itself, and the word without each of its letters: two words that are one letter's change apart, or
 * have two neighbours swapped, share one of these.
 */
function listVariants(word: string): readonly string[] {
  const letters = [...word];
  if (letters.length < SHORTEST_VARIED) return [word];
  return [word, ...letters.map((_, place) => letters.toSpliced(place, 1).join(''))];
}

/** Latin words by Double Metaphone; first names by their group too. */
function listSounds(word: string): readonly string[] {
  const sounds = /^[a-z]+$/.test(word) ? doubleMetaphone(word).filter((sound) => sound.length > 1) : [];
  return [
    ...sounds.map((sound) => `sound:${sound}`),
    ...findNameGroups(word).map((group) => `group:${group}`),
  ];
}

/** As +447700900123 where it is a number in Britain or has a country; otherwise its digits. */
export function normalisePhone(text: string): string | undefined {
  const parsed = parsePhoneNumberFromString(text, 'GB');
  if (parsed?.isPossible()) return parsed.number;
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  return digits.length >= 6 ? digits : undefined;
}

/** The last British postcode in a text, without its space. */
export function findPostcode(text: string): string | undefined {
  const found = text.toUpperCase().match(/\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/g);
  return found?.at(-1)?.replace(/\s/g, '');
}
