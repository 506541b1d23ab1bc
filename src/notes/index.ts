export { listNotes, type Note, readForCorrection, type Written, writeNote } from './note.actions.ts';
export { judgeNote, type ReadNote, readNote, type TypedNote } from './note.forms.ts';
export { type PromptAnswer, prompts } from './prompts.rules.ts';
export { type NoteForm, type ShownNote, showNoteFields, showNotes } from './show-notes.ts';
