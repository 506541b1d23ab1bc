import { sql } from 'kysely';
import { type ActTx, type ReferenceTx, type ViewerTx, writeBytes } from '../../platform/database/index.ts';
import type { ViewerId } from '../../platform/ids.ts';
import type { NewPasskey } from './webauthn.ts';

export interface PasskeyRow {
  readonly passkeyId: string;
  readonly nameCipher: Buffer;
  readonly madeAt: Date;
  readonly lastUsedAt: Date | null;
}

/** The viewer's own, the oldest first. */
export async function readPasskeys(tx: ViewerTx): Promise<readonly PasskeyRow[]> {
  const { rows } = await sql<PasskeyRow>`
    select passkey_id as "passkeyId", name_cipher as "nameCipher",
      made_at as "madeAt", last_used_at as "lastUsedAt"
    from passkey where staff_id = rowan_private.viewer() and removed_at is null order by made_at, passkey_id
  `.execute(tx);
  return rows;
}

/** By which devices know the viewer's own, so that none makes a second. */
export async function readCredentials(tx: ViewerTx): Promise<readonly Buffer[]> {
  const { rows } = await sql<{ id: Buffer }>`
    select credential_id as id from passkey where staff_id = rowan_private.viewer() and removed_at is null
  `.execute(tx);
  return rows.map(({ id }) => id);
}

export interface OwnWays {
  readonly hasPassword: boolean;
  readonly hasPasskey: boolean;
}

/** By what somebody signs in: for themselves, and for their administrator. */
export async function readWaysOf(tx: ViewerTx, staffId: string): Promise<OwnWays> {
  const { rows } = await sql<OwnWays>`
    select has_password as "hasPassword", has_passkey as "hasPasskey" from rowan_private.ways_of(${staffId})
  `.execute(tx);
  return { hasPassword: rows[0]?.hasPassword ?? false, hasPasskey: rows[0]?.hasPasskey ?? false };
}

export interface KeptPasskey extends NewPasskey {
  readonly passkeyId: string;
  readonly nameCipher: Buffer;
}

/** As the database's functions take it. */
export function writeRow({ passkeyId, nameCipher, credentialId, publicKey, ...rest }: KeptPasskey): string {
  return JSON.stringify({
    passkey_id: passkeyId,
    name_cipher: writeBytes(nameCipher),
    credential_id: writeBytes(credentialId),
    public_key: writeBytes(publicKey),
    sign_count: rest.signCount,
    transports: rest.transports,
  });
}

/** False where the device made this one before. */
export async function insertPasskey(tx: ActTx, passkey: KeptPasskey): Promise<boolean> {
  const { rows } = await sql<{ added: boolean }>`
    select rowan_private.add_passkey(${writeRow(passkey)}) as added
  `.execute(tx);
  return rows[0]?.added ?? false;
}

export type Removal = 'removed' | 'last' | 'not-there';

export async function removeRow(
  tx: ActTx,
  passkeyId: string,
  { isOnlyWay, tokenHash }: { readonly isOnlyWay: boolean; readonly tokenHash: Buffer },
): Promise<Removal> {
  const { rows } = await sql<{ what: Removal }>`
    select rowan_private.remove_passkey(${passkeyId}, ${isOnlyWay}, ${tokenHash}) as what
  `.execute(tx);
  return rows[0]?.what ?? 'not-there';
}

export interface PasskeyAttempt {
  /** Null where nobody has this passkey. */
  readonly staffId: ViewerId | null;
  readonly council: string | null;
  /** Null as well while there is something to wait for. */
  readonly publicKey: Buffer | null;
  readonly signCount: number;
  readonly waitSeconds: number;
}

export async function beginPasskey(
  tx: ReferenceTx,
  credentialId: Buffer,
  address: Buffer,
): Promise<PasskeyAttempt> {
  const { rows } = await sql<PasskeyAttempt>`
    select staff_id as "staffId", council, public_key as "publicKey", sign_count::float8 as "signCount",
      wait_seconds as "waitSeconds"
    from rowan_private.begin_passkey(${credentialId}, ${address})
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('The look-up of a passkey gave no row.');
  return row;
}

export interface AcceptedPasskey {
  readonly credentialId: Buffer;
  readonly signCount: number;
  readonly address: Buffer;
  readonly tokenHash: Buffer;
  readonly before: Buffer | null;
  readonly browser: string;
  readonly reference: string;
}

/** Whose it is; undefined where it lets nobody in any more. */
export async function acceptPasskey(
  tx: ReferenceTx,
  { credentialId, signCount, address, tokenHash, before, browser, reference }: AcceptedPasskey,
): Promise<ViewerId | undefined> {
  const { rows } = await sql<{ who: ViewerId | null }>`
    select rowan_private.accept_passkey(
      ${credentialId}, ${signCount}, ${address}, ${tokenHash}, ${before}, ${browser}, ${reference}
    ) as who
  `.execute(tx);
  return rows[0]?.who ?? undefined;
}
