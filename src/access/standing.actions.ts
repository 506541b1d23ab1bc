import type { ViewerTx } from '../platform/database/index.ts';
import { type CaseAction, type Decision, decide, type Standing } from './case.access.ts';
import { readStanding } from './standing.store.ts';

/**
 * Asks whether the viewer of this transaction may do something with a case. Where not, the answer to the
 * reader is `notFound`, as for a case that is not there.
 */
export async function askAccess(
  tx: ViewerTx,
  caseId: string,
  action: CaseAction,
): Promise<{ readonly decision: Decision; readonly standing: Standing }> {
  const standing = await readStanding(tx, caseId);
  return { standing, decision: decide(action, standing) };
}
