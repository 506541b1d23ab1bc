import { askWhileKilled } from '../../test/walls/pooled-requests.ts';
import { setScene } from '../../test/walls/scene.ts';
import { startWorld } from '../../test/walls/world.ts';
import type { Faults } from './faults.ts';

const KILL_EVERY_MS = 250;

/** Requests of six people over one pool, whose connections are ended all the while. */
export const runPool: Faults = async function* (count = 1_000_000) {
  const world = await startWorld();
  try {
    const scene = await setScene(world);
    const began = performance.now();
    const asking = { requests: count, killEveryMs: KILL_EVERY_MS };
    const { answered, killed, wrong } = await askWhileKilled(world, scene.case.caseId, asking);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    yield {
      what: 'no identity is mixed',
      figure:
        `${wrong.length} of ${answered} answered as somebody else, ${killed} connections killed, ` +
        `${count - answered} not answered (${seconds} s)`,
      holds: wrong.length === 0 && answered > count * 0.9,
    };
  } finally {
    await world.stop();
  }
};
