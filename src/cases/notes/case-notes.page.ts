import { type NoteForm, type ShownNote, showNoteFields, showNotes } from '../../notes/index.ts';
import {
  button,
  type Html,
  html,
  insetText,
  type PageContent,
  showProblem,
} from '../../platform/html/index.ts';
import { exampleKeeping, type Keeping, showKeptForm } from '../keeping/show-kept.ts';
import { type CaseHead, exampleHead, showCase } from '../show-case.ts';

export interface CaseNotesModel {
  readonly head: CaseHead;
  readonly notes: readonly ShownNote[];
  /** The address of the older ones. */
  readonly next: string | null;
  /** The form, on the page that writes one. */
  readonly form: (NoteForm & { readonly keeping: Keeping }) | null;
  /** What somebody else saved meanwhile, beside what was typed. */
  readonly stale: { readonly who: string; readonly when: string; readonly body: string } | null;
}

/** As it was read. */
export function model(read: CaseNotesModel): CaseNotesModel {
  return read;
}

const drawPage = ({ head, notes, next, form, stale }: CaseNotesModel): PageContent => {
  const problem = findProblem(form, stale);
  return showCase(head, {
    heading: form === null ? 'Notes' : form.label,
    errors: showProblem('body', problem),
    body:
      form === null
        ? html`${button({ text: 'Write a note', href: `/cases/${head.caseId}/notes/new` })}
${notes.length === 0 ? nothingWritten : showNotes(notes)}
${next && html`<p class="govuk-body"><a class="govuk-link" href="${next}">Show older notes</a></p>`}`
        : html`${stale && showStale(stale)}
${showKeptForm(form.keeping, `/cases/${head.caseId}/notes`, showNoteFields(form))}`,
  });
};

function findProblem(form: CaseNotesModel['form'], stale: CaseNotesModel['stale']): string | null {
  if (stale !== null) return 'Somebody else corrected this note while you wrote. Nothing of yours is lost';
  return form?.error ?? null;
}

const nothingWritten = html`<p class="govuk-body">No note is here that you may read. Write what was said and
done while it
is fresh: it is the record that the survivor may rely on.</p>`;

const showStale = ({ who, when, body }: NonNullable<CaseNotesModel['stale']>): Html =>
  insetText({
    html: html`<h3 class="govuk-heading-s">What ${who} saved, ${when}</h3>
${body.split(/\n+/).map((line) => html`<p class="govuk-body">${line}</p>`)}
<p class="govuk-body">Yours stands below. Bring the two together, and save.</p>`,
  });

export { drawPage as html };

const head: CaseHead = { ...exampleHead, current: 'notes' };
const note: ShownNote = {
  noteId: '019ab3c0-0000-7000-8000-000000000007',
  who: 'Mo Reid',
  when: '3:40pm on 22 November 2026',
  body: 'She came to the desk about the rent.\nShe said: “I am not allowed to have a card.”',
  prompts: { pregnancy: 'not-asked', agencies: 'not-known' },
  corrects: null,
  isCorrected: false,
  correctHref: '/cases/1/notes/new?corrects=1',
};
const form: CaseNotesModel['form'] = {
  keeping: exampleKeeping,
  typed: { noteId: note.noteId, body: '', prompts: {}, corrects: null, seen: null },
  error: null,
  label: 'Write a note',
  otherPerson: null,
};

export const examples: Readonly<Record<string, CaseNotesModel>> = {
  empty: { head, notes: [], next: null, form: null, stale: null },
  typical: {
    head,
    notes: [
      { ...note, noteId: '1', corrects: note.when, prompts: {} },
      { ...note, isCorrected: true },
    ],
    next: '/cases/1/notes?before=1',
    form: null,
    stale: null,
  },
  form: { head, notes: [], next: null, form, stale: null },
  kept: {
    head,
    notes: [],
    next: null,
    form: {
      ...form,
      keeping: { ...exampleKeeping, savedAt: '3:40pm on 22 November 2026' },
      typed: { ...form.typed, body: 'She came to the desk' },
    },
    stale: null,
  },
  error: {
    head,
    notes: [],
    next: null,
    form: { ...form, error: 'Write what was said and done' },
    stale: null,
  },
  stale: {
    head,
    notes: [],
    next: null,
    form: {
      ...form,
      label: 'Correct a note',
      typed: { ...form.typed, body: 'She came about the council tax.' },
    },
    stale: { who: 'Hana Weiss', when: note.when, body: 'She came about the arrears.' },
  },
  'long names': {
    head,
    notes: [{ ...note, who: 'G. Featherstonehaugh-Cholmondeley' }],
    next: null,
    form: null,
    stale: null,
  },
};
