import { decide } from '../../access/index.ts';
import { nameColleagues } from '../../councils/index.ts';
import type { Note, ShownNote } from '../../notes/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import { sayMoment } from '../../platform/say-time.ts';
import type { CaseNeeds, Found } from '../case.actions.ts';

/** Notes of a case as a page shows them, with who wrote each. */
export async function describeNotes(
  tx: ViewerTx,
  { keys }: Pick<CaseNeeds, 'keys'>,
  found: Found,
  notes: readonly Note[],
): Promise<readonly ShownNote[]> {
  const ids = notes.map(({ writtenBy }) => writtenBy);
  const nameOf = await nameColleagues(tx, keys, found.viewer.organisationId, ids);
  return notes.map((note) => {
    const corrected = notes.find(({ noteId }) => noteId === note.corrects);
    return {
      noteId: note.noteId,
      who: nameOf(note.writtenBy),
      when: sayMoment(note.writtenAt),
      body: note.body,
      prompts: note.prompts,
      corrects:
        note.corrects && (corrected === undefined ? 'an earlier day' : sayMoment(corrected.writtenAt)),
      isCorrected: notes.some(({ corrects }) => corrects === note.noteId),
      correctHref: mayCorrectBy(found, note)
        ? `/cases/${found.row.caseId}/notes/new?corrects=${note.noteId}`
        : null,
    };
  });
}

/** One's own note, or anybody's for those who may. */
export function mayCorrectBy({ standing, viewer }: Found, note: Pick<Note, 'writtenBy'>): boolean {
  return decide('correct-note', standing).allowed || note.writtenBy === viewer.staffId;
}
