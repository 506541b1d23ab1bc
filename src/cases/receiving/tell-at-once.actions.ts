import { tell } from '../../messages/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import type { CaseRow } from '../case.store.ts';
import type { Hands } from '../working/working.actions.ts';
import { readReceivers } from './receiving.store.ts';

/** Tells those who answer for a case that something cannot wait: its lead, or whoever receives concerns. */
export async function tellAtOnce(
  tx: ActTx,
  { caseId, leadId }: Pick<CaseRow, 'caseId' | 'leadId'>,
  hands: Pick<Hands, 'viewer' | 'clock'>,
): Promise<void> {
  const to = leadId === null ? await readReceivers(tx, caseId) : [leadId];
  await tell(tx, hands, { to, kind: 'new-work-at-once', caseId });
}
