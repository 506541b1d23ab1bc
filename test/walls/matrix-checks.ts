import type { decide } from '../../src/access/case.access.ts';
import { actors, type Cell, cells } from './matrix.ts';
import { listParticulars } from './particulars/list.ts';
import { alongside, probes } from './probes.ts';
import { otherCouncil, type Scene } from './scene.ts';
import { tryAfter, tryAs, type World } from './world.ts';

/** The first cell in which a table of the application says another thing than the matrix. */
export function findTableFault(judge: typeof decide): string | undefined {
  return cells
    .filter(isOfTable)
    .map(({ action, actor, stage, allowed }) => {
      const relation = actors[actor][stage];
      // Only those who are named in both; the others are tried in the database.
      const judged = judge(action as Parameters<typeof decide>[0], { relation, stage }).allowed;
      return judged === allowed ? undefined : tellCell({ action, actor, stage, allowed });
    })
    .find((fault) => fault !== undefined);
}

function isOfTable({ action, actor }: Cell): boolean {
  return action !== 'count' && action !== 'break-glass' && actor !== 'governance';
}

/** The first cell in which PostgreSQL lets the application's role do another thing than the matrix says. */
export async function findWallFault(world: World, scene: Scene): Promise<string | undefined> {
  for (const cell of cells) {
    const { who } = actors[cell.actor];
    const by = who === undefined ? world.staff.noor : world.staff[who];
    for (const probe of listProbes(cell.action)) {
      const statements = probe(by, scene[cell.stage], world);
      const rows = await tryAs(world, who === undefined ? undefined : by.staffId, ...statements);
      if (rows > 0 !== cell.allowed) return `${tellCell(cell)}: ${statements.at(-1)}`;
    }
  }
  return undefined;
}

/** Printing is reading, and so has no statement of its own. */
const listProbes = (action: Cell['action']) =>
  action === 'print' ? [] : [probes[action], ...(alongside[action] ?? [])];

/** The first act that is kept in the name of somebody who did not do it: of Mona, who may do it herself. */
export async function findForgedFault(world: World, scene: Scene): Promise<string | undefined> {
  const { mona } = world.staff;
  const known = { concern: 'receiver', case: 'lead' } as const;
  for (const { action, actor, stage } of cells) {
    // Whose turn it is, the statements of these say themselves.
    if (actor !== known[stage] || action === 'reopen') continue;
    for (const probe of listProbes(action)) {
      const statements = probe(mona, scene[stage], world);
      if (!statements.join().includes(mona.staffId)) continue;
      const by = world.staff[actors[actor].who];
      if ((await tryAs(world, by.staffId, ...statements)) > 0) return `${actor} may ${action} as another`;
    }
  }
  return undefined;
}

/** The first thing that hangs on more than who somebody is, and is otherwise than it has to be. */
export async function findParticularFault(world: World, scene: Scene): Promise<string | undefined> {
  for (const { what, may, by, before, does } of listParticulars(world, scene)) {
    const rows = await tryAfter(world, [otherCouncil, ...before], by.staffId, does);
    if (rows > 0 !== may) return `${what}: ${may ? 'refused' : 'done'}`;
  }
  return undefined;
}

function tellCell({ action, actor, stage, allowed }: Cell): string {
  return `${actor} ${allowed ? 'may' : 'may not'} ${action} the ${stage}`;
}
