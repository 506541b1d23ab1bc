import { recordEvent } from '../audit/index.ts';
import type { Clock } from '../platform/clock.ts';
import { type DataKey, type KeyStore, open, seal } from '../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import type { TypedNote } from './note.forms.ts';
import { insertNote, type NoteRow, readNoteAndCorrection, readNotes } from './note.store.ts';

/** A note, open. */
export interface Note extends Omit<NoteRow, 'bodyCipher'> {
  readonly body: string;
}

/**
 * The notes of a case that the viewer may see, newest first.
 *
 * @param before the last note of the page before
 * @param limit one more than a page holds tells whether there is another
 */
export async function listNotes(
  tx: ViewerTx,
  keys: KeyStore,
  caseId: string,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<readonly Note[]> {
  const rows = await readNotes(tx, caseId, before, limit);
  return openAll(keys, caseId, rows);
}

/** A note that is to be corrected, and the newest correction that it has. */
export async function readForCorrection(
  tx: ViewerTx,
  keys: KeyStore,
  caseId: string,
  noteId: string,
): Promise<{ readonly note: Note; readonly newest: Note | null } | undefined> {
  const [note, newest] = await openAll(keys, caseId, await readNoteAndCorrection(tx, caseId, noteId));
  return note === undefined ? undefined : { note, newest: newest ?? null };
}

export type Written =
  | { readonly kind: 'written' }
  /** There is no such note to correct, as far as the writer may see. */
  | { readonly kind: 'not-there' }
  /** Somebody else corrected it since the writer's form was made. */
  | { readonly kind: 'stale'; readonly newest: Note };

/** Writes a note, or a correction of one. A form that is sent twice makes one note. */
export async function writeNote(
  tx: ActTx,
  { keys, clock }: { readonly keys: KeyStore; readonly clock: Clock },
  typed: TypedNote,
  by: { readonly caseId: string; readonly staffId: string; readonly reference: string },
): Promise<Written> {
  const { noteId, corrects } = typed;
  const { caseId, reference } = by;
  if (corrects !== null) {
    const known = await readForCorrection(tx, keys, caseId, corrects);
    if (known === undefined) return { kind: 'not-there' };
    const { newest } = known;
    if (newest !== null && newest.noteId !== typed.seen && newest.noteId !== noteId)
      return { kind: 'stale', newest };
  }
  const key = await keys.keyFor(caseId);
  const isNew = await insertNote(tx, caseId, {
    noteId,
    writtenBy: by.staffId,
    writtenAt: clock.now(),
    corrects,
    bodyCipher: seal(key, placeOf(noteId), typed.body),
    prompts: typed.prompts,
  });
  const verb = corrects === null ? 'note.written' : 'note.corrected';
  if (isNew) await recordEvent(tx, { verb, caseId, reference });
  return { kind: 'written' };
}

async function openAll(keys: KeyStore, caseId: string, rows: readonly NoteRow[]): Promise<readonly Note[]> {
  if (rows.length === 0) return [];
  const key = await keys.keyFor(caseId);
  return rows.map((row) => openNote(key, row));
}

function openNote(key: DataKey, { bodyCipher, ...note }: NoteRow): Note {
  return { ...note, body: open(key, placeOf(note.noteId), bodyCipher) };
}

function placeOf(noteId: string) {
  return { table: 'note', column: 'body_cipher', row: noteId };
}
