import { fc } from '../../test/property.ts';
import { compare, histories } from '../../test/walls/histories.ts';
import { interleave, schedules } from '../../test/walls/interleavings.ts';
import { setScene } from '../../test/walls/scene.ts';
import { startWorld, type World } from '../../test/walls/world.ts';
import type { Faults } from './faults.ts';

/** Random histories of a case, each compared with the reference model for everybody. */
export const runHistories: Faults = (count = 10_000) =>
  tryMany('the reference model agrees', histories, compare, count);

/** Orders in which sight is taken away while it is used. */
export const runInterleavings: Faults = (count = 1000) =>
  tryMany('no read after the commit sees the case', schedules, interleave, count);

async function* tryMany<Value>(
  what: string,
  values: fc.Arbitrary<Value>,
  attempt: (world: World, value: Value) => Promise<void>,
  count: number,
): ReturnType<Faults> {
  const world = await startWorld();
  try {
    await setScene(world);
    const began = performance.now();
    const property = fc.asyncProperty(values, (value) => attempt(world, value));
    const { failed, numRuns, counterexample, errorInstance } = await fc.check(property, { numRuns: count });
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const why = failed ? `; not: ${JSON.stringify(counterexample)} ${errorInstance}` : '';
    yield {
      what,
      figure: `${failed ? numRuns - 1 : numRuns} of ${count} (${seconds} s)${why}`,
      holds: !failed,
    };
  } finally {
    await world.stop();
  }
}
