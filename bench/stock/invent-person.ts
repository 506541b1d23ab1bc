import { listClues } from '../../src/people/clues.ts';
import { inventAddress, inventBirth, inventName, inventPhone } from './invent.ts';

/** A person of a copy: their own words in place of the pattern's, and by what they are found. */
export interface CopiedPerson {
  readonly words: Readonly<Record<string, string>>;
  readonly names: readonly string[];
  /** Clues that are theirs alone; those of each name are made once for all who bear it. */
  readonly clues: readonly { readonly purpose: string; readonly text: string }[];
}

/** @param has the columns that the pattern's person has something in */
export function inventPerson(has: (column: string) => boolean, chance: () => number): CopiedPerson {
  const name = inventName(chance);
  const invented = {
    full_name_cipher: name.full,
    date_of_birth_cipher: inventBirth(chance),
    phone_cipher: inventPhone(chance),
    address_cipher: inventAddress(chance),
  };
  const kept: Partial<typeof invented> = Object.fromEntries(
    Object.entries(invented).filter(([column]) => has(column)),
  );
  const isNamed = kept.full_name_cipher !== undefined;
  const whole = { purpose: 'name', text: `whole:${name.words.toSorted().join(' ')}` };
  const others = listClues({
    names: [],
    birth: kept.date_of_birth_cipher,
    phone: kept.phone_cipher,
    postcode: kept.address_cipher,
  });
  return {
    words: kept as Record<string, string>,
    names: isNamed ? [...new Set(name.words)] : [],
    clues: isNamed ? [whole, ...others] : others,
  };
}
