import { type Book, makeBook } from '../pathway/book/index.ts';
import {
  choosePolicy,
  type LoadedPolicies,
  type LoadedPolicy,
  listCouncils,
} from '../pathway/packs/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Place } from './place.ts';

/** A policy in the library, with its booklet, which is made when it is first asked for. */
export interface Shelved {
  readonly place: Place;
  readonly loaded: LoadedPolicy;
  readonly book: () => Book;
}

/** The policies as they stand on a day. */
export interface Shelf {
  readonly today: string;
  /** Each council's version in force, in the order of the councils' names. */
  readonly inForce: readonly Shelved[];
  /** All other versions of a council, the latest first. */
  others(council: string): readonly Shelved[];
  /** The version in force, or the one that is named. */
  find(council: string, version: string | undefined): Shelved | undefined;
}

const britishDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** Gives, whenever it is asked, the library as it stands today. */
export function makeShelf(policies: LoadedPolicies, clock: Clock): () => Shelf {
  const books = new WeakMap<LoadedPolicy, Book>();
  const bookOf = (loaded: LoadedPolicy) => {
    const book = books.get(loaded) ?? makeBook(loaded);
    books.set(loaded, book);
    return book;
  };
  return () => {
    const today = britishDay.format(clock.now());
    const shelve = (loaded: LoadedPolicy, isInForce: boolean): Shelved => ({
      place: { council: loaded.council, name: loaded.policy.name, version: loaded.version, isInForce },
      loaded,
      book: () => bookOf(loaded),
    });
    const inForce = listCouncils(policies.policies).flatMap((council) => {
      const chosen = choosePolicy(policies, council, today);
      return chosen.ok ? [shelve(chosen.policy, true)] : [];
    });
    const isCurrent = (loaded: LoadedPolicy) => inForce.some((one) => one.loaded === loaded);
    const others = (council: string) =>
      policies.policies
        .filter((loaded) => loaded.council === council && !isCurrent(loaded))
        .toSorted((a, b) => (a.words['in-force'].from < b.words['in-force'].from ? 1 : -1))
        .map((loaded) => shelve(loaded, false));
    const find = (council: string, version: string | undefined) =>
      [...inForce.filter(({ place }) => place.council === council), ...others(council)].find(({ place }) =>
        version === undefined ? place.isInForce : place.version === version,
      );
    return { today, inForce, others, find };
  };
}
