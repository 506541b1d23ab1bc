import type { decide } from '../../src/access/case.access.ts';
import { actors, type Cell, cells } from './matrix.ts';
import { probes } from './probes.ts';
import { insertLead, insertMember, type Scene } from './scene.ts';
import { tryAs, type World } from './world.ts';

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
    if (cell.action === 'print') continue;
    const { who } = actors[cell.actor];
    const by = who === undefined ? world.staff.noor : world.staff[who];
    const statements = probes[cell.action](by, scene[cell.stage], world);
    const rows = await tryAs(world, who === undefined ? undefined : by.staffId, ...statements);
    if (rows > 0 !== cell.allowed) return tellCell(cell);
  }
  return undefined;
}

/** Who is given work though they may not have it: shut out, gone, an administrator, or of another council. */
export async function findGivenFault({ staff, raw }: World, scene: Scene): Promise<string | undefined> {
  const { caseId } = scene.case;
  const { rosa, mona } = staff;
  const tries = (['erin', 'olga', 'frank'] as const).flatMap((name) => [
    [`${name} is made lead`, rosa, insertLead(rosa, caseId, staff[name])] as const,
    [`${name} joins the team`, mona, insertMember(mona, caseId, staff[name])] as const,
  ]);
  const asb = [rosa, staff.leo, mona].map(
    (by) => ['an ASB officer is made lead', by, insertLead(by, caseId, staff.abel)] as const,
  );
  for (const [what, by, statement] of [...tries, ...asb])
    if ((await tryAs({ raw }, by.staffId, statement)) > 0) return what;
  return undefined;
}

function tellCell({ action, actor, stage, allowed }: Cell): string {
  return `${actor} ${allowed ? 'may' : 'may not'} ${action} the ${stage}`;
}
