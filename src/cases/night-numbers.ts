import { type NightNumber, openServiceBook, readServiceBook } from '../directory/index.ts';
import { choosePolicy } from '../pathway/index.ts';
import { readLondonTime } from '../platform/calendar.ts';
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
  const { policies, clock } = needs;
  const now = clock.now();
  const chosen = choosePolicy(policies, viewer.council, readLondonTime(now).day);
  if (!chosen.ok) throw new Error(chosen.message);
  if (openServiceBook(chosen.policy, now).isOfficeOpen) return null;
  const [directory, [newest]] = await Promise.all([
    readServiceBook(tx, needs, viewer, chosen.policy),
    readAdvices(tx, caseId, 1),
  ]);
  return directory.listNightNumbers(newest?.facts ?? {});
}
