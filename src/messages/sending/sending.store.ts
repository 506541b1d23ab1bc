import { sql } from 'kysely';
import type { ReferenceTx } from '../../platform/database/index.ts';

export interface Claimed {
  readonly messageId: string;
  readonly organisationId: string;
  readonly to: string;
  readonly emailCipher: Buffer | null;
  readonly tries: number;
}

/** Takes the oldest message that is due; another worker takes another. */
export async function claimMessage(
  tx: ReferenceTx,
  now: Date,
  pauses: readonly number[],
): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    select message_id as "messageId", organisation_id as "organisationId", to_staff as "to",
      email_cipher as "emailCipher", tries
    from rowan_private.claim_messages(${now}, ${pauses}::integer[], 1)
  `.execute(tx);
  return rows[0];
}

export async function settleMessage(tx: ReferenceTx, messageId: string, now: Date): Promise<void> {
  await sql`select rowan_private.settle_message(${messageId}, ${now})`.execute(tx);
}

export async function giveMessageUp(tx: ReferenceTx, messageId: string, now: Date): Promise<void> {
  await sql`select rowan_private.give_message_up(${messageId}, ${now})`.execute(tx);
}
