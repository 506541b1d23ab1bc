import { sql } from 'kysely';
import type { ReferenceTx } from '../../platform/database/index.ts';

/** @returns false where the session did not begin just now with a password */
export async function replacePassword(
  tx: ReferenceTx,
  {
    tokenHash,
    passwordHash,
    reference,
  }: { readonly tokenHash: Buffer; readonly passwordHash: string; readonly reference: string },
): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select rowan_private.change_password(${tokenHash}, ${passwordHash}, ${reference}) as changed
  `.execute(tx);
  return rows[0]?.changed ?? false;
}
