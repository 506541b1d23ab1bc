import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';

export interface ContactRow {
  readonly contactId: string;
  readonly writtenBy: string;
  readonly writtenAt: Date;
  readonly waysCipher: Buffer;
}

/** What was agreed, the newest first: that one counts. */
export async function readContacts(
  tx: ViewerTx,
  caseId: string,
  limit: number,
): Promise<readonly ContactRow[]> {
  const { rows } = await sql<ContactRow>`
    select safe_contact_id as "contactId", written_by as "writtenBy", written_at as "writtenAt",
      ways_cipher as "waysCipher"
    from safe_contact where case_id = ${caseId}
    order by written_at desc, safe_contact_id desc limit ${limit}
  `.execute(tx);
  return rows;
}

export async function insertContact(tx: ActTx, caseId: string, row: ContactRow): Promise<void> {
  await sql`
    insert into safe_contact (safe_contact_id, case_id, written_by, written_at, ways_cipher)
    values (${row.contactId}, ${caseId}, ${row.writtenBy}, ${row.writtenAt}, ${row.waysCipher})
  `.execute(tx);
}
