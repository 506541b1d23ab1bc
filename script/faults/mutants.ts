import { transformSync } from 'esbuild';
import { decide } from '../../src/access/case.access.ts';
import { fc } from '../../test/property.ts';
import { whyNothing } from '../../test/walls/equivalents.ts';
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
export const runMutants: Faults = async function* (count = Number.POSITIVE_INFINITY) {
  yield tell('the access table, each level changed', await killTable());
  const world = await startWorld();
  try {
    const scene = await setScene(world);
    const fault = findTableFault(decide) ?? (await findFault(world, scene));
    if (fault !== undefined) throw new Error(`The walls do not stand as they are: ${fault}`);
    const all = await listMutants(world.administrator);
    const outcomes: Outcome[] = [];
    for (const mutant of choose(all, count)) outcomes.push(await tryMutant(world, scene, mutant));
    yield tell(`policies and functions, ${outcomes.length} of ${all.length} slips`, outcomes);
  } finally {
    await world.stop();
  }
};

function choose(all: readonly Mutant[], count: number): readonly Mutant[] {
  if (count >= all.length) return all;
  const some = fc.shuffledSubarray([...all], { minLength: count, maxLength: count });
  return fc.sample(some, 1)[0] ?? [];
}

/** Survived, though it changes something; or changes nothing that can come about; or is no SQL at all. */
type Outcome = 'found' | 'survived' | 'changes nothing' | 'no SQL';

function tell(what: string, outcomes: readonly Outcome[]) {
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
  const [found, survived, nothing] = [count('found'), count('survived'), count('changes nothing')];
  return {
    what,
    figure: `${found} of ${found + survived} found; ${nothing} more change nothing that can come about`,
    holds: found >= (found + survived) * WANTED,
  };
}

function judge(what: string, isFound: boolean): Outcome {
  const why = whyNothing(what);
  if (isFound && why === undefined) return 'found';
  process.stderr.write(`${isFound ? 'found after all' : 'survived'}: ${what}${why ? ` (${why})` : ''}\n`);
  if (isFound) return 'found';
  return why === undefined ? 'survived' : 'changes nothing';
}

async function killTable(): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { what, source } of listTableMutants()) {
    const { code } = transformSync(source, { loader: 'ts' });
    const address = `data:text/javascript,${encodeURIComponent(code)}`;
    const { decide: slipped } = (await import(address)) as { decide: typeof decide };
    outcomes.push(judge(what, findTableFault(slipped) !== undefined));
  }
  return outcomes;
}

/** Puts it there, looks, and takes it back. */
async function tryMutant(world: World, scene: Scene, { what, change, restore }: Mutant): Promise<Outcome> {
  const { administrator } = world;
  try {
    await administrator.query(change);
  } catch {
    return 'no SQL';
  }
  try {
    return judge(what, (await findFault(world, scene)) !== undefined);
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
