import {
  button,
  details,
  type Html,
  html,
  type PageContent,
  summaryList,
} from '../../platform/html/index.ts';
import { type CaseHead, exampleHead, exampleOwnOnly, showCase } from '../show-case.ts';
import { showNames } from './show-names.ts';

interface Line {
  readonly key: string;
  readonly value: string;
}

export interface PeopleModel {
  readonly head: CaseHead;
  readonly mayAdd: boolean;
  readonly mayChange: boolean;
  readonly mayRemove: boolean;
  /** Changing people is for those who work on the case; what the reader hears of them is a note. */
  readonly tellsByNote: boolean;
  readonly people: readonly {
    readonly personId: string;
    readonly part: string;
    readonly name: string;
    /** What is known, each with its heading, the address never among it; null where they cannot be shown. */
    readonly known: readonly Line[] | null;
  }[];
  /** Those who were taken out, and can be put back. */
  readonly removed: readonly { readonly personId: string; readonly name: string }[];
}

/** As it was read. */
export function model(read: PeopleModel): PeopleModel {
  return read;
}

const drawPage = ({ head, people, removed, mayAdd, ...may }: PeopleModel): PageContent => {
  const here = `/cases/${head.caseId}/people`;
  return showCase(head, {
    heading: 'People',
    body: html`${
      people.length === 0
        ? showNames([], head.seesOwnOnly)
        : people.map((person) => showPerson(person, { head, here, ...may }))
    }
${may.tellsByNote && showNoteInstead(head.caseId)}
${mayAdd && button({ text: 'Add a person', href: `${here}/new` })}
${
  removed.length > 0 &&
  details({
    summaryText: 'Taken out of this case',
    html: html`<ul class="govuk-list">${removed.map((person) => showRemoved(person, here))}</ul>`,
  })
}`,
  });
};

interface Offered extends Pick<PeopleModel, 'head' | 'mayChange' | 'mayRemove'> {
  readonly here: string;
}

const showPerson = (person: PeopleModel['people'][number], offered: Offered): Html => html`<h3
  class="govuk-heading-s"><span class="govuk-caption-m">${person.part}</span> ${person.name}</h3>
${person.known === null ? showHidden(offered) : showKnown({ ...person, known: person.known }, offered)}`;

const showHidden = ({ head }: Offered): Html =>
  head.seesOwnOnly
    ? html`<p class="govuk-body">You wrote them down, and others have written more of them since. It is not
shown to you.</p>`
    : html`<p class="govuk-body">More may be known of them than this case tells you. Ask your manager
what you need to know before you act.</p>`;

const showKnown = (
  {
    personId,
    name,
    known,
  }: Omit<PeopleModel['people'][number], 'known'> & { readonly known: readonly Line[] },
  { here, mayChange, mayRemove }: Offered,
): Html => html`${
  known.length === 0
    ? html`<p class="govuk-body">Nothing more is known.</p>`
    : summaryList({ rows: known.map(({ key, value }) => ({ key: { text: key }, value: { text: value } })) })
}
${
  mayChange &&
  html`<p class="govuk-body"><a class="govuk-link" href="${here}/${personId}">Change what is known<span
class="govuk-visually-hidden"> of ${name}</span></a></p>`
}
${
  mayRemove &&
  details({
    summaryText: `Added by mistake? Take ${name} out`,
    html: html`<form method="post" action="${here}/${personId}/removal">
  <p class="govuk-body">They leave this case. What is known of them is kept, and they can be put back.</p>
  ${button({
    html: html`Take out<span class="govuk-visually-hidden"> ${name}</span>`,
    classes: 'govuk-button--secondary',
    preventDoubleClick: true,
  })}
</form>`,
  })
}`;

const showNoteInstead = (caseId: string): Html => html`<p class="govuk-body">Those who work on the case
keep what is known of people. What you hear of somebody, <a class="govuk-link"
href="/cases/${caseId}/notes/new">write in a note</a>: it is read with the case.</p>`;

const showRemoved = ({ personId, name }: PeopleModel['removed'][number], here: string): Html => html`<li>
  <form method="post" action="${here}/${personId}/return">${name} ${button({
    html: html`Put back<span class="govuk-visually-hidden"> ${name}</span>`,
    classes: 'govuk-button--secondary govuk-!-margin-bottom-1',
    preventDoubleClick: true,
  })}</form></li>`;

export { drawPage as html };

const head: CaseHead = { ...exampleHead, current: 'people' };
const start: PeopleModel = {
  head,
  people: [],
  removed: [],
  mayAdd: true,
  mayChange: true,
  mayRemove: true,
  tellsByNote: false,
};

const recorder: PeopleModel = {
  ...start,
  head: { ...exampleOwnOnly, current: 'people' },
  mayChange: false,
  mayRemove: false,
  tellsByNote: true,
};

export const examples: Readonly<Record<string, PeopleModel>> = {
  typical: {
    ...start,
    removed: [{ personId: '3', name: 'A neighbour' }],
    people: [
      {
        personId: '1',
        part: 'Survivor',
        name: 'The woman in flat 4',
        known: [{ key: 'Needs', value: 'An interpreter for British Sign Language' }],
      },
      { personId: '2', part: 'Using abuse', name: 'Her husband', known: [] },
    ],
  },
  empty: start,
  'read-only': { ...start, mayAdd: false, mayChange: false, mayRemove: false },
  'recorder, of nobody': { ...recorder, people: [] },
  recorder: {
    ...recorder,
    people: [
      { personId: '1', part: 'Survivor', name: 'Somebody who cannot be shown to you', known: null },
      { personId: '2', part: 'Using abuse', name: 'Her husband', known: [] },
    ],
  },
  'somebody hidden': {
    ...start,
    people: [
      { personId: '1', part: 'Survivor', name: 'The woman in flat 4', known: [] },
      { personId: '2', part: 'Using abuse', name: 'Somebody who cannot be shown to you', known: null },
    ],
  },
  'long names': {
    ...start,
    people: [
      {
        personId: '1',
        part: 'Survivor',
        name: 'Gwenllian Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausen',
        known: [{ key: 'Words for the other person', value: 'My ex, never by name, and never “partner”' }],
      },
    ],
  },
};
