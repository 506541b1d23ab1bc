import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import type { Prompts } from './prompts.rules.ts';

export interface NoteRow {
  readonly noteId: string;
  readonly writtenBy: string;
  readonly writtenAt: Date;
  readonly corrects: string | null;
  readonly bodyCipher: Buffer;
  readonly prompts: Prompts;
}

const columns = sql`
  note_id as "noteId", written_by as "writtenBy", written_at as "writtenAt", corrects,
  body_cipher as "bodyCipher", prompts
`;

/** The notes of a case that the viewer may see, newest first. */
export async function readNotes(
  tx: ViewerTx,
  caseId: string,
  before: string | null,
  limit: number,
): Promise<readonly NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    select ${columns} from note where case_id = ${caseId} and (
      ${before}::uuid is null or (written_at, note_id) < (
        select written_at, note_id from note where note_id = ${before}::uuid
      )
    )
    order by written_at desc, note_id desc limit ${limit}
  `.execute(tx);
  return rows;
}

/** A note of that case with its newest correction, where the viewer may see them. */
export async function readNoteAndCorrection(
  tx: ViewerTx,
  caseId: string,
  noteId: string,
): Promise<readonly NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    (select ${columns} from note where case_id = ${caseId} and note_id = ${noteId})
    union all
    (select ${columns} from note where case_id = ${caseId} and corrects = ${noteId}
      order by written_at desc, note_id desc limit 1)
  `.execute(tx);
  return rows;
}

/** False where a note with this id is there: the form was sent twice. */
export async function insertNote(
  tx: ActTx,
  caseId: string,
  { noteId, writtenBy, writtenAt, corrects, bodyCipher, prompts }: NoteRow,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into note (note_id, case_id, written_by, written_at, corrects, body_cipher, prompts)
    values (${noteId}, ${caseId}, ${writtenBy}, ${writtenAt}, ${corrects}, ${bodyCipher},
      ${JSON.stringify(prompts)})
    on conflict (note_id) do nothing
  `.execute(tx);
  return numAffectedRows === 1n;
}
