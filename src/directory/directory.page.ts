import {
  button,
  type Html,
  html,
  input,
  type PageContent,
  select,
  showProblem,
} from '../platform/html/index.ts';
import { describeService, explainNo, type ShownService } from './describe-service.ts';
import { describeSought, type Filter, type FilterName } from './directory.forms.ts';
import type { Now } from './hours.rules.ts';
import { type ListedEntry, type Listing, personLabels } from './listing.ts';
import { matches } from './search.rules.ts';
import { judgeServing, mayBeListed, meetsNeed } from './service.rules.ts';
import { showService } from './show-service.ts';

export { examples } from './directory.examples.ts';

export interface DirectoryModel {
  readonly selects: readonly Select[];
  readonly filter: Filter;
  readonly text: string;
  readonly error: string | null;
  /** Whether anything was chosen or typed. */
  readonly isSought: boolean;
  readonly services: readonly ShownService[];
  /** With `open` chosen: those whose hours nobody knows, and how many are known to be closed. */
  readonly hoursNotKnown: readonly ShownService[];
  readonly closed: number;
  readonly notForThem: readonly {
    readonly id: string;
    readonly label: string;
    readonly why: readonly string[];
  }[];
  /** For whoever keeps the directory: how many entries are reported wrong. */
  readonly openReports: number | null;
}

