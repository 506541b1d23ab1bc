import type { Hands } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { type KeyStore, open, seal } from '../../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import { makeId } from '../../platform/ids.ts';
import { readAgreement, writeAgreement } from './contact.forms.ts';
import type { Agreement } from './contact.rules.ts';
import { type ContactRow, insertContact, readContacts } from './contact.store.ts';

export interface Agreed extends Agreement, Omit<ContactRow, 'waysCipher'> {}

/** What was agreed as safe, opened, the newest first. */
export async function readAgreed(
  tx: ViewerTx,
  keys: KeyStore,
  caseId: string,
  limit: number,
): Promise<readonly Agreed[]> {
  const rows = await readContacts(tx, caseId, limit);
  if (rows.length === 0) return [];
  const key = await keys.keyFor(caseId);
  return rows.map(({ waysCipher, ...row }) => ({
    ...row,
    ...readAgreement(open(key, placeOf(row.contactId), waysCipher)),
  }));
}

/**
 * Writes what the survivor said is safe; what was agreed before stays readable.
 *
 * @param seen the newest agreement that the form was made from
 * @returns the newer one that somebody else wrote meanwhile: then nothing was written
 */
export async function agreeContact(
  tx: ActTx,
  caseId: string,
  { agreement, seen }: { readonly agreement: Agreement; readonly seen: string },
  { viewer, keys, clock, reference }: Hands,
): Promise<Agreed | undefined> {
  const [newest] = await readAgreed(tx, keys, caseId, 1);
  const words = writeAgreement(agreement);
  if (newest !== undefined) {
    const isSame = writeAgreement({ ways: newest.ways, words: newest.words }) === words;
    if (isSame && newest.writtenBy === viewer.staffId) return undefined;
    if (newest.contactId !== seen) return newest;
  }
  const contactId = makeId<'safe-contact'>(clock);
  const waysCipher = seal(await keys.keyFor(caseId), placeOf(contactId), words);
  const row = { contactId, writtenBy: viewer.staffId, writtenAt: clock.now(), waysCipher };
  await insertContact(tx, caseId, row);
  await recordEvent(tx, { verb: 'contact.agreed', caseId, reference });
  return undefined;
}

function placeOf(contactId: string) {
  return { table: 'safe_contact', column: 'ways_cipher', row: contactId };
}
