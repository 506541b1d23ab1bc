import { z } from 'zod';
import { readKeptForm } from '../../drafts/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import { type RouteRequest, readId } from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { readJson } from '../../platform/json.ts';
import { sayMoment } from '../../platform/say-time.ts';
import type { CaseNeeds, Found } from '../case.actions.ts';
import type { Keeping } from './show-kept.ts';

/** What a form would have sent. */
export const sentBody = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** A form as its page is opened: with what its author typed here before, as the form would have sent it. */
export async function openForm(
  tx: ViewerTx,
  { keys, clock }: Pick<CaseNeeds, 'keys' | 'clock'>,
  { row: { caseId } }: Found,
  place: string,
): Promise<{ readonly keeping: Keeping; readonly body: unknown }> {
  const kept = await readKeptForm(tx, keys, { caseId, place });
  const draftId = kept?.draftId ?? makeId<'draft'>(clock);
  return {
    keeping: { caseId, place, draftId, savedAt: kept ? sayMoment(kept.savedAt) : null },
    body: kept && readJson(kept.body, sentBody),
  };
}

/** A form that is shown again after it was sent. */
export function goOnKeeping(
  { clock }: Pick<CaseNeeds, 'clock'>,
  { row: { caseId } }: Found,
  place: string,
  { body }: RouteRequest,
): Keeping {
  return { caseId, place, draftId: readId(body, 'draft') ?? makeId<'draft'>(clock), savedAt: null };
}
