import { describeCondition } from '../pathway/book/index.ts';
import type { Fact, Named } from '../pathway/engine/index.ts';
import {
  choosePolicy,
  type DirectoryEntry,
  type LoadedPolicies,
  type LoadedPolicy,
  listCouncils,
  type Person,
} from '../pathway/packs/index.ts';
import { readLondonTime } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { describeReliance, type Kept, nothingKept, type Reliance } from './keeping/kept.ts';
import type { Place } from './service.rules.ts';

/** The directories of all councils as one: what two of them list stands here once. */
export interface Listing {
  readonly needs: readonly Named[];
  readonly places: readonly (Place & { readonly label: string })[];
  /** The facts by which people look for a service: the age, and the gender, of the person it is for. */
  readonly age: Fact | null;
  readonly gender: Fact | null;
  readonly entries: readonly ListedEntry[];
}

export interface ListedEntry extends DirectoryEntry, Reliance {
  /** Whom it takes, as a clause; null where it takes everybody. */
  readonly servesInWords: string | null;
  /** The questions that may be put, by their facts: what people only volunteer is not among them. */
  readonly questions: ReadonlyMap<string, string>;
}

export const personLabels: Readonly<Record<Person, string>> = {
  survivor: 'Somebody who experiences abuse',
  child: 'A child or a young person',
  perpetrator: 'Somebody who uses abuse',
  professional: 'Staff of a council or another service',
  public: 'Anybody else',
};

/**
 * Gives, whenever it is asked, the services of the policies that are in force today. What two councils list
 * is taken as the reader's own has it, where they have one.
 */
export function makeListing(loaded: LoadedPolicies, clock: Clock): (own?: string) => Listing {
  return (own) => {
    const { day } = readLondonTime(clock.now());
    const councils = listCouncils(loaded.policies);
    const ownFirst = councils.toSorted((a, b) => Number(b === own) - Number(a === own));
    const policies = ownFirst.flatMap((council) => {
      const chosen = choosePolicy(loaded, council, day);
      return chosen.ok ? [chosen.policy] : [];
    });
    const directories = policies.flatMap(({ handbook }) => handbook.directory ?? []);
    const findFact = (id: string) =>
      policies.flatMap(({ policy }) => policy.facts).find((fact) => fact.id === id) ?? null;
    return {
      needs: joinById(directories.map(({ needs }) => needs)),
      places: joinById(directories.map(({ places }) => places)),
      age: findFact('survivorAge'),
      gender: findFact('survivorGender'),
      entries: joinById(policies.map(listEntries)),
    };
  };
}

/** One name means one thing in every pack: the first of each stands for all. */
function joinById<Item extends { id: string }>(lists: readonly (readonly Item[])[]): Item[] {
  const joined = new Map<string, Item>();
  for (const item of lists.flat()) if (!joined.has(item.id)) joined.set(item.id, item);
  return [...joined.values()];
}

const listed = new WeakMap<LoadedPolicy, readonly ListedEntry[]>();

/** The entries of one council, in its order; they are put into words once. */
export function listEntries(policy: LoadedPolicy): readonly ListedEntry[] {
  const known = listed.get(policy) ?? describeEntries(policy);
  listed.set(policy, known);
  return known;
}

function describeEntries(policy: LoadedPolicy): ListedEntry[] {
  const asked = policy.policy.facts.filter((fact) => fact.asked !== 'volunteered');
  const questions = new Map(asked.map(({ id, question }) => [id, question]));
  return (policy.handbook.directory?.entries ?? []).map((entry) => ({
    ...entry,
    servesInWords: entry.serves === null ? null : describeCondition(entry.serves, policy),
    ...describeReliance(entry, nothingKept),
    questions,
  }));
}

/** The listing with what the reader's council has said of its entries. */
export function addKept(listing: Listing, kept: Kept): Listing {
  const entries = listing.entries.map((entry) => ({ ...entry, ...describeReliance(entry, kept) }));
  return { ...listing, entries };
}
