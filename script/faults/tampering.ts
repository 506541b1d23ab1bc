import path from 'node:path';
import { sealHeads } from '../../src/audit/index.ts';
import { sealFolder } from '../../src/audit/seals/seal-folder.ts';
import { fc } from '../../test/property.ts';
import { insertCase, setScene } from '../../test/walls/scene.ts';
import { isNamed, listSpots, tamperAndVerify, tampers } from '../../test/walls/tampering.ts';
import { makeUuid, startWorld, type World, writeAs } from '../../test/walls/world.ts';
import type { Faults } from './faults.ts';

const PLACES = 1000;
const CASES = 40;

/** Every way to tamper with an audit, at so many places each: each has to be named, and nothing else. */
export const runTampering: Faults = async function* (count = PLACES) {
  const world = await startWorld();
  try {
    await fill(world);
    const seals = sealFolder(world.data);
    const spots = await listSpots(world);
    for (const [what, tamper] of Object.entries(tampers)) {
      const places = fc.sample(fc.constantFrom(...spots), count);
      const missed: string[] = [];
      const began = performance.now();
      for (const spot of places) {
        const folders = { seals, key: path.join(seals, 'public-key.pem') };
        const { named, faults } = await tamperAndVerify(world, tamper, spot, folders);
        if (!isNamed(spot, named, faults)) missed.push(`${spot.chain} ${spot.seq}`);
      }
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      const examples = missed.length === 0 ? '' : `; not: ${missed.slice(0, 3).join(', ')}`;
      const figure = `${count - missed.length} of ${count} named${examples} (${seconds} s)`;
      yield { what, figure, holds: missed.length === 0 };
    }
  } finally {
    await world.stop();
  }
};

/** Cases with an audit of their own, sealed in three goes. */
async function fill(world: World): Promise<void> {
  const { rita } = world.staff;
  await setScene(world);
  const cases = Array.from({ length: CASES }, makeUuid);
  await writeAs(world, rita, ...cases.map((caseId) => insertCase(rita, caseId)));
  for (let go = 0; go < 3; go += 1) {
    const acts = cases.flatMap((caseId) =>
      Array.from(
        { length: 8 },
        () => `select rowan_private.append_audit('case.shown', '${caseId}', null, null, 'TEST-TEST', '{}')`,
      ),
    );
    await writeAs(world, rita, ...acts);
    await sealHeads({ worker: world.worker, dataFolder: world.data });
  }
}
