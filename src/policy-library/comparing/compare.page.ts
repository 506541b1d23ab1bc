import { type DifferencesInWords, describeDifferences, startLarge } from '../../pathway/book/index.ts';
import type { PolicyDiff } from '../../pathway/proofs/index.ts';
import { button, type Html, html, insetText, type PageContent, select } from '../../platform/html/index.ts';
import type { Shelf } from '../shelf.ts';

export interface CompareModel {
  readonly councils: readonly { readonly council: string; readonly name: string }[];
  readonly one: string;
  readonly other: string;
  readonly names: readonly [string, string];
  /** Null while the solver is still at it. */
  readonly differences: DifferencesInWords | null;
}

/** What the reader asked for: two councils by their names in addresses. */
export interface CompareQuery {
  readonly one?: string | undefined;
  readonly other?: string | undefined;
}

export type FindDiff = (one: string, other: string) => PolicyDiff | undefined;

/** Null where one of the councils is not there, or both are the same. */
export function model(shelf: Shelf, asked: CompareQuery, findDiff: FindDiff): CompareModel | null {
  const [first, second] = shelf.inForce;
  const one = asked.one === undefined ? first : shelf.find(asked.one, undefined);
  const other = asked.other === undefined ? second : shelf.find(asked.other, undefined);
  if (one === undefined || other === undefined || one.loaded === other.loaded) return null;
  const diff = findDiff(one.loaded.contentHash, other.loaded.contentHash);
  return {
    councils: shelf.inForce.map(({ place: { council, name } }) => ({ council, name })),
    one: one.place.council,
    other: other.place.council,
    names: [one.place.name, other.place.name],
    differences: diff === undefined ? null : describeDifferences(diff, one.loaded, other.loaded),
  };
}

const drawPage = (model: CompareModel): PageContent => ({
  title: 'Compare two policies',
  width: 'wide',
  breadcrumbs: { items: [{ text: 'Policy library', href: '/policies' }, { text: 'Compare' }] },
  body: html`<h1 class="govuk-heading-xl">Compare two policies</h1>
<p class="govuk-body-l">${model.names[0]} and ${model.names[1]}: what they advise differently, each in
the plainest situation that shows it.</p>
${model.councils.length > 2 && showChoice(model)}
${
  model.differences === null
    ? insetText({ text: 'The two are being compared now. Load this page again in a minute.' })
    : showDifferences(model.differences, model.names)
}`,
});

export { drawPage as html };

const showChoice = ({ councils, one, other }: CompareModel): Html => {
  const choose = (name: string, label: string, chosen: string) =>
    select({
      name,
      id: name,
      label: { text: label },
      items: councils.map(({ council, name: text }) => ({
        value: council,
        text,
        selected: council === chosen,
      })),
    });
  return html`<form method="get" action="/policies/compare" class="rowan-filters">
${choose('one', 'One council', one)} ${choose('other', 'Another council', other)}
${button({ text: 'Compare', classes: 'govuk-button--secondary' })}
</form>`;
};

const showDifferences = (differences: DifferencesInWords, names: CompareModel['names']): Html => {
  const { groups, same, onlyA, onlyB } = differences;
  const count = groups.reduce((sum, group) => sum + group.differences.length, 0);
  return html`<p class="govuk-body"><strong>${count} differ, and ${same.length} are the same.</strong>
Found and proved by a solver over every situation that both can describe.</p>
${groups.map(
  (group) => html`<section class="rowan-chapter"><h2 class="govuk-heading-l">${group.title}</h2>
${group.differences.map((difference) => showDifference(difference, names))}</section>`,
)}
<section class="rowan-chapter"><h2 class="govuk-heading-l">The same in every situation</h2>
${showList(same)}</section>
${showOnly(onlyA, names[0])}${showOnly(onlyB, names[1])}`;
};

const showDifference = (
  { title, showings }: DifferencesInWords['groups'][number]['differences'][number],
  [one, other]: CompareModel['names'],
): Html => html`<article class="rowan-entry"><h3 class="rowan-entry__name">${title}</h3>
<table class="rowan-examples" role="table">
<caption class="govuk-visually-hidden">${title}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">What is known</th>
<th scope="col" role="columnheader">${one}</th><th scope="col" role="columnheader">${other}</th></tr></thead>
<tbody role="rowgroup">${showings.map(
  ({ facts, a, b }) => html`<tr role="row">
<td role="cell">${facts.length === 0 ? 'Nothing yet' : startLarge(facts.join('; '))}</td>
<td role="cell"><span class="rowan-cell-name">${one}: </span>${a}</td>
<td role="cell"><span class="rowan-cell-name">${other}: </span>${b}</td></tr>`,
)}</tbody></table></article>`;

const showList = (list: readonly string[]): Html =>
  list.length === 0
    ? html`<p class="govuk-body">Nothing.</p>`
    : html`<ul class="rowan-columns govuk-body">${list.map((one) => html`<li>${one}</li>`)}</ul>`;

const showOnly = (questions: readonly string[], name: string): Html =>
  questions.length === 0
    ? html``
    : html`<section class="rowan-chapter"><h2 class="govuk-heading-l">Only ${name} asks</h2>
${showList(questions)}</section>`;

const typical: CompareModel = {
  councils: [
    { council: 'anytown', name: 'Anytown Council' },
    { council: 'elsewhere', name: 'Elsewhere Borough Council' },
  ],
  one: 'anytown',
  other: 'elsewhere',
  names: ['Anytown Council', 'Elsewhere Borough Council'],
  differences: {
    groups: [
      {
        title: 'Safety now',
        differences: [
          {
            title: 'Ring for help',
            showings: [
              { facts: ['somebody is in danger now'], a: 'Must · Staff member · now', b: 'Not advised' },
              {
                facts: [],
                a: 'Cannot tell yet. Find out: Is anybody in danger right now?',
                b: 'Not advised',
              },
            ],
          },
        ],
      },
    ],
    same: ['Find a safe place to talk'],
    onlyA: [],
    onlyB: ['Are they afraid for a pet or another animal?'],
  },
};

export const examples: Readonly<Record<string, CompareModel>> = {
  typical,
  empty: { ...typical, differences: { groups: [], same: [], onlyA: [], onlyB: [] } },
  'not ready': { ...typical, differences: null },
  'three councils': {
    ...typical,
    councils: [...typical.councils, { council: 'third', name: 'Upper and Lower Netherby-under-Wychwood' }],
  },
};
