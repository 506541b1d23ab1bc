import { type ShownNote, showNotes } from '../../notes/index.ts';
import { type Html, html, insetText, type PageContent } from '../../platform/html/index.ts';
import { type Group, showGroups } from '../../work/index.ts';
import type { NamedPerson } from '../people/describe-person.ts';
import { showNames } from '../people/show-names.ts';
import type { Safety } from '../safety/describe-safety.ts';
import { showSafetyOnPaper } from '../safety/show-safety.ts';
import { exampleHead } from '../show-case.ts';
import { type Events, showEvents } from '../timeline/show-events.ts';

export interface CasePaperModel {
  readonly backHref: string;
  /** "Case 482113". */
  readonly title: string;
  /** Who put it on paper and when, for whoever finds it. */
  readonly printed: string;
  readonly safety: Safety;
  readonly people: readonly NamedPerson[];
  readonly situation: string;
  readonly owed: readonly Group[];
  readonly notes: readonly ShownNote[];
  /** There are older notes, which are not on it. */
  readonly areNotesCut: boolean;
  readonly timeline: Events;
}

/** As it was read. */
export function model(read: CasePaperModel): CasePaperModel {
  return read;
}

/** For a meeting: no address and no way to reach anybody, for paper is left on desks and in cars. */
const drawPage = (paper: CasePaperModel): PageContent => ({
  title: `${paper.title} on paper`,
  width: 'wide',
  backLink: { href: paper.backHref, text: 'Back to the case' },
  body: html`<h1 class="govuk-heading-l">${paper.title}</h1>
<p class="govuk-body rowan-screen-only">Print this page with your browser. That you put the case on paper is
recorded.</p>
${insetText({
  html: html`<p class="govuk-body"><strong>${paper.printed}.</strong> Keep it with you, show it only to those
who need it, and shred it afterwards. Found it? Hand it to the council unread: somebody’s safety depends on
it.</p>
<p class="govuk-body">Addresses and ways to get in touch are not on it. Notes stand as they were
written.</p>`,
})}
<h2 class="govuk-heading-m">What keeps them safe</h2>
${showSafetyOnPaper(paper.safety)}
<h2 class="govuk-heading-m">Who it is about</h2>
${showNames(paper.people)}
<p class="govuk-body">${paper.situation}</p>
${paper.owed.length === 0 ? nothingOwed : showGroups(paper.owed)}
<h2 class="govuk-heading-m">Notes</h2>
${paper.notes.length === 0 ? nothingWritten : showNotes(paper.notes)}
${paper.areNotesCut && html`<p class="govuk-body">There are older notes, which are not on this paper.</p>`}
<h2 class="govuk-heading-m">Timeline</h2>
${showEvents(paper.timeline)}`,
});

const nothingOwed: Html = html`<h2 class="govuk-heading-m">What is owed</h2>
<p class="govuk-body">Nothing was owed when this was printed.</p>`;
const nothingWritten: Html = html`<p class="govuk-body">No note had been written.</p>`;

export { drawPage as html };

const typical: CasePaperModel = {
  backHref: `/cases/${exampleHead.caseId}`,
  title: 'Case 482113',
  printed: 'Printed by Hana Weiss, 3:40pm on 23 November 2026',
  safety: {
    ...exampleHead.safety,
    contact: {
      kind: 'agreed',
      routes: ['A text message, 07700 900123'],
      blocked: [],
      words: '',
      when: 'today',
    },
    flags: ['It is not safe to talk now (said today)'],
  },
  people: [
    { part: 'Survivor', name: 'The woman in flat 4', needs: 'An interpreter for British Sign Language' },
    { part: 'Using abuse', name: 'Her husband', needs: null },
  ],
  situation: 'They told me about abuse. Team: Housing.',
  owed: [
    {
      heading: 'Due today',
      isLate: false,
      rows: [
        {
          href: '/tasks/1',
          caseHref: null,
          label: 'MARAC referral',
          when: 'Due today',
          whose: 'Hana Weiss',
          isInDanger: false,
        },
      ],
    },
  ],
  notes: [
    {
      noteId: '019ab3c0-0000-7000-8000-000000000007',
      who: 'Mo Reid',
      when: '3:40pm on 22 November 2026',
      body: 'She came to the desk about the rent.',
      prompts: { pregnancy: 'not-asked' },
      corrects: null,
      isCorrected: false,
      correctHref: null,
    },
  ],
  areNotesCut: false,
  timeline: {
    events: [{ when: '3:40pm on 22 November 2026', says: 'Mo Reid recorded the concern' }],
    isCut: false,
  },
};

export const examples: Readonly<Record<string, CasePaperModel>> = {
  typical,
  empty: { ...typical, people: [], owed: [], notes: [] },
  'long names': {
    ...typical,
    printed: 'Printed by Gwenllian Featherstonehaugh-Cholmondeley, 3:40pm on 23 November 2026',
    areNotesCut: true,
    timeline: { ...typical.timeline, isCut: true },
  },
};
