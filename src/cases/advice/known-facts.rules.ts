import type { Facts } from '../../pathway/engine/index.ts';

/** What one advice added to what is known: all facts of the first, and one fact of each later one. */
export interface SaidRow {
  readonly givenAt: Date;
  readonly facts: Facts;
  /** The facts that were said then, null for one that was taken back; null where all of them were said. */
  readonly said: Readonly<Record<string, string | null>> | null;
  /** Facts that the clock told, and nobody said. */
  readonly byClock: readonly string[];
}

export interface Known {
  readonly facts: Facts;
  /** When each of them was last said. */
  readonly saidAt: ReadonlyMap<string, Date>;
  /** Those that the clock told, until somebody said them. */
  readonly byClock: ReadonlySet<string>;
}

/**
 * What is known of a case: what everybody said, in turn. Each advice alone holds only what its own author
 * sees:
 * somebody who recorded a case that others opened adds to it without knowing the rest.
 *
 * @param rows the oldest first
 */
export function gatherKnown(rows: readonly SaidRow[]): Known {
  let facts: Readonly<Record<string, string>> = {};
  const saidAt = new Map<string, Date>();
  const byClock = new Set<string>();
  for (const { givenAt, said, facts: all, byClock: told } of rows) {
    const changes: Readonly<Record<string, string | null>> = said ?? listChanges(facts, all);
    for (const [fact, value] of Object.entries(changes)) {
      facts = changeFact(facts, fact, value);
      if (value === null) saidAt.delete(fact);
      else saidAt.set(fact, givenAt);
      if (told.includes(fact)) byClock.add(fact);
      else byClock.delete(fact);
    }
  }
  return { facts, saidAt, byClock };
}

function listChanges(before: Facts, after: Facts): Readonly<Record<string, string | null>> {
  const gone = Object.keys(before).filter((fact) => after[fact] === undefined);
  const differs = Object.entries(after).filter(([fact, value]) => before[fact] !== value);
  return Object.fromEntries([...gone.map((fact) => [fact, null] as const), ...differs]);
}

/** The facts with one of them said, or taken back. */
export function changeFact(
  facts: Facts,
  fact: string,
  value: string | null,
): Readonly<Record<string, string>> {
  const others = Object.entries(facts).filter(([id]) => id !== fact);
  return Object.fromEntries(value === null ? others : [...others, [fact, value]]);
}

/** The database keeps facts in an order of its own. */
export function areSame(one: Facts, other: Facts): boolean {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id]);
}