interface Select {
  readonly name: FilterName;
  readonly label: string;
  readonly all: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

export interface DirectoryNeeds {
  readonly listing: Listing;
  readonly now: Now;
  readonly filter: Filter;
  readonly text?: string | undefined;
  readonly error?: string | undefined;
  readonly openReports?: number | null;
}

export function model(needs: DirectoryNeeds): DirectoryModel {
  const { listing, now, filter, text = '', error, openReports = null } = needs;
  const sought = describeSought(filter, listing);
  const found = listing.entries
    .filter((entry) => mayBeListed(entry, sought) && meetsNeed(entry, sought.need))
    .filter((entry) => text === '' || error !== undefined || matches(listSearched(entry, listing), text))
    .map((entry) => ({ entry, serving: judgeServing(entry, sought, listing.places) }));
  const { person } = sought;
  const isSomebody = filter.person !== '' || filter.age !== '' || filter.gender !== '';
  const offered = found
    .filter(({ serving }) => serving.verdict !== 'no')
    .map(({ entry, serving }) =>
      describeService(entry, listing, now, { person, serving: isSomebody ? serving : undefined }),
    );
  const isOpenAsked = filter.open === 'now';
  return {
    selects: listSelects(listing),
    filter,
    text,
    error: error ?? null,
    isSought: text !== '' || Object.values(filter).some((value) => value !== ''),
    services: isOpenAsked ? offered.filter(({ open }) => open === 'open') : offered,
    hoursNotKnown: isOpenAsked ? offered.filter(({ open }) => open === 'not-known') : [],
    closed: isOpenAsked ? offered.filter(({ open }) => open === 'closed').length : 0,
    notForThem: found
      .filter(({ serving }) => serving.verdict === 'no')
      .map(({ entry, serving }) => ({
        id: entry.id,
        label: entry.label,
        why: explainNo(entry, serving, listing),
      })),
    openReports,
  };
}

function listSearched({ label, means, foundAs, needs, places, phones }: ListedEntry, listing: Listing) {
  const labels = [
    ...listing.needs.filter(({ id }) => needs.includes(id)),
    ...listing.places.filter(({ id }) => places.includes(id)),
  ].map((one) => one.label);
  return { texts: [label, means, ...foundAs, ...labels], numbers: phones.map(({ number }) => number) };
}

function listSelects({ needs, places, age, gender }: Listing): Select[] {
  const read = (list: readonly { id: string; label: string }[]) =>
    list.map(({ id, label }) => ({ value: id, text: label }));
  const people = Object.entries(personLabels).map(([id, label]) => ({ id, label }));
  return [
    { name: 'need', label: 'What for', all: 'Anything', options: read(needs) },
    { name: 'person', label: 'Who would ring', all: 'Not said', options: read(people) },
    { name: 'age', label: 'Age of the person it is for', all: 'Not known', options: read(age?.values ?? []) },
    {
      name: 'gender',
      label: 'Gender of the person it is for',
      all: 'Not known',
      options: read(gender?.values ?? []),
    },
    { name: 'place', label: 'Where', all: 'Anywhere', options: read(places) },
    { name: 'open', label: 'When', all: 'At any time', options: [{ value: 'now', text: 'Open now' }] },
  ];
}

const drawPage = (model: DirectoryModel): PageContent => ({
  title: 'Services',
  width: 'wide',
  hasErrors: model.error !== null,
  body: html`${showProblem('text', model.error)}
<h1 class="govuk-heading-xl">Services</h1>
<p class="govuk-body-l">Who can help, whom each service is for, and how to reach it. If somebody is in
danger now, <a class="govuk-link" href="tel:999"><strong>call 999</strong></a>.</p>
${
  model.openReports !== null &&
  html`<p class="govuk-body"><a class="govuk-link" href="/directory/reports">What colleagues found
wrong</a>: ${countServices(model.openReports).toLowerCase()} to look at.</p>`
}
${showFilters(model)}
${showSearch(model)}
${showFound(model)}`,
});

export { drawPage as html };

const showFilters = ({ selects, filter, isSought }: DirectoryModel): Html =>
  html`<form method="get" action="/directory" class="rowan-filters">
${selects.map(({ name, label, all, options }) =>
  select({
    name,
    id: `filter-${name}`,
    label: { text: label },
    items: [
      { value: '', text: all },
      ...options.map(({ value, text }) => ({ value, text, selected: filter[name] === value })),
    ],
  }),
)}
${button({ text: 'Show services', classes: 'govuk-button--secondary' })}
${isSought && html`<a class="govuk-link" href="/directory">Show everything</a>`}
</form>`;

/** By POST, because what somebody types must stand in no address and in no history. */
const showSearch = ({ filter, text, error }: DirectoryModel): Html =>
  html`<form method="post" action="/directory" class="rowan-filters" role="search" novalidate>
${Object.entries(filter).map(
  ([name, value]) => value !== '' && html`<input type="hidden" name="${name}" value="${value}">`,
)}
${input({
  name: 'text',
  label: { text: 'Or look for a name, a word or a number' },
  classes: 'govuk-input--width-20',
  value: text,
  autocomplete: 'off',
  errorMessage: error === null ? undefined : { text: error },
})}
${button({ text: 'Look for it', classes: 'govuk-button--secondary' })}
</form>`;

const showFound = ({ services, hoursNotKnown, closed, notForThem, text }: DirectoryModel): Html => html`<h2
class="govuk-heading-l">${countServices(services.length)}${text !== '' && html` for “${text}”`}</h2>
${services.length === 0 && html`<p class="govuk-body">Choose less above, or use fewer or other words.</p>`}
${services.map(showService)}
${
  hoursNotKnown.length > 0 &&
  html`<h2 class="govuk-heading-l">Hours not known</h2>
<p class="govuk-body">They may answer now. Nobody has told us when they are there.</p>
${hoursNotKnown.map(showService)}`
}
${closed > 0 && html`<p class="govuk-body">Closed now: ${countServices(closed)}.</p>`}
${notForThem.length > 0 && showNotForThem(notForThem)}`;

const showNotForThem = (services: DirectoryModel['notForThem']): Html => html`<h2
class="govuk-heading-l govuk-!-margin-top-6">Not for this person</h2>
<p class="govuk-body">They help with it as well, and do not serve the person you describe.</p>
<ul class="govuk-list govuk-list--spaced">${services.map(
  ({ id, label, why }) =>
    html`<li><a class="govuk-link" href="/directory/${id}">${label}</a>: ${why.join(' ')}</li>`,
)}</ul>`;

function countServices(count: number): string {
  if (count === 0) return 'No service';
  return count === 1 ? '1 service' : `${count} services`;
}
