import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';

export interface ContactRow {
  readonly contactId: string;
  readonly writtenBy: string;
  readonly writtenAt: Date;
  readonly waysCipher: Buffer;
  /** Told by whoever only recorded the case: not agreed. */
  readonly told: boolean;
}

const columns = sql`safe_contact_id as "contactId", written_by as "writtenBy", written_at as "writtenAt",
  ways_cipher as "waysCipher", told`;

/** What was agreed and told, the newest first. */
export async function readContacts(
  tx: ViewerTx,
  caseId: string,
  limit: number,
): Promise<readonly ContactRow[]> {
  const { rows } = await sql<ContactRow>`
    select ${columns} from safe_contact where case_id = ${caseId}
    order by written_at desc, safe_contact_id desc limit ${limit}
  `.execute(tx);
  return rows;
}

/** What counts: the newest that was agreed, and before it in the list all that was told since. */
export async function readStandingContacts(tx: ViewerTx, caseId: string): Promise<readonly ContactRow[]> {
  const { rows } = await sql<ContactRow>`
    select ${columns} from safe_contact as said
    where case_id = ${caseId} and not exists (
      select from safe_contact as later where later.case_id = ${caseId} and not later.told
        and (later.written_at, later.safe_contact_id) > (said.written_at, said.safe_contact_id)
    )
    order by written_at desc, safe_contact_id desc
  `.execute(tx);
  return rows;
}

export async function insertContact(tx: ActTx, caseId: string, row: ContactRow): Promise<void> {
  await sql`
    insert into safe_contact (safe_contact_id, case_id, written_by, written_at, ways_cipher, told)
    values (
      ${row.contactId}, ${caseId}, ${row.writtenBy}, ${row.writtenAt}, ${row.waysCipher}, ${row.told}
    )
  `.execute(tx);
}
