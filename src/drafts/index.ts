export { beginDraft, changeDraft, type DraftBody, type DraftRooms, listDrafts } from './draft.actions.ts';
export { readDraft, takeDraft, throwDraftAway } from './draft.actions.ts';
export type { DraftId, DraftLine } from './draft.store.ts';
export { type DraftJobNeeds, remindOfDrafts, sweepDraftKeys } from './looking-after.actions.ts';
export { closeKeptForm, keepForm, readKeptForm } from './kept-form.actions.ts';
