/** What is searched of a service: texts that people read, and numbers. */
export interface Searched {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
}

/**
 * Whether everything that was typed is found: each word begins a word of the service, or is one letter away
 * from one. A number is found by any three of its digits in a row.
 */
export function matches({ texts, numbers }: Searched, typed: string): boolean {
  const wanted = splitWords(typed);
  if (wanted.length === 0) return false;
  const digits = typed.replaceAll(/\s/g, '');
  if (/^\d{3,}$/.test(digits)) return numbers.some((number) => number.replaceAll(' ', '').includes(digits));
  const words = texts.flatMap(splitWords);
  return wanted.every((word) =>
    words.some((known) => known.startsWith(word) || isOneLetterAway(known, word)),
  );
}

/** Small letters without accents; an apostrophe joins: women's is womens. */
function splitWords(text: string): string[] {
  const plain = text.normalize('NFD').replaceAll(/[\p{M}'’]/gu, '');
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** One letter more, less, other, or two that changed places. Short words are taken as they are. */
function isOneLetterAway(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < 4 || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [restOne, restOther] = [one.slice(start), other.slice(start)];
  return (
    restOne.slice(1) === restOther ||
    restOne === restOther.slice(1) ||
    restOne.slice(1) === restOther.slice(1) ||
    (restOne.slice(2) === restOther.slice(2) && restOne[0] === restOther[1] && restOne[1] === restOther[0])
  );
}
