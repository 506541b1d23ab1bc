import { type Html, html, showAttribute } from '../platform/html/index.ts';

/** One version of one council's policy, as addresses and headings name it. */
export interface Place {
  readonly council: string;
  readonly name: string;
  readonly version: string;
  /** The version in force has the short addresses; every other says its version. */
  readonly isInForce: boolean;
}

const pages = {
  booklet: { path: '', text: 'Booklet' },
  chart: { path: '/chart', text: 'Chart' },
  clauses: { path: '/clauses', text: 'Clauses' },
  source: { path: '/source', text: 'Document' },
  questions: { path: '/questions', text: 'Questions' },
  proofs: { path: '/proofs', text: 'Proofs' },
} as const;

export type PageName = keyof typeof pages;

/** Coded words only: an address never holds what somebody typed. */
export function addressOf(
  { council, version, isInForce }: Place,
  page: PageName,
  query: Readonly<Record<string, string>> = {},
  anchor = '',
): string {
  const said = new URLSearchParams(isInForce ? query : { version, ...query }).toString();
  const path = `/policies/${encodeURIComponent(council)}${pages[page].path}`;
  return `${path}${said === '' ? '' : `?${said}`}${anchor === '' ? '' : `#${anchor}`}`;
}

/** The title of a page about one policy, the way to its other pages, and what to know of this version. */
export const showTop = (
  place: Place,
  current: PageName,
  title: string,
): Html => html`<h1 class="govuk-heading-xl">
<span class="govuk-caption-xl">${place.name}</span> ${title}</h1>
${
  !place.isInForce &&
  html`<p class="govuk-inset-text">This is version ${place.version}, which is not in force today.
<a class="govuk-link" href="${addressOf({ ...place, isInForce: true }, current)}">Go to the version in
force</a></p>`
}
<nav aria-label="This policy"><ul class="rowan-siblings">${Object.entries(pages).map(([name, { text }]) => {
  const isCurrent = showAttribute('aria-current', name === current && 'page');
  return html`<li><a href="${addressOf(place, name as PageName)}"${isCurrent}>${text}</a></li>`;
})}</ul></nav>`;

export const breadcrumbsOf = (place: Place, current: string) => ({
  items: [
    { text: 'Policy library', href: '/policies' },
    ...(current === '' ? [] : [{ text: place.name, href: addressOf(place, 'booklet') }]),
    { text: current === '' ? place.name : current },
  ],
});
