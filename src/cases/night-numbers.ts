import { findPolicyInForce } from '../councils/index.ts';
import { type NightNumber, openServiceBook, readServiceBook } from '../directory/index.ts';
import type { ViewerTx } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import { readAdvices } from './advice/case-advice.store.ts';
import type { CaseNeeds } from './case.actions.ts';

/** Whom to ring about a case while the council's office is closed; null while it is open. */
export async function readNightNumbers(
  tx: ViewerTx,
  needs: Pick<CaseNeeds, 'policies' | 'clock' | 'keys'>,
  { caseId, viewer }: { readonly caseId: string; readonly viewer: Viewer },
): Promise<readonly NightNumber[] | null> {
  const policy = findPolicyInForce(needs, viewer);
  if (openServiceBook(policy, needs.clock.now()).isOfficeOpen) return null;
  const [directory, [newest]] = await Promise.all([
    readServiceBook(tx, needs, viewer, policy),
    readAdvices(tx, caseId, 1),
  ]);
  return directory.listNightNumbers(newest?.facts ?? {});
}
