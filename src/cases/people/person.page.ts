import { type Candidate, showPersonFields } from '../../people/index.ts';
import {
  button,
  type FieldError,
  findError,
  first,
  type Html,
  html,
  insetText,
  type PageContent,
  radios,
  showProblems,
  type Typed,
} from '../../platform/html/index.ts';
import { exampleKeeping, type Keeping, showKeptForm } from '../keeping/show-kept.ts';
import { type CaseHead, exampleHead, exampleOwnOnly, showCase } from '../show-case.ts';

export interface PersonModel {
  readonly head: CaseHead;
  readonly keeping: Keeping;
  /**
   * Null for somebody who is added; otherwise who is changed, and the version that the form was made from.
   */
  readonly known: { readonly name: string; readonly version: number } | null;
  /** The viewer changes nobody: what they had begun to write is kept as a note. */
  readonly isTelling: boolean;
  /** Where the form goes. */
  readonly action: string;
  /** The id that a new person is to have: a form that is sent twice makes one. */
  readonly personId: string;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly candidates: readonly Candidate[];
  /** What a colleague saved meanwhile. */
  readonly stale: readonly { readonly key: string; readonly value: string }[] | null;
}

/** As it was read. */
export function model(read: PersonModel): PersonModel {
  return read;
}

const drawPage = (person: PersonModel): PageContent => {
  const { head, keeping, known, isTelling, typed, errors, candidates, stale } = person;
  return showCase(head, {
    heading: nameHeading(person),
    errors: showProblems(errors),
    body: html`${stale && showStale(stale)}
${isTelling && insetText({ text: keptAsNote })}
<p class="govuk-body">As little as “the woman in flat 4” is enough. Leave empty what you do not know.</p>
${showKeptForm(
  keeping,
  person.action,
  html`${
    known === null
      ? html`<input type="hidden" name="newcomer" value="${person.personId}">
${showPart(typed, errors)}`
      : html`<input type="hidden" name="version" value="${known.version}">`
  }
  ${showPersonFields({
    typed,
    errors,
    candidates,
    withWishes: true,
    isKnown: known !== null,
  })}
  <div class="govuk-button-group">
    ${button({ text: nameSaving(person), preventDoubleClick: true })}
    <a class="govuk-link" href="/cases/${head.caseId}/people">${
      known === null ? 'Add nobody' : 'Leave it as it is'
    }</a>
  </div>`,
)}`,
  });
};

const nameHeading = ({ known, isTelling }: PersonModel): string => {
  if (known === null) return 'Add a person';
  return isTelling ? `Tell what you heard of ${known.name}` : `Change what is known of ${known.name}`;
};

const nameSaving = ({ known, isTelling }: PersonModel): string => {
  if (known === null) return 'Add them';
  return isTelling ? 'Save as a note' : 'Save';
};

const showPart = (typed: Typed, errors: readonly FieldError[]): Html =>
  radios({
    name: 'part',
    fieldset: { legend: { text: 'Who are they here?', classes: 'govuk-fieldset__legend--m' } },
    value: first(typed, 'part'),
    errorMessage: findError(errors, 'part'),
    items: [
      { value: 'survivor', text: 'The person who may be experiencing abuse' },
      { value: 'child', text: 'A child' },
      { value: 'perpetrator', text: 'The person who uses abuse, or may do' },
      { value: 'other', text: 'Somebody else, such as a neighbour who rang' },
    ],
  });

const keptAsNote =
  'Those who work on the case keep what is known of people. What you save here is a note, which they read.';

const showStale = (theirs: NonNullable<PersonModel['stale']>): Html =>
  insetText({
    html: html`<p class="govuk-body"><strong>Not saved: a colleague changed this while you wrote.</strong></p>
<p class="govuk-body">Saved here now:</p>
<ul class="govuk-list">${theirs.map(({ key, value }) => html`<li>${key}: ${value}</li>`)}</ul>
<p class="govuk-body">What you typed still stands below. If it is right, press Save again.</p>`,
  });

export { drawPage as html };

const empty: PersonModel = {
  head: { ...exampleHead, current: 'people' },
  keeping: { ...exampleKeeping, place: '/people/new' },
  known: null,
  isTelling: false,
  action: '/cases/1/people',
  personId: '019ab3c0-0000-7000-8000-000000000009',
  typed: {},
  errors: [],
  candidates: [],
  stale: null,
};
const changed: PersonModel = {
  ...empty,
  known: { name: 'The woman in flat 4', version: 2 },
  typed: { description: ['The woman in flat 4'], interpreter: ['British Sign Language'] },
};

export const examples: Readonly<Record<string, PersonModel>> = {
  empty,
  typical: changed,
  candidates: {
    ...empty,
    typed: { part: ['child'], name: ['Sam'] },
    candidates: [{ personId: '019ab3c0-0000-7000-8000-000000000010', called: 'Sam', why: 'the same name' }],
  },
  error: { ...empty, errors: [{ field: 'part', text: 'Choose who they are here' }] },
  telling: { ...changed, isTelling: true, head: { ...exampleOwnOnly, current: 'people' } },
  stale: { ...changed, stale: [{ key: 'How they were described', value: 'The woman in flat 6' }] },
  'long names': {
    ...changed,
    known: { name: 'Gwenllian Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausen', version: 2 },
  },
};
