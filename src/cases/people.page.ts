import { type Html, html, type PageContent, summaryList } from '../platform/html/index.ts';
import { type CaseHead, exampleHead, showCase } from './show-case.ts';

export interface PeopleModel {
  readonly head: CaseHead;
  readonly people: readonly {
    readonly part: string;
    readonly name: string;
    /** What is known, each with its heading; the address is never among it. */
    readonly known: readonly { readonly key: string; readonly value: string }[];
  }[];
}

/** As it was read. */
export function model(read: PeopleModel): PeopleModel {
  return read;
}

const drawPage = ({ head, people }: PeopleModel): PageContent =>
  showCase(head, {
    heading: 'People',
    body:
      people.length === 0
        ? html`<p class="govuk-body">Nobody is recorded here yet. A person is recorded by as little as is
known of them.</p>`
        : html`${people.map(showPerson)}`,
  });

const showPerson = ({ part, name, known }: PeopleModel['people'][number]): Html => html`<h3
  class="govuk-heading-s"><span class="govuk-caption-m">${part}</span> ${name}</h3>
${
  known.length === 0
    ? html`<p class="govuk-body">Nothing more is known.</p>`
    : summaryList({ rows: known.map(({ key, value }) => ({ key: { text: key }, value: { text: value } })) })
}`;

export { drawPage as html };

const head: CaseHead = { ...exampleHead, current: 'people' };

export const examples: Readonly<Record<string, PeopleModel>> = {
  typical: {
    head,
    people: [
      {
        part: 'Survivor',
        name: 'The woman in flat 4',
        known: [{ key: 'Needs', value: 'An interpreter for British Sign Language' }],
      },
      { part: 'Using abuse', name: 'Her husband', known: [] },
    ],
  },
  empty: { head, people: [] },
  'long names': {
    head,
    people: [
      {
        part: 'Survivor',
        name: 'Gwenllian Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausen',
        known: [{ key: 'Words for the other person', value: 'My ex, never by name, and never “partner”' }],
      },
    ],
  },
};
