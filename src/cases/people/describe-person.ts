import {
  type ChosenWords,
  callPerson,
  findChosenWords,
  type Part,
  type Person,
  type PersonWords,
} from '../../people/index.ts';

/** Who somebody is in a case, in a word or two. */
export const partNames = {
  survivor: 'Survivor',
  child: 'Child',
  perpetrator: 'Using abuse',
  other: 'Other',
} as const;

/** The same, in the words that the survivor chose where they chose any. */
export function callPart(part: Part, { forSelf, forOther }: ChosenWords): string {
  const chosen: Partial<Record<Part, string | null>> = { survivor: forSelf, perpetrator: forOther };
  return chosen[part] ?? partNames[part];
}

const headings = [
  ['knownAs', 'Known as'],
  ['description', 'How they were described'],
  ['dateOfBirth', 'Date of birth'],
  ['phone', 'Phone: not a safe way until they have said so'],
  ['wordsForSelf', 'Words for themselves'],
  ['wordsForOther', 'Words for the other person'],
  ['needs', 'Needs'],
] as const;

/** What is known beside the name, each with its heading. */
export function describeKnown(
  person: PersonWords,
): readonly { readonly key: string; readonly value: string }[] {
  return headings.flatMap(([field, key]) => {
    const value = person[field];
    return value === undefined || value === callPerson(person) ? [] : [{ key, value }];
  });
}

/** A person as the case names them in a line. */
export interface NamedPerson {
  readonly part: string;
  readonly name: string;
  readonly needs: string | null;
}

export function namePeople(people: readonly (Person & { readonly part: Part })[]): readonly NamedPerson[] {
  const chosen = findChosenWords(people);
  return people.map((person) => ({
    part: callPart(person.part, chosen),
    name: callPerson(person),
    needs: person.needs ?? null,
  }));
}
