import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import type { DraftId } from './draft.store.ts';

/** The page on which a form stands: a case, and the address beneath it. */
export interface FormPlace {
  readonly caseId: string;
  /** `/notes/new` */
  readonly place: string;
}

/** What is kept of a form, still sealed. */
export interface KeptFormRow {
  readonly draftId: DraftId;
  readonly bodyCipher: Buffer;
  readonly savedAt: Date;
}

/** The newest that the viewer has not sent yet. */
export async function readKeptFormRow(
  tx: ViewerTx,
  { caseId, place }: FormPlace,
): Promise<KeptFormRow | undefined> {
  const { rows } = await sql<KeptFormRow>`
    select draft_id as "draftId", body_cipher as "bodyCipher", saved_at as "savedAt" from draft
    where staff_id = rowan_private.viewer() and case_id = ${caseId} and place = ${place}
      and closed_at is null
    order by saved_at desc limit 1
  `.execute(tx);
  return rows[0];
}

/** One that the viewer began here, sent or not. */
export async function findKeptFormRow(
  tx: ViewerTx,
  draftId: string,
  { caseId, place }: FormPlace,
): Promise<{ readonly isOpen: boolean } | undefined> {
  const { rows } = await sql<{ isOpen: boolean }>`
    select closed_at is null as "isOpen" from draft
    where draft_id = ${draftId} and staff_id = rowan_private.viewer() and case_id = ${caseId}
      and place = ${place}
  `.execute(tx);
  return rows[0];
}

/** Whether it was; an id that somebody has already is no new one. */
export async function insertKeptForm(
  tx: ActTx,
  { staffId, organisationId }: Viewer,
  { draftId, caseId, place, bodyCipher }: FormPlace & { readonly draftId: string; bodyCipher: Buffer },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into draft (draft_id, staff_id, organisation_id, kind, body_cipher, case_id, place)
    values (${draftId}, ${staffId}, ${organisationId}, 'case-form', ${bodyCipher}, ${caseId}, ${place})
    on conflict do nothing
  `.execute(tx);
  return numAffectedRows === 1n;
}

/** Whether there was one to close. */
export async function closeKeptFormRow(tx: ActTx, draftId: string, caseId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update draft set closed_at = now()
    where draft_id = ${draftId} and staff_id = rowan_private.viewer() and case_id = ${caseId}
      and closed_at is null
  `.execute(tx);
  return numAffectedRows === 1n;
}
