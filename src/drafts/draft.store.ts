import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import type { Id, ViewerId } from '../platform/ids.ts';

export type DraftId = Id<'draft'>;

/** A draft, its body still sealed. */
export interface DraftRow {
  readonly draft_id: DraftId;
  readonly kind: string;
  readonly body_cipher: Buffer;
  readonly version: number;
  readonly danger: boolean;
  readonly started_at: Date;
  readonly saved_at: Date;
}

/** What a list shows: nothing of what was typed. */
export type DraftLine = Omit<DraftRow, 'body_cipher' | 'version'>;

export async function insertDraft(
  tx: ActTx,
  row: {
    draftId: DraftId;
    staffId: ViewerId;
    organisationId: string;
    kind: string;
    bodyCipher: Buffer;
    danger: boolean;
  },
): Promise<void> {
  const { draftId, staffId, organisationId, kind, bodyCipher, danger } = row;
  await sql`insert into draft (draft_id, staff_id, organisation_id, kind, body_cipher, danger)
    values (${draftId}, ${staffId}, ${organisationId}, ${kind}, ${bodyCipher}, ${danger})`.execute(tx);
}

export async function readDraftRow(tx: ViewerTx, draftId: string): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    select draft_id, kind, body_cipher, version, danger, started_at, saved_at from draft
    where draft_id = ${draftId} and staff_id = rowan_private.viewer() and closed_at is null
  `.execute(tx);
  return rows[0];
}

/** Holds the row until the transaction ends, so that of two writers one waits for the other. */
export async function lockDraftRow(tx: ActTx, draftId: string): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    select draft_id, kind, body_cipher, version, danger, started_at, saved_at from draft
    where draft_id = ${draftId} and staff_id = rowan_private.viewer() and closed_at is null for update
  `.execute(tx);
  return rows[0];
}

/** @returns when it was saved, by the database's clock */
export async function updateDraft(
  tx: ActTx,
  draftId: string,
  { bodyCipher, danger }: { bodyCipher: Buffer; danger: boolean },
): Promise<Date | undefined> {
  const { rows } = await sql<{ saved_at: Date }>`
    update draft set body_cipher = ${bodyCipher}, danger = ${danger}, version = version + 1, saved_at = now()
    where draft_id = ${draftId} returning saved_at
  `.execute(tx);
  return rows[0]?.saved_at;
}

/** @returns what was typed, still sealed; undefined where there was none to close */
export async function markClosed(tx: ActTx, draftId: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ body_cipher: Buffer }>`
    update draft set closed_at = now()
    where draft_id = ${draftId} and staff_id = rowan_private.viewer() and closed_at is null
    returning body_cipher
  `.execute(tx);
  return rows[0]?.body_cipher;
}

export async function listDraftRows(tx: ViewerTx, kind: string): Promise<readonly DraftLine[]> {
  const { rows } = await sql<DraftLine>`
    select draft_id, kind, danger, started_at, saved_at from draft
    where staff_id = rowan_private.viewer() and kind = ${kind} and closed_at is null
    order by danger desc, saved_at desc limit 20
  `.execute(tx);
  return rows;
}
