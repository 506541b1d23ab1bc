import { describeDay } from '../pathway/book/index.ts';
import { errorSummary, type Html, html, insetText, type PageContent } from '../platform/html/index.ts';
import { describeService, type ShownService } from './describe-service.ts';
import type { Now } from './hours.rules.ts';
import { type Confirming, showConfirming } from './keeping/show-confirming.ts';
import type { ListedEntry, Listing } from './listing.ts';
import { showContact, showTerm, startSentence } from './show-service.ts';

export { examples } from './service.examples.ts';

export interface ServiceModel {
  readonly service: ShownService;
  readonly foundAs: readonly string[];
  readonly needs: readonly string[];
  readonly from: readonly Source[];
  readonly hoursFrom: string | null;
  /** Numbers that a document gives and nobody has confirmed: to be read, not to be rung. */
  readonly unsure: readonly { readonly number: string; readonly label: string | null }[];
  readonly disagreements: readonly (Source & { readonly says: string; readonly question: string | null })[];
  /** Where a wrong number is reported; null for whoever is not signed in. */
  readonly report: string | null;
  /** For whoever keeps the directory. */
  readonly confirming: Confirming | null;
}

interface Source {
  readonly text: string;
  /** Null where the document is not here. */
  readonly href: string | null;
}

type Origin = ListedEntry['from'][number];

/** What the reader may do here, beside reading. */
export type Keeping = Pick<ServiceModel, 'report' | 'confirming'>;

/** One service; whoever is not signed in may read it. */
export function model(
  listing: Listing,
  entry: ListedEntry,
  now: Now,
  keeping: Keeping = { report: null, confirming: null },
): ServiceModel {
  const { hoursFrom } = entry;
  return {
    service: describeService(entry, listing, now),
    foundAs: entry.foundAs,
    needs: listing.needs.filter((need) => entry.needs.includes(need.id)).map(({ label }) => label),
    from: entry.from.map(describeSource),
    hoursFrom:
      hoursFrom === null
        ? null
        : `${hoursFrom.title} (${hoursFrom.publisher}), read on ${describeDay(hoursFrom.read)}`,
    unsure: entry.phones.filter(({ isConfirmed }) => !isConfirmed),
    disagreements: entry.disagreements.map((one) => ({
      ...describeSource(one),
      says: one.says,
      question: one.question,
    })),
    ...keeping,
  };
}

function describeSource({ clause, council, document, where, year }: Origin): Source {
  return {
    text: [`${document} (${year})`, where].filter((part) => part !== null).join(', '),
    href: council === null ? null : `/policies/${council}/clauses#${clause}`,
  };
}

const drawPage = (model: ServiceModel): PageContent => ({
  title: 'Service',
  hasErrors: typeof model.confirming?.error === 'string',
  breadcrumbs: {
    items: [{ text: 'Services', href: '/directory' }, { text: model.service.label }],
  },
  body: html`${model.confirming !== null && showError(model.confirming)}
<h1 class="govuk-heading-xl">${model.service.label}</h1>
<p class="govuk-body-l">${startSentence(model.service.means)}.</p>
${model.service.neverBecause !== null && showNever(model.service.neverBecause)}
${showContact(model.service)}
${
  model.report !== null &&
  html`<p class="govuk-body rowan-screen-only"><a class="govuk-link" href="${model.report}">This number
is wrong</a></p>`
}
${insetText({ text: `${startSentence(model.service.checked)}.` })}
<h2 class="govuk-heading-m">Whom it is for</h2>
<dl class="rowan-terms">
${showTerm('Serves', model.service.serves)}
${showTerm('Who may ring', showList(model.service.people))}
${showTerm('What for', model.needs.join(', '))}
${showTerm('Where', model.service.places.join(', '))}
${model.foundAs.length > 0 && showTerm('Found as', model.foundAs.join(', '))}
</dl>
<h2 class="govuk-heading-m govuk-!-margin-top-6">Where this comes from</h2>
<ul class="govuk-list">${model.from.map((source) => html`<li>${showSource(source)}</li>`)}</ul>
${model.hoursFrom !== null && html`<p class="govuk-body">Opening hours: ${model.hoursFrom}.</p>`}
${(model.disagreements.length > 0 || model.unsure.length > 0) && showDisagreements(model)}
${model.confirming !== null && showConfirming(model.service.id, model.confirming)}`,
});

export { drawPage as html };

const showError = ({ error }: Confirming): Html | false =>
  error !== null &&
  errorSummary({ titleText: 'Not confirmed', errorList: [{ text: error, href: '#asked-day' }] });

const showNever = (why: string): Html =>
  insetText({ text: `Rowan suggests this service to nobody where there is abuse. ${why}` });

const showSource = ({ text, href }: Source): Html =>
  href === null ? html`${text}` : html`<a class="govuk-link" href="${href}">${text}</a>`;

const showList = (items: readonly string[]): Html =>
  html`<ul class="rowan-plain">${items.map((item) => html`<li>${item}</li>`)}</ul>`;

const showDisagreements = ({ unsure, disagreements }: ServiceModel): Html => html`<h2
class="govuk-heading-m" id="disagreements">Where the documents disagree</h2>
<ul class="govuk-list govuk-list--spaced">${disagreements.map(
  ({ says, question, ...source }) =>
    html`<li>${says} ${showSource(source)}${
      question !== null && html`, question ${question} to the council`
    }</li>`,
)}</ul>
${
  unsure.length > 0 &&
  html`<p class="govuk-body">To be confirmed, so do not rely on ${unsure.length === 1 ? 'it' : 'them'}:</p>
<ul class="govuk-list govuk-list--bullet">${unsure.map(
    ({ number, label }) => html`<li>${label !== null && `${label}: `}${number}</li>`,
  )}</ul>`
}`;
