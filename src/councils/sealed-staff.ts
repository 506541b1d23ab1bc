import { blindToken, type DataKey, type KeyStore, open, seal } from '../platform/crypto/index.ts';

/** What is sealed of a member of staff, under the key of their organisation. */

export function sealName(key: DataKey, staffId: string, name: string): Buffer {
  return seal(key, placeOfName(staffId), name);
}

export function openName(key: DataKey, staffId: string, cipher: Buffer): string {
  return open(key, placeOfName(staffId), cipher);
}

/** An e-mail address, and the token by which it is found again. */
export function sealEmail(key: DataKey, staffId: string, email: string | undefined) {
  if (email === undefined) return { email_cipher: null, email_token: null };
  const cipher = seal(key, placeOfEmail(staffId), email);
  return { email_cipher: cipher, email_token: blindToken(key, 'email', email.toLowerCase()) };
}

/** The address of a colleague; undefined where there is none. */
export async function openEmail(
  keys: KeyStore,
  sealed: { readonly organisationId: string; readonly staffId: string; readonly cipher: Buffer | null },
): Promise<string | undefined> {
  const { organisationId, staffId, cipher } = sealed;
  if (cipher === null) return undefined;
  return open(await keys.keyFor(organisationId), placeOfEmail(staffId), cipher);
}

function placeOfName(staffId: string) {
  return { table: 'staff', column: 'name_cipher', row: staffId };
}

function placeOfEmail(staffId: string) {
  return { table: 'staff', column: 'email_cipher', row: staffId };
}
