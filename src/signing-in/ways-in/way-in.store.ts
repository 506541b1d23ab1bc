import { sql } from 'kysely';
import type { ReferenceTx } from '../../platform/database/index.ts';
import type { Id, ViewerId } from '../../platform/ids.ts';

/** Whom a way in is for. */
export interface WayInFor {
  readonly staffId: ViewerId;
  readonly organisationId: Id<'organisation'>;
  readonly council: string;
  readonly signIn: string;
}

export async function readWayIn(tx: ReferenceTx, tokenHash: Buffer): Promise<WayInFor | undefined> {
  const { rows } = await sql<WayInFor>`
    select staff_id as "staffId", organisation_id as "organisationId", council, sign_in as "signIn"
    from rowan_private.find_way_in(${tokenHash}) where staff_id is not null
  `.execute(tx);
  return rows[0];
}

export function takeWayIn(
  tx: ReferenceTx,
  {
    tokenHash,
    passwordHash,
    reference,
  }: {
    readonly tokenHash: Buffer;
    readonly passwordHash: string;
    readonly reference: string;
  },
): Promise<boolean> {
  return ask(tx, sql`rowan_private.take_way_in(${tokenHash}, ${passwordHash}, ${reference})`);
}

export function takeWayInByPasskey(
  tx: ReferenceTx,
  taken: { readonly tokenHash: Buffer; readonly passkey: string; readonly reference: string },
): Promise<boolean> {
  const { tokenHash, passkey, reference } = taken;
  return ask(tx, sql`rowan_private.take_way_in_by_passkey(${tokenHash}, ${passkey}, ${reference})`);
}

async function ask(tx: ReferenceTx, question: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await sql<{ answer: boolean }>`select ${question} as answer`.execute(tx);
  return rows[0]?.answer ?? false;
}
