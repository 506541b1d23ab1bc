import type { Hands } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { commitToWords, type DataKey, type KeyStore, open, seal } from '../../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import { makeId } from '../../platform/ids.ts';
import { endTask, finishTask, handOn, reopenSettled } from '../../work/index.ts';
import type { CaseRow } from '../case.store.ts';
import { tellAnswerable } from '../receiving/tell-answerable.actions.ts';
import type { Closing } from './closing.forms.ts';
import { type ClosingRow, insertClosing, readNewestClosing } from './closing.store.ts';

/**
 * Closes a case: every open task is done, handed to somebody, or ended with its reason, and the case is
 * closed with
 * its own, all at one moment.
 *
 * @returns false where it is closed already, or somebody is in danger and no reason says why it is closed
 * all the same
 */
export async function closeCase(
  tx: ActTx,
  { caseId, isClosed, danger }: Pick<CaseRow, 'caseId' | 'isClosed' | 'danger'>,
  { why, overDanger, tasks }: Closing,
  hands: Hands,
): Promise<boolean> {
  if (isClosed || (danger === true && overDanger === null)) return false;
  const at = await findMoment(tx, caseId, hands);
  const atOnce = { ...hands, clock: { ...hands.clock, now: () => at } };
  for (const { task, becomes } of tasks) {
    if (becomes.kind === 'done') await finishTask(tx, task, atOnce);
    else if (becomes.kind === 'ended') await endTask(tx, task, becomes.why, atOnce);
    else if (!(await handOn(tx, task, becomes.to, atOnce))) throw new Error('Nobody has the task.');
  }
  await write(tx, caseId, { kind: 'closed', why, overDanger }, atOnce);
  return true;
}

/** Now; where the clock was set back since the case was last closed or opened, the moment after that. */
async function findMoment(tx: ActTx, caseId: string, { clock }: Pick<Hands, 'clock'>): Promise<Date> {
  const last = (await readNewestClosing(tx, caseId))?.at.getTime() ?? 0;
  return new Date(Math.max(clock.now().getTime(), last + 1));
}

/** Opens a closed case again, and tells those who answer for it. False where it is open. */
export async function reopenCase(tx: ActTx, row: CaseRow, why: string, hands: Hands): Promise<boolean> {
  if (!row.isClosed) return false;
  await write(tx, row.caseId, { kind: 'reopened', why, overDanger: null }, hands);
  await tellAnswerable(tx, row, 'case-reopened', hands);
  return true;
}

const UNDO_WITHIN_MS = 60 * 60 * 1000;

/** Whoever closed a case may take that back for an hour, and its tasks are open again. */
export function mayUndo(
  { kind, by, at }: Pick<ClosingRow, 'kind' | 'by' | 'at'>,
  { viewer, clock }: Pick<Hands, 'viewer' | 'clock'>,
): boolean {
  return kind === 'closed' && by === viewer.staffId && clock.now().getTime() - at.getTime() < UNDO_WITHIN_MS;
}

const undone = 'Closed by mistake, and undone.';

export async function undoClosing(tx: ActTx, row: CaseRow, hands: Hands): Promise<boolean> {
  const newest = await readNewestClosing(tx, row.caseId);
  if (newest === undefined || !mayUndo(newest, hands)) return false;
  const { by, at } = newest;
  await write(tx, row.caseId, { kind: 'reopened', why: undone, overDanger: null }, hands);
  await reopenSettled(tx, { caseId: row.caseId, by, at, why: undone }, hands);
  return true;
}

async function write(
  tx: ActTx,
  caseId: string,
  { kind, why, overDanger }: Pick<Closing, 'why' | 'overDanger'> & Pick<ClosingRow, 'kind'>,
  { viewer, keys, clock, reference }: Hands,
): Promise<void> {
  const closingId = makeId<'closing'>(clock);
  const key = await keys.keyFor(caseId);
  await insertClosing(tx, caseId, {
    closingId,
    kind,
    by: viewer.staffId,
    at: clock.now(),
    whyCipher: seal(key, placeOf(closingId, 'why_cipher'), why),
    overDangerCipher:
      overDanger === null ? null : seal(key, placeOf(closingId, 'over_danger_cipher'), overDanger),
  });
  const verb = kind === 'closed' ? 'case.closed' : 'case.reopened';
  const words = overDanger === null ? why : `${why}\n${overDanger}`;
  await recordEvent(tx, { verb, caseId, reasonCommitment: commitToWords(key, closingId, words), reference });
}

export interface ToldClosing extends Pick<ClosingRow, 'kind' | 'by' | 'at'> {
  readonly why: string;
  readonly overDanger: string | null;
}

/** The newest closing or opening again, with its reasons. */
export async function readClosingTold(
  tx: ViewerTx,
  keys: KeyStore,
  caseId: string,
): Promise<ToldClosing | undefined> {
  const row = await readNewestClosing(tx, caseId);
  if (row === undefined) return undefined;
  const key: DataKey = await keys.keyFor(caseId);
  const { closingId, kind, by, at, whyCipher, overDangerCipher } = row;
  const overDanger =
    overDangerCipher && open(key, placeOf(closingId, 'over_danger_cipher'), overDangerCipher);
  return { kind, by, at, why: open(key, placeOf(closingId, 'why_cipher'), whyCipher), overDanger };
}

function placeOf(closingId: string, column: 'why_cipher' | 'over_danger_cipher') {
  return { table: 'case_closing', column, row: closingId };
}
