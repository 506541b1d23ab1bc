import { distance } from 'fastest-levenshtein';

/** As many names as a person reads through at a glance. */
const fewNames = 12;

/**
 * What to do about a name that nobody declared, to follow the sentence that refuses it: the nearest that
 * there is, or all of them where they are few.
 */
export function suggestName(name: string, known: Iterable<string>): string {
  const all = [...new Set(known)];
  const near = findNearest(name, all);
  if (near !== null) return `; did you mean "${near}"?`;
  return all.length === 0 || all.length > fewNames ? '' : `; it is one of: ${all.join(', ')}`;
}

/**
 * Near is: at most a third of the letters are other ones, and every digit is the same: 3.1 is not meant by
 * 3.2.
 */
function findNearest(name: string, known: readonly string[]): string | null {
  const lower = name.toLowerCase();
  const ranked = known
    .map((one) => ({ one, away: distance(lower, one.toLowerCase()) }))
    .filter(({ one, away }) => away <= Math.max(1, Math.floor(Math.max(one.length, lower.length) / 3)))
    .filter(({ one }) => one.replace(/\D/g, '') === name.replace(/\D/g, ''))
    .toSorted((a, b) => a.away - b.away);
  return ranked[0]?.one ?? null;
}

/**
 * Whether a map of names has this one. A name that every JavaScript object answers to ("constructor") is not
 * there unless it was declared.
 */
export function hasName<Entry>(entries: Readonly<Record<string, Entry>>, name: string): boolean {
  return Object.hasOwn(entries, name);
}

/** The entry of a name that was declared. */
export function findEntry<Entry>(entries: Readonly<Record<string, Entry>>, name: string): Entry | undefined {
  return hasName(entries, name) ? entries[name] : undefined;
}
