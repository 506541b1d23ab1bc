import type { Hands } from '../../access/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import { handOn, listTasksOf } from '../../work/index.ts';
import { assignLead } from '../working/working.actions.ts';
import { readMayJoin, readMayLead } from '../working/working.store.ts';
import type { LeftBehind } from './leavers.store.ts';

/** A case that somebody leaves behind, and to whom it goes. */
export interface HandedOver {
  readonly row: LeftBehind;
  readonly to: string;
}

/**
 * Hands on what somebody leaves behind: the lead of each case, and their tasks in it. All of it, or nothing
 * where somebody chosen may not have what they were chosen for.
 *
 * @returns the cases whose new owner may not have them; none where all is handed on
 */
export async function handOver(
  tx: ActTx,
  all: readonly HandedOver[],
  hands: Hands,
): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const { row, to } of all) {
    const may = row.leads ? readMayLead : readMayJoin;
    if ((await may(tx, row.caseId, [to])).length === 0) refused.push(row.caseId);
  }
  if (refused.length > 0) return refused;
  for (const each of all) await handOverOne(tx, each, hands);
  return [];
}

/** Tasks first: whoever manages the old lead may lose sight of the case with its new one. */
async function handOverOne(tx: ActTx, { row, to }: HandedOver, hands: Hands): Promise<void> {
  const tasks = await listTasksOf(tx, row.caseId);
  const theirs = tasks.filter(({ ownerId, doneAt }) => ownerId === row.staffId && doneAt === null);
  for (const task of theirs) demand(await handOn(tx, task, to, hands));
  if (row.leads) demand(await assignLead(tx, row.caseId, to, hands));
}

/** Asked a moment ago: what changed since undoes all of it. */
function demand(isDone: boolean): void {
  if (!isDone) throw new Error('Somebody may not have what they were chosen for any more.');
}
