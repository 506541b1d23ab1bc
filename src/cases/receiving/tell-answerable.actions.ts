import type { Hands } from '../../access/index.ts';
import { tell } from '../../messages/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import type { CaseRow } from '../case.store.ts';
import { readReceivers } from './receiving.store.ts';

/** Tells those who answer for a case: its lead, or whoever receives concerns while it has none. */
export async function tellAnswerable(
  tx: ActTx,
  { caseId, leadId }: Pick<CaseRow, 'caseId' | 'leadId'>,
  kind: 'danger-said' | 'case-reopened' | 'contact-told',
  hands: Pick<Hands, 'viewer' | 'clock'>,
): Promise<void> {
  const to = leadId === null ? await readReceivers(tx, caseId) : [leadId];
  await tell(tx, hands, { to, kind, caseId });
}
