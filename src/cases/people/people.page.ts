import {
  button,
  details,
  type Html,
  html,
  type PageContent,
  summaryList,
} from '../../platform/html/index.ts';
import { type CaseHead, exampleHead, showCase } from '../show-case.ts';

interface Line {
  readonly key: string;
  readonly value: string;
}

export interface PeopleModel {
  readonly head: CaseHead;
  readonly mayAdd: boolean;
  readonly mayRemove: boolean;
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

const drawPage = ({ head, people, removed, mayAdd, mayRemove }: PeopleModel): PageContent => {
  const here = `/cases/${head.caseId}/people`;
  return showCase(head, {
    heading: 'People',
    body: html`${
      people.length === 0
        ? html`<p class="govuk-body">Nobody is recorded here yet. A person is recorded by as little as is
known of them.</p>`
        : people.map((person) => showPerson(person, { here, mayAdd, mayRemove }))
    }
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

interface Offered extends Pick<PeopleModel, 'mayAdd' | 'mayRemove'> {
  readonly here: string;
}

const showPerson = (person: PeopleModel['people'][number], offered: Offered): Html => html`<h3
  class="govuk-heading-s"><span class="govuk-caption-m">${person.part}</span> ${person.name}</h3>
${person.known === null ? hidden : showKnown({ ...person, known: person.known }, offered)}`;

const hidden = html`<p class="govuk-body">More may be known of them than this case tells you. Ask your manager
what you need to know before you act.</p>`;

const showKnown = (
  {
    personId,
    name,
    known,
  }: Omit<PeopleModel['people'][number], 'known'> & { readonly known: readonly Line[] },
  { here, mayAdd, mayRemove }: Offered,
): Html => html`${
  known.length === 0
    ? html`<p class="govuk-body">Nothing more is known.</p>`
    : summaryList({ rows: known.map(({ key, value }) => ({ key: { text: key }, value: { text: value } })) })
}
${
  mayAdd &&
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

const showRemoved = ({ personId, name }: PeopleModel['removed'][number], here: string): Html => html`<li>
  <form method="post" action="${here}/${personId}/return">${name} ${button({
    html: html`Put back<span class="govuk-visually-hidden"> ${name}</span>`,
    classes: 'govuk-button--secondary govuk-!-margin-bottom-1',
    preventDoubleClick: true,
  })}</form></li>`;

export { drawPage as html };

const head: CaseHead = { ...exampleHead, current: 'people' };
const start: PeopleModel = { head, people: [], removed: [], mayAdd: true, mayRemove: true };

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
  'somebody hidden': {
    ...start,
    people: [
      { personId: '1', part: 'Survivor', name: 'The woman in flat 4', known: [] },
      { personId: '2', part: 'Using abuse', name: 'Somebody who cannot be shown to you', known: null },
    ],
  },
  'read-only': { ...start, mayAdd: false, mayRemove: false },
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
