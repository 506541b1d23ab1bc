/** How alike a record is to what was typed, and why, in words. Pure: it knows no keys and no database. */

/** A clue that a record shares with what was typed. */
export interface Shared {
  readonly purpose: 'name' | 'name-variant' | 'name-sound' | 'birth' | 'phone' | 'postcode';
  readonly text: string;
  /** The typed word behind it. */
  readonly word: string;
}

export interface Match {
  /** The whole name, or the phone, is the same. */
  readonly isExact: boolean;
  /** Higher is more alike; it orders the answers and is never shown. */
  readonly weight: number;
  /** Why it is shown, the strongest reason first. */
  readonly why: readonly string[];
}

const weights = { whole: 100, phone: 90, birth: 40, postcode: 15, word: 20, spelling: 8, sound: 5 };

/**
 * Weighs what a record shares with what was typed.
 *
 * @param typed the words of the name that was typed
 * @param has the words of the record's names
 * @returns undefined where all that is shared is a chance likeness of two words
 */
export function weighMatch(
  shared: readonly Shared[],
  typed: readonly string[],
  has: readonly string[],
): Match | undefined {
  const purposes = new Set(shared.map(({ purpose }) => purpose));
  const isWhole = shared.some(({ text }) => text.startsWith('whole:'));
  const ways = typed
    .map((word) => findWay(word, shared, has))
    .filter((way) => way !== undefined)
    .sort((a, b) => b.weight - a.weight);
  const why = [
    ...(isWhole ? ['the same name'] : []),
    ...(purposes.has('phone') ? ['the same phone number'] : []),
    ...(purposes.has('birth') ? ['the same date of birth'] : []),
    ...(isWhole ? [] : ways.map(({ why: reason }) => reason)),
    ...(purposes.has('postcode') ? ['the same postcode'] : []),
  ];
  const weight =
    (isWhole ? weights.whole : ways.reduce((sum, way) => sum + way.weight, 0)) +
    (purposes.has('phone') ? weights.phone : 0) +
    (purposes.has('birth') ? weights.birth : 0) +
    (purposes.has('postcode') ? weights.postcode : 0);
  const isExact = isWhole || purposes.has('phone');
  return why.length === 0 ? undefined : { isExact, weight, why };
}

function findWay(
  word: string,
  shared: readonly Shared[],
  has: readonly string[],
): { readonly why: string; readonly weight: number } | undefined {
  const own = shared.filter((each) => each.word === word);
  if (own.some(({ text }) => text === `word:${word}`)) {
    return { why: `the name ${showWord(word)}`, weight: weights.word };
  }
  const near = has.find((other) => isOneChange(word, other));
  if (near !== undefined && own.some(({ purpose }) => purpose === 'name-variant')) {
    return { why: `${showWord(near)} is spelt nearly like ${showWord(word)}`, weight: weights.spelling };
  }
  const sound = own.find(({ purpose }) => purpose === 'name-sound');
  if (sound === undefined) return undefined;
  const isShort = sound.text.startsWith('group:');
  const why = isShort
    ? `${showWord(word)} may be another form of the name`
    : `it sounds like ${showWord(word)}`;
  return { why, weight: weights.sound };
}

/** One letter put in, left out, replaced, or two neighbours swapped. */
export function isOneChange(one: string, other: string): boolean {
  const [a, b] = [[...one], [...other]];
  if (one === other || Math.abs(a.length - b.length) > 1) return false;
  const start = a.findIndex((letter, place) => letter !== b[place]);
  const from = start < 0 ? a.length : start;
  const rest = (letters: readonly string[], skip: number) => letters.slice(from + skip).join('');
  if (a.length > b.length) return rest(a, 1) === rest(b, 0);
  if (b.length > a.length) return rest(a, 0) === rest(b, 1);
  const isSwapped = a[from] === b[from + 1] && a[from + 1] === b[from];
  return rest(a, 1) === rest(b, 1) || (isSwapped && rest(a, 2) === rest(b, 2));
}

/** As names are written, for the reason that is shown. */
function showWord(word: string): string {
  const [first = '', ...others] = word;
  return first.toUpperCase() + others.join('');
}
