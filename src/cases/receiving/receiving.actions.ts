import type { Hands } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { tell } from '../../messages/index.ts';
import { open, seal } from '../../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import { makeId } from '../../platform/ids.ts';
import type { Found } from '../case.actions.ts';
import type { CaseRow } from '../case.store.ts';
import { addToTeam, openCase } from '../working/working.actions.ts';
import { readMayJoin, readMayLead } from '../working/working.store.ts';
import { insertConcernStep, readConcernSteps, readReceivers, type Step } from './receiving.store.ts';

/**
 * Takes a concern up: opens the case with its lead and team, and tells the recorder that it is with somebody.
 *
 * @returns false where the lead may not lead, or where a colleague took it up a moment ago
 */
export async function acceptConcern(
  tx: ActTx,
  { row, standing }: Pick<Found, 'row' | 'standing'>,
  named: { readonly leadId: string; readonly team: readonly string[] },
  hands: Hands,
): Promise<boolean> {
  const { caseId } = row;
  const [mayLead] = await readMayLead(tx, caseId, [named.leadId]);
  if (mayLead === undefined || row.openedAt !== null) return false;
  // A recorder who may open what they recorded was sent nothing, and so accepts nothing. Steps are taken
  // while it is a concern: the database lets nobody add one to a case.
  if (standing.relation !== 'recorder') {
    await writeStep(tx, row, { kind: 'accepted', to: named.leadId, words: null }, hands);
    await recordEvent(tx, { verb: 'concern.accepted', caseId, reference: hands.reference });
  }
  await openCase(tx, caseId, named, hands);
  // The lead is told that they lead it.
  const to = row.recordedBy === named.leadId ? [] : [row.recordedBy];
  await tell(tx, hands, { to, kind: 'concern-accepted', caseId });
  return true;
}

/**
 * Asks the recorder something, in words sealed under the case's key.
 *
 * @returns false for a recorder who is shut out or has left
 */
export async function askBack(tx: ActTx, row: CaseRow, words: string, hands: Hands): Promise<boolean> {
  if ((await readMayJoin(tx, row.caseId, [row.recordedBy])).length === 0) return false;
  if (!(await writeStep(tx, row, { kind: 'asked-back', to: row.recordedBy, words }, hands))) return true;
  await recordEvent(tx, { verb: 'concern.asked-back', caseId: row.caseId, reference: hands.reference });
  await tell(tx, hands, { to: [row.recordedBy], kind: 'concern-asked-back', caseId: row.caseId });
  return true;
}

/** The recorder answers; whoever asked is told, unless they are shut out by now or have left. */
export async function answerBack(tx: ActTx, row: CaseRow, words: string, hands: Hands): Promise<void> {
  const steps = await readConcernSteps(tx, row.caseId);
  const by = steps.findLast(({ kind }) => kind === 'asked-back')?.by ?? null;
  const [asked = null] = by === null ? [] : await readMayJoin(tx, row.caseId, [by]);
  if (!(await writeStep(tx, row, { kind: 'answered', to: asked, words }, hands))) return;
  await recordEvent(tx, { verb: 'concern.answered', caseId: row.caseId, reference: hands.reference });
  if (asked !== null) await tell(tx, hands, { to: [asked], kind: 'concern-answered', caseId: row.caseId });
}

/**
 * Hands a concern to a colleague, who is told. Who does not receive concerns joins its team by name; taking
 * it up stays with those who do.
 *
 * @returns false for somebody who is shut out or has left
 */
export async function handConcernOn(tx: ActTx, row: CaseRow, to: string, hands: Hands): Promise<boolean> {
  const { caseId } = row;
  if (to === hands.viewer.staffId) return false;
  const receivers = await readReceivers(tx, caseId);
  if (!receivers.includes(to) && !(await addToTeam(tx, caseId, to, hands))) return false;
  if (!(await writeStep(tx, row, { kind: 'handed-on', to, words: null }, hands))) return true;
  await recordEvent(tx, { verb: 'concern.handed-on', caseId, reference: hands.reference });
  await tell(tx, hands, { to: [to], kind: 'concern-handed-on', caseId });
  return true;
}

export interface ToldStep extends Omit<Step, 'wordsCipher'> {
  readonly words: string | null;
}

/** What was asked and answered, opened. */
export async function readTalk(
  tx: ViewerTx,
  keys: Hands['keys'],
  caseId: string,
): Promise<readonly ToldStep[]> {
  const steps = await readConcernSteps(tx, caseId);
  const key = await keys.keyFor(caseId);
  return steps.map(({ wordsCipher, ...step }) => ({
    ...step,
    words: wordsCipher && open(key, placeOf(step.stepId), wordsCipher),
  }));
}

/** False where it is the newest step already: a form that was sent twice. */
async function writeStep(
  tx: ActTx,
  { caseId }: CaseRow,
  step: {
    readonly kind: 'accepted' | 'asked-back' | 'answered' | 'handed-on';
    readonly to: string | null;
    readonly words: string | null;
  },
  { viewer, keys, clock }: Hands,
): Promise<boolean> {
  const newest = (await readTalk(tx, keys, caseId)).at(-1);
  if (newest?.by === viewer.staffId && isSameStep(newest, step)) return false;
  const stepId = makeId<'step'>(clock);
  const wordsCipher =
    step.words === null ? null : seal(await keys.keyFor(caseId), placeOf(stepId), step.words);
  const { kind, to } = step;
  await insertConcernStep(tx, caseId, { stepId, kind, by: viewer.staffId, to, at: clock.now(), wordsCipher });
  return true;
}

type Said = Pick<ToldStep, 'kind' | 'to' | 'words'>;

const isSameStep = (one: Said, other: Said): boolean =>
  one.kind === other.kind && one.to === other.to && one.words === other.words;

function placeOf(stepId: string) {
  return { table: 'concern_step', column: 'words_cipher', row: stepId };
}
