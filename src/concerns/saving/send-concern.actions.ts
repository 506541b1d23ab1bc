import { tell } from '../../messages/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ActTx } from '../../platform/database/index.ts';
import type { Viewer } from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { type CaseId, findManager, insertSent, listReceivers } from './concern.store.ts';

/**
 * Sends a concern to those who receive them, each told by a message that says nothing of what it is. Where
 * nobody is left who may see it, the recorder's manager is told; where there is none, it waits on the list.
 */
export async function sendConcern(
  tx: ActTx,
  viewer: Viewer,
  { caseId, isAtOnce }: { readonly caseId: CaseId; readonly isAtOnce: boolean },
  clock: Clock,
): Promise<void> {
  const at = clock.now();
  const receivers = await listReceivers(tx, caseId);
  const manager = receivers.length === 0 ? await findManager(tx, caseId) : undefined;
  const told = manager === undefined ? receivers : [manager];
  const kind = isAtOnce ? 'new-work-at-once' : 'new-work';
  await Promise.all([
    ...(told.length === 0 ? [null] : told).map((to) =>
      insertSent(tx, { stepId: makeId(clock), caseId, bySelf: viewer.staffId, to, at }),
    ),
    tell(tx, { viewer, clock }, { to: told, kind, caseId }),
  ]);
}
