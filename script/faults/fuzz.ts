import { fuzz } from '../../test/fuzz/fuzz.ts';
import { setScene } from '../../test/walls/scene.ts';
import { startWorld } from '../../test/walls/world.ts';
import type { Faults } from './faults.ts';

/** Every route, in the shapes of its form and with rubbish. */
export const runFuzz: Faults = async function* (count = 10_000) {
  const world = await startWorld();
  try {
    await setScene(world);
    const began = performance.now();
    const { faults, statuses, routes, times } = await fuzz(world, Number(process.env['SEED']), count);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    for (const fault of faults.slice(0, 20)) process.stderr.write(`✖ ${fault}\n`);
    const told = [...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, often]) => `${often} × ${status || 'cut off'}`);
    const p99 = times.at(Math.floor(times.length * 0.99)) ?? 0;
    yield {
      what: `${count} requests to ${routes.length} routes`,
      figure:
        `${faults.length} faults; ${told.join(', ')}; ` +
        `p99 ${p99.toFixed(0)} ms, longest ${times.at(-1)?.toFixed(0)} ms (${seconds} s)`,
      holds: faults.length === 0,
    };
  } finally {
    await world.stop();
  }
};
