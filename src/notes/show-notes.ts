import { button, details, type Html, html, radios, textarea } from '../platform/html/index.ts';
import type { TypedNote } from './note.forms.ts';
import { answers, answerWords, listPrompts, type Prompt, type Prompts, sayPrompts } from './prompts.rules.ts';

/** A note as a page shows it. */
export interface ShownNote {
  readonly noteId: string;
  readonly who: string;
  readonly when: string;
  readonly body: string;
  readonly prompts: Prompts;
  /** When the note that it corrects was written. */
  readonly corrects: string | null;
  /** Whether a later note corrects it. */
  readonly isCorrected: boolean;
  /** Null where it is somebody else's to correct. */
  readonly correctHref: string | null;
}

/** Notes in full, newest first; one that was corrected is folded, and stays. */
export const showNotes = (notes: readonly ShownNote[]): Html => html`${notes.map(showNote)}`;

const showNote = (note: ShownNote): Html => html`<article class="govuk-!-margin-bottom-6">
  <h3 class="govuk-heading-s govuk-!-margin-bottom-1">${note.who}, ${note.when}</h3>
  ${note.corrects && html`<p class="govuk-hint">This corrects the note of ${note.corrects}.</p>`}
  ${
    note.isCorrected
      ? details({ summaryText: 'A later note corrects this one: show it as it was', html: showBody(note) })
      : html`${showBody(note)}${
          note.correctHref !== null &&
          html`<p class="govuk-body">
  <a class="govuk-link" href="${note.correctHref}">Correct<span
    class="govuk-visually-hidden"> the note of ${note.when}</span></a></p>`
        }`
  }
</article>`;

const showBody = ({ body, prompts: given }: ShownNote): Html => html`${body
  .split(/\n+/)
  .map((line) => html`<p class="govuk-body">${line}</p>`)}
${showMarked('Not known', listPrompts(given, 'not-known'))}
${showMarked('Not asked', listPrompts(given, 'not-asked'))}`;

const showMarked = (heading: string, asks: readonly string[]): Html | false =>
  asks.length > 0 && html`<p class="govuk-hint"><strong>${heading}:</strong> ${asks.join('; ')}</p>`;

export interface NoteForm {
  readonly typed: TypedNote;
  readonly error: string | null;
  readonly label: string;
  /** What the survivor calls the other person, where that is known. */
  readonly otherPerson: string | null;
}

/** The fields of a new note or a correction, with what a good note says to be marked. */
export const showNoteFields = ({ typed, error, label, otherPerson }: NoteForm): Html => html`${Object.entries(
  {
    note: typed.noteId,
    corrects: typed.corrects,
    seen: typed.seen,
  },
).map(([name, value]) => value && html`<input type="hidden" name="${name}" value="${value}">`)}
  ${textarea({
    name: 'body',
    label: { text: label, classes: 'govuk-label--m' },
    hint: {
      text: 'What was said and done, with dates and places, in their own words. Keep what you think apart.',
    },
    rows: 10,
    value: typed.body,
    errorMessage: error === null ? undefined : { text: error },
  })}
  ${details({
    summaryText: 'What a good note says',
    open: Object.keys(typed.prompts).length > 0,
    html: html`<p class="govuk-body">Mark what your note says.
What you did not ask is not a no: mark it as not asked.</p>
  ${sayPrompts(otherPerson).map((prompt) => showPrompt(prompt, typed.prompts))}`,
  })}
  ${button({ text: 'Save the note', preventDoubleClick: true })}`;

const showPrompt = ({ id, asks }: Prompt, given: Prompts): Html =>
  radios({
    name: `prompt-${id}`,
    classes: 'govuk-radios--inline govuk-radios--small',
    fieldset: { legend: { text: asks } },
    value: given[id],
    items: answers.map((value) => ({ value, text: answerWords[value] })),
  });
