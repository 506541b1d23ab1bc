import { type Condition, evaluateCondition, type Facts, findFactsOf, type Truth } from '../engine/index.ts';
import type { Look, Outcome } from './claims/claim.ts';
import type { Part } from './claims/parts.ts';
import type { Walk } from './walk.ts';

/** Tables over more situations than this are not kept. */
const largestTable = 2_000_000;

/** What was found out of a part or a condition is kept in a table over its own facts. */
export function makeLook(walk: Walk, settle: (part: Part, facts: Facts) => Outcome): Look {
  const outcomes = new Map<Part, () => Outcome>();
  const truths = new Map<Condition, () => Truth>();
  return {
    settle(part) {
      const read = outcomes.get(part) ?? tabulate(walk, part.facts, (facts) => settle(part, facts));
      outcomes.set(part, read);
      return read();
    },
    truth(condition) {
      const read =
        truths.get(condition) ??
        tabulate(walk, findFactsOf(condition), (facts) => evaluateCondition(condition, facts));
      truths.set(condition, read);
      return read();
    },
    learnsOne(facts, test) {
      return walk.placesOf(facts).some((at) => {
        if (walk.digits[at] !== 0) return false;
        const held = learnEach(walk, at, test);
        walk.digits[at] = 0;
        return held;
      });
    },
  };
}

function learnEach(walk: Walk, at: number, test: () => boolean): boolean {
  for (let value = 1; value < walk.size(at); value++) {
    walk.digits[at] = value;
    if (test()) return true;
  }
  return false;
}

function tabulate<Value>(
  walk: Walk,
  facts: readonly string[],
  compute: (facts: Facts) => Value,
): () => Value {
  const places = walk.placesOf(facts);
  const strides: number[] = [];
  const all = places.reduce((product, place) => {
    strides.push(product);
    return product * walk.size(place);
  }, 1);
  if (all > largestTable) return () => compute(walk.read(places));
  const cells: (Value | undefined)[] = new Array(all);
  return () => {
    let cell = 0;
    for (let index = 0; index < places.length; index++) {
      cell += (walk.digits[places[index] ?? 0] ?? 0) * (strides[index] ?? 0);
    }
    const known = cells[cell];
    if (known !== undefined) return known;
    const computed = compute(walk.read(places));
    cells[cell] = computed;
    return computed;
  };
}
