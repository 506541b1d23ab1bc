import type { Facts } from '../engine/index.ts';
import type { FactCases } from './symbols.ts';

/** Where the enumeration stands: for each fact 0 while it is unknown, or its value's place from 1. */
export interface Walk {
  readonly digits: Uint8Array;
  placesOf(facts: readonly string[]): number[];
  /** How many cases a fact has, unknown among them. */
  size(place: number): number;
  stand(facts: Facts): void;
  read(places: readonly number[]): Facts;
}

/** A walk over the situations of these facts. It begins where nothing is known. */
export function makeWalk(facts: readonly FactCases[]): Walk {
  const place = new Map(facts.map(({ id }, index) => [id, index]));
  const digits = new Uint8Array(facts.length);
  const found = new Map<readonly string[], number[]>();
  return {
    digits,
    placesOf(ids) {
      const places = found.get(ids) ?? ids.flatMap((id) => place.get(id) ?? []).toSorted((a, b) => a - b);
      found.set(ids, places);
      return places;
    },
    size: (at) => (facts[at]?.values.length ?? 0) + 1,
    stand(situation) {
      facts.forEach(({ id, values }, index) => {
        digits[index] = situation[id] === undefined ? 0 : values.indexOf(situation[id]) + 1;
      });
    },
    read(places) {
      const situation: Record<string, string> = {};
      for (const at of places) {
        const fact = facts[at];
        const value = fact?.values[(digits[at] ?? 0) - 1];
        if (fact !== undefined && value !== undefined) situation[fact.id] = value;
      }
      return situation;
    },
  };
}
