import type { ClauseText } from '../../pathway/packs/index.ts';
import { type Html, html, type PageContent, tag } from '../../platform/html/index.ts';
import { addressOf, breadcrumbsOf, type Place, showTop } from '../place.ts';
import type { Shelved } from '../shelf.ts';
import { type CarriedOut, findCarriedOut, findDocument, nameDocument } from './carried-out.ts';
import {
  type ClauseFilter,
  type Filter,
  kinds,
  makeFilter,
  origins,
  showFilters,
  states,
} from './filters.ts';

export interface ClausesModel {
  readonly place: Place;
  readonly filters: readonly Filter[];
  readonly all: number;
  readonly clauses: readonly ClauseEntry[];
}

interface ClauseEntry {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly where: string;
  readonly says: string;
  readonly kind: string;
  readonly area: string;
  readonly source: string | null;
  readonly document: string | null;
  readonly carriedOut: CarriedOut;
}

/** Null where a code of the filter is none that there is. */
export function model(
  { place, loaded, book }: Shelved,
  parts: ReadonlyMap<string, string>,
  filter: ClauseFilter,
): ClausesModel | null {
  const find = findCarriedOut(book().chapters, parts);
  const all = loaded.clauses.map((clause) => ({ clause, carriedOut: find(clause) }));
  const areas = [...new Set(loaded.clauses.map(({ area }) => area))].toSorted();
  const nameArea = (area: string) => parts.get(area) ?? startPlain(area);
  const filters = [
    makeFilter('kind', 'Kind', kinds, filter),
    makeFilter('area', 'About', Object.fromEntries(areas.map((area) => [area, nameArea(area)])), filter),
    makeFilter('state', 'Carried out', states, filter),
    makeFilter('from', 'From', origins, filter),
  ];
  const isKnown = filters.every(
    ({ name, options }) => !filter[name] || options.some(({ isChosen }) => isChosen),
  );
  if (!isKnown) return null;
  const wanted = all.filter(
    ({ clause, carriedOut }) =>
      (!filter.kind || clause.kind === filter.kind) &&
      (!filter.area || clause.area === filter.area) &&
      (!filter.state || carriedOut.state === filter.state) &&
      (!filter.from || (clause.source === undefined ? 'council' : 'national') === filter.from),
  );
  return {
    place,
    filters,
    all: all.length,
    clauses: wanted.map(({ clause, carriedOut }) => ({
      ...describeClause(clause, { place, loaded }),
      area: nameArea(clause.area),
      carriedOut,
    })),
  };
}

function describeClause(
  clause: ClauseText,
  { place, loaded }: Pick<Shelved, 'place' | 'loaded'>,
): Omit<ClauseEntry, 'area' | 'carriedOut'> {
  const { id, aliases, where, says, kind, source, lines } = clause;
  const file = findDocument(clause, loaded);
  const line = lines[0] === undefined ? '' : `line-${lines[0]}`;
  return {
    id,
    aliases,
    where,
    says,
    kind: kinds[kind],
    source: source?.title ?? null,
    document: file === null ? null : addressOf(place, 'source', { document: nameDocument(file) }, line),
  };
}

function startPlain(code: string): string {
  const words = code.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const drawPage = ({ place, filters, all, clauses }: ClausesModel): PageContent => ({
  title: 'Register of clauses',
  width: 'wide',
  breadcrumbs: breadcrumbsOf(place, 'Clauses'),
  body: html`${showTop(place, 'clauses', 'Register of clauses')}
<p class="govuk-body-l">Each requirement of the documents, in our own words, and where it is carried out.</p>
${showFilters(place, filters)}
<p class="govuk-body" role="status"><strong>${
    clauses.length === all ? `${all} clauses` : `${clauses.length} of ${all} clauses`
  }</strong></p>
${clauses.length === 0 && html`<p class="govuk-body">There is no such clause. Choose less above.</p>`}
${clauses.map((clause) => showClause(clause, place))}`,
});

export { drawPage as html };

const showClause = (
  clause: ClauseEntry,
  place: Place,
): Html => html`<article class="rowan-entry" id="${clause.id}">
${clause.aliases.map((alias) => html`<span id="${alias}"></span>`)}
<div class="rowan-entry__parts"><div><h2 class="rowan-entry__name">${clause.where}</h2>
<p class="rowan-entry__says">${clause.says}</p>
${
  clause.document !== null &&
  html`<a class="govuk-link" href="${clause.document}">Open it in the document<span
class="govuk-visually-hidden">: ${clause.id}</span></a>`
}</div>
<dl class="rowan-terms">
<div><dt>Carried out</dt><dd>${showCarriedOut(clause.carriedOut, place)}</dd></div>
<div><dt>Kind</dt><dd>${clause.kind}, ${clause.area}</dd></div>
${clause.source !== null && html`<div><dt>Source</dt><dd>${clause.source}</dd></div>`}
<div><dt>Clause</dt><dd><a class="govuk-link" href="#${clause.id}">${clause.id}</a></dd></div>
</dl></div></article>`;

const showCarriedOut = (carriedOut: CarriedOut, place: Place): Html => {
  switch (carriedOut.state) {
    case 'rules':
      return html`<ul class="rowan-plain">${carriedOut.rules.map(
        ({ id, text }) =>
          html`<li><a class="govuk-link" href="${addressOf(place, 'booklet', {}, id)}">${text}</a></li>`,
      )}</ul>`;
    case 'elsewhere':
      return html`<a class="govuk-link" href="${carriedOut.at}">${carriedOut.how}</a>`;
    case 'later':
      return html`${tag({ text: 'Not built yet', classes: 'govuk-tag--grey' })}
${carriedOut.part}: ${carriedOut.how}`;
    case 'nothing-to-do':
      return html`No step follows from it.`;
  }
};

const place: Place = { council: 'anytown', name: 'Anytown Council', version: '2025', isInForce: true };
const entry: ClauseEntry = {
  id: 'anytown-1',
  aliases: ['anytown-1-b'],
  where: 'Section 1, paragraph 3',
  says: 'Everybody who is in danger is told to ring.',
  kind: 'Rule',
  area: 'Safety',
  source: null,
  document: '/policies/anytown/source?document=procedure#line-55',
  carriedOut: { state: 'rules', rules: [{ id: 'rule-danger', text: '1.1 Danger means a call' }] },
};
const typical: ClausesModel = {
  place,
  all: 4,
  filters: [
    makeFilter('kind', 'Kind', kinds, {}),
    makeFilter('state', 'Carried out', states, { state: 'later' }),
  ],
  clauses: [
    entry,
    {
      ...entry,
      id: 'anytown-2',
      aliases: [],
      carriedOut: { state: 'later', part: 'Case notes', how: 'the note asks for it' },
    },
    {
      ...entry,
      id: 'anytown-3',
      aliases: [],
      carriedOut: { state: 'elsewhere', at: '/policies', how: 'the library shows it' },
    },
    {
      ...entry,
      id: 'national-1',
      aliases: [],
      source: 'A national guide (2022)',
      document: null,
      carriedOut: { state: 'nothing-to-do' },
    },
  ],
};

export const examples: Readonly<Record<string, ClausesModel>> = {
  typical,
  empty: { ...typical, clauses: [] },
};
