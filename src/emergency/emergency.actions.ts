import type { Hands } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { tell } from '../messages/index.ts';
import { hashForFinding } from '../people/index.ts';
import { commitToWords, type KeyStore, open, seal } from '../platform/crypto/index.ts';
import { type ActTx, type Database, takeTurns, type ViewerTx } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import { makeId } from '../platform/ids.ts';
import type { Emergency } from './emergency.forms.ts';
import {
  findForEmergency,
  insertBreak,
  insertEnd,
  isOwnBreak,
  readBreaksOfCase,
  readLiveBreaks,
  readWhoHears,
  type Sought,
} from './emergency.store.ts';

/** Where the reason of a break is sealed. */
export const placeOfReason = (breakId: string) => ({
  table: 'break_glass',
  column: 'why_cipher',
  row: breakId,
});

/**
 * Opens the cases that an emergency is about to whoever asks, for four hours. The reason is kept and the lead
 * told in the same transaction, so that there is no answer without both; and whoever finds nothing is
 * recorded with their reason too.
 *
 * @returns the cases; none where there are none, or none that they may come to
 */
export async function breakGlass(
  database: Database,
  { by, why }: Emergency,
  hands: Hands,
): Promise<readonly string[]> {
  const { viewer, keys, reference } = hands;
  const sought = await describeSought(keys, viewer, by);
  const ownKey = await keys.keyFor(viewer.organisationId);
  const recordTry = async (tx: ActTx, found: readonly string[]) => {
    if (found.length > 0) return;
    const reasonCommitment = commitToWords(ownKey, reference, why);
    await recordEvent(tx, { verb: 'glass.not-found', actingAs: 'break-glass', reasonCommitment, reference });
  };
  return database.actAs(viewer.staffId, recordTry, async (tx) => {
    await takeTurns(tx, viewer.staffId);
    const found = await findForEmergency(tx, sought);
    for (const caseId of found) await breakOne(tx, caseId, why, hands);
    return found;
  });
}

async function breakOne(tx: ActTx, caseId: string, why: string, hands: Hands): Promise<void> {
  const { viewer, keys, clock, reference } = hands;
  const key = await keys.keyFor(caseId);
  // Whoever sends the form a second time opens the case once, and nobody is told twice.
  const live = (await readLiveBreaks(tx)).filter((each) => each.caseId === caseId);
  if (live.some((each) => open(key, placeOfReason(each.breakId), each.whyCipher) === why)) return;
  const breakId = makeId<'break'>(clock);
  const { organisationId, staffId } = viewer;
  const whyCipher = seal(key, placeOfReason(breakId), why);
  await insertBreak(tx, { breakId, organisationId, caseId, staffId, whyCipher });
  const to = await readWhoHears(tx, caseId, staffId);
  await tell(tx, { viewer, clock }, { to, kind: 'glass-broken', caseId });
  const reasonCommitment = commitToWords(key, breakId, why);
  await recordEvent(tx, { verb: 'glass.broken', caseId, reasonCommitment, reference });
}

async function describeSought(keys: KeyStore, viewer: Viewer, by: Emergency['by']): Promise<Sought> {
  if ('reference' in by) return { reference: by.reference, name: null, birth: null };
  const key = await keys.keyFor(viewer.organisationId);
  return { reference: null, ...hashForFinding(key, by) };
}

/** A break as those who answer for the case read it. */
export interface ToldBreak {
  readonly staffId: string;
  readonly from: Date;
  readonly until: Date;
  readonly why: string;
  /** Null while nobody has reviewed it. */
  readonly wasRight: boolean | null;
}

/** The emergencies in which a case was opened, the newest first, with the reasons that were given. */
export async function readBreaksOf(tx: ViewerTx, keys: KeyStore, caseId: string): Promise<ToldBreak[]> {
  const rows = await readBreaksOfCase(tx, caseId);
  if (rows.length === 0) return [];
  const key = await keys.keyFor(caseId);
  return rows.map(({ breakId, whyCipher, ...row }) => ({
    ...row,
    why: open(key, placeOfReason(breakId), whyCipher),
  }));
}

/** Ends what the viewer opened, before its time or after it. False where there is none of theirs. */
export async function endBreak(
  tx: ActTx,
  breakId: string,
  { viewer, clock, reference }: Pick<Hands, 'viewer' | 'clock' | 'reference'>,
): Promise<boolean> {
  await takeTurns(tx, viewer.staffId);
  const live = (await readLiveBreaks(tx)).find((each) => each.breakId === breakId);
  if (live === undefined) return isOwnBreak(tx, breakId);
  const { caseId } = live;
  await insertEnd(tx, { stepId: makeId<'break-step'>(clock), breakId, caseId, at: clock.now() });
  // By now the relation is gone, which is what they acted by.
  await recordEvent(tx, { verb: 'glass.ended', caseId, actingAs: 'emergency', reference });
  return true;
}
