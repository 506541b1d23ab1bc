import type { Hands } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { type KeyStore, open, seal } from '../../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import { makeId } from '../../platform/ids.ts';
import type { CaseRow } from '../case.store.ts';
import { tellAnswerable } from '../receiving/tell-answerable.actions.ts';
import { readAgreement, writeAgreement } from './contact.forms.ts';
import type { Agreement } from './contact.rules.ts';
import { type ContactRow, insertContact, readContacts, readStandingContacts } from './contact.store.ts';

/** What was agreed, or only told, opened. */
export interface Said extends Agreement, Omit<ContactRow, 'waysCipher'> {}

/** What was agreed as safe and what was told of it, the newest first. */
export async function readSaid(
  tx: ViewerTx,
  keys: KeyStore,
  caseId: string,
  limit: number,
): Promise<readonly Said[]> {
  return openAll(keys, caseId, await readContacts(tx, caseId, limit));
}

/** What counts now: last what was agreed, and before it all that was told since and is not settled yet. */
export async function readStanding(tx: ViewerTx, keys: KeyStore, caseId: string): Promise<readonly Said[]> {
  return openAll(keys, caseId, await readStandingContacts(tx, caseId));
}

export const isAgreed = ({ told }: Pick<Said, 'told'>): boolean => !told;

async function openAll(
  keys: KeyStore,
  caseId: string,
  rows: readonly ContactRow[],
): Promise<readonly Said[]> {
  if (rows.length === 0) return [];
  const key = await keys.keyFor(caseId);
  return rows.map(({ waysCipher, ...row }) => ({
    ...row,
    ...readAgreement(open(key, placeOf(row.contactId), waysCipher)),
  }));
}

interface Sent {
  readonly agreement: Agreement;
  /** The newest row that the form was made from. */
  readonly seen: string;
}

/**
 * Writes what the survivor said is safe; what was agreed before stays readable, and what was told since is
 * settled by it.
 *
 * @returns what counts and was written after the form was made, the newest first: then nothing was saved
 */
export async function agreeContact(
  tx: ActTx,
  caseId: string,
  { agreement, seen }: Sent,
  hands: Hands,
): Promise<readonly Said[]> {
  const standing = await readStanding(tx, hands.keys, caseId);
  const [newest] = standing;
  const isOwn = newest !== undefined && isAgreed(newest) && newest.writtenBy === hands.viewer.staffId;
  if (isOwn && isSame(newest, agreement)) return [];
  const known = standing.findIndex(({ contactId }) => contactId === seen);
  const unseen = known < 0 ? standing : standing.slice(0, known);
  if (unseen.length > 0) return unseen;
  await writeContact(tx, caseId, { agreement, told: false }, hands);
  await recordEvent(tx, { verb: 'contact.agreed', caseId, reference: hands.reference });
  return [];
}

/**
 * Writes what whoever only recorded a case was told, and tells whoever answers for it at once. They do not
 * see what is agreed, so nothing of it is replaced. A form that is sent twice tells it once.
 */
export async function tellContact(
  tx: ActTx,
  row: Pick<CaseRow, 'caseId' | 'leadId'>,
  { agreement, seen }: Sent,
  hands: Hands,
): Promise<void> {
  const { caseId } = row;
  const [own] = await readSaid(tx, hands.keys, caseId, 1);
  if (own?.told && own.contactId !== seen && isSame(own, agreement)) return;
  await writeContact(tx, caseId, { agreement, told: true }, hands);
  await tellAnswerable(tx, row, 'contact-told', hands);
  await recordEvent(tx, { verb: 'contact.told', caseId, reference: hands.reference });
}

async function writeContact(
  tx: ActTx,
  caseId: string,
  { agreement, told }: { readonly agreement: Agreement; readonly told: boolean },
  { viewer, keys, clock }: Hands,
): Promise<void> {
  const contactId = makeId<'safe-contact'>(clock);
  const waysCipher = seal(await keys.keyFor(caseId), placeOf(contactId), writeAgreement(agreement));
  const row = { contactId, writtenBy: viewer.staffId, writtenAt: clock.now(), waysCipher, told };
  await insertContact(tx, caseId, row);
}

function isSame({ ways, words }: Agreement, other: Agreement): boolean {
  return writeAgreement({ ways, words }) === writeAgreement(other);
}

function placeOf(contactId: string) {
  return { table: 'safe_contact', column: 'ways_cipher', row: contactId };
}
