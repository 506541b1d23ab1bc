import { transformSync } from 'esbuild';
import { decide } from '../../src/access/case.access.ts';
import { fc } from '../../test/property.ts';
import { compare, examples, histories } from '../../test/walls/histories.ts';
import {
  findForgedFault,
  findParticularFault,
  findTableFault,
  findWallFault,
} from '../../test/walls/matrix-checks.ts';
import { listMutants, listTableMutants, type Mutant } from '../../test/walls/mutants.ts';
import { type Scene, setScene } from '../../test/walls/scene.ts';
import { startWorld, type World } from '../../test/walls/world.ts';
import type { Faults } from './faults.ts';

/** Of every hundred, so many have to be found. */
const WANTED = 0.95;
const HISTORIES = 60;

/**
 * The access table and the walls in the database with one thing changed in them: is it found? By the matrix
 * and by random histories; not by the other tests, so that fewer are found here than in a whole run of them.
 */
export const runMutants: Faults = async function* (count = 400) {
  yield tellKilled('the access table, each level changed', await killTable(), listTableMutants().length);
  const world = await startWorld();
  try {
    const scene = await setScene(world);
    const fault = findTableFault(decide) ?? (await findFault(world, scene));
    if (fault !== undefined) throw new Error(`The walls do not stand as they are: ${fault}`);
    const all = await listMutants(world.administrator);
    const chosen =
      fc.sample(
        fc.shuffledSubarray([...all], { minLength: Math.min(count, all.length), maxLength: count }),
        1,
      )[0] ?? [];
    const survivors: string[] = [];
    let tried = 0;
    for (const mutant of chosen) {
      const outcome = await tryMutant(world, scene, mutant);
      if (outcome === 'no SQL') continue;
      tried += 1;
      if (outcome === 'survived') survivors.push(mutant.what);
    }
    for (const what of survivors) process.stderr.write(`survived: ${what}\n`);
    yield tellKilled(`policies and functions, ${tried} of ${all.length} slips`, survivors, tried);
  } finally {
    await world.stop();
  }
};

function tellKilled(what: string, survivors: readonly string[], tried: number) {
  const killed = tried - survivors.length;
  return { what, figure: `${killed} of ${tried} found`, holds: killed >= tried * WANTED };
}

async function killTable(): Promise<readonly string[]> {
  const survivors: string[] = [];
  for (const { what, source } of listTableMutants()) {
    const { code } = transformSync(source, { loader: 'ts' });
    const address = `data:text/javascript,${encodeURIComponent(code)}`;
    const { decide: judge } = (await import(address)) as { decide: typeof decide };
    if (findTableFault(judge) === undefined) survivors.push(what);
  }
  for (const what of survivors) process.stderr.write(`survived: ${what}\n`);
  return survivors;
}

/** Puts it there, looks, and takes it back. */
async function tryMutant(world: World, scene: Scene, { change, restore }: Mutant) {
  const { administrator } = world;
  try {
    await administrator.query(change);
  } catch {
    return 'no SQL';
  }
  try {
    return (await findFault(world, scene)) === undefined ? 'survived' : 'found';
  } finally {
    await administrator.query(restore);
  }
}

/** What takes least comes first. A statement that fails in a way that no wall makes is a fault too. */
async function findFault(world: World, scene: Scene): Promise<string | undefined> {
  try {
    for (const find of [findForgedFault, findParticularFault, findWallFault]) {
      const fault = await find(world, scene);
      if (fault !== undefined) return fault;
    }
  } catch (error) {
    return String(error);
  }
  const lived = await fc.check(
    fc.asyncProperty(histories, (history) => compare(world, history)),
    { numRuns: HISTORIES, examples, endOnFailure: true },
  );
  return lived.failed ? String(lived.errorInstance) : undefined;
}
