import type { PersonWords } from './person.actions.ts';
import type { Part } from './person.store.ts';

/** The words that the survivor of a case chose: for themselves, and for the other person. */
export interface ChosenWords {
  readonly forSelf: string | null;
  readonly forOther: string | null;
}

export function findChosenWords(people: readonly (PersonWords & { readonly part: Part })[]): ChosenWords {
  const survivor = people.find(({ part }) => part === 'survivor');
  return { forSelf: survivor?.wordsForSelf ?? null, forOther: survivor?.wordsForOther ?? null };
}

/** “A survivor” for themselves, “my ex” for the other person; null where they chose neither. */
export function sayChosenWords({ forSelf, forOther }: ChosenWords): string | null {
  const said = [
    forSelf !== null && `“${forSelf}” for themselves`,
    forOther !== null && `“${forOther}” for the other person`,
  ].filter((part) => part !== false);
  return said.length === 0 ? null : said.join(', ');
}
