import type { Hands } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { type KeyStore, open, seal } from '../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import { type DraftId, updateDraft } from './draft.store.ts';
import {
  closeKeptFormRow,
  type FormPlace,
  findKeptFormRow,
  insertKeptForm,
  readKeptFormRow,
} from './kept-form.store.ts';

/** A form of a case as its author left it. */
export interface KeptForm {
  readonly draftId: DraftId;
  /** What it would have sent, as a text whose shape is the business of the slice that the form is of. */
  readonly body: string;
  readonly savedAt: Date;
}

/** What the viewer typed last on a page of a case, and has neither sent nor thrown away. */
export async function readKeptForm(
  tx: ViewerTx,
  keys: KeyStore,
  at: FormPlace,
): Promise<KeptForm | undefined> {
  const row = await readKeptFormRow(tx, at);
  const key = row && (await keys.keysFor([row.draftId])).get(row.draftId);
  if (row === undefined || key === undefined) return undefined;
  const { draftId, savedAt, bodyCipher } = row;
  return { draftId, savedAt, body: open(key, placeOf(draftId), bodyCipher) };
}

/**
 * Keeps a form while it is typed.
 *
 * @param form its id was made with the page, so that what was sent or thrown away does not come back
 * @returns when; undefined where it was sent or thrown away meanwhile
 */
export async function keepForm(
  tx: ActTx,
  { draftId, body, ...at }: FormPlace & { readonly draftId: string; readonly body: string },
  { viewer, keys, clock, reference }: Hands,
): Promise<Date | undefined> {
  const known = await findKeptFormRow(tx, draftId, at);
  if (known?.isOpen === false) return undefined;
  if (known === undefined) {
    const key = await keys.makeKey('draft', draftId);
    const bodyCipher = seal(key, placeOf(draftId), body);
    if (!(await insertKeptForm(tx, viewer, { draftId, ...at, bodyCipher }))) return undefined;
    await recordEvent(tx, { verb: 'draft.begun', reference });
    return clock.now();
  }
  const bodyCipher = seal(await keys.keyFor(draftId), placeOf(draftId), body);
  await recordEvent(tx, { verb: 'draft.saved', reference });
  return updateDraft(tx, draftId, { bodyCipher, danger: false });
}

/**
 * Closes a form that was sent, in the transaction in which it was taken, or that its author throws away. Its
 * key is to be destroyed once that has ended, and with it the words.
 */
export async function closeKeptForm(
  tx: ActTx,
  draftId: string,
  { caseId, reference }: { readonly caseId: string; readonly reference: string },
): Promise<boolean> {
  const isClosed = await closeKeptFormRow(tx, draftId, caseId);
  if (isClosed) await recordEvent(tx, { verb: 'draft.closed', reference });
  return isClosed;
}

function placeOf(draftId: string) {
  return { table: 'draft', column: 'body_cipher', row: draftId };
}
