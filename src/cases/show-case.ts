import { button, type Html, html, type PageContent, summaryList, tag } from '../platform/html/index.ts';

export type Tab = 'overview' | 'people' | 'notes' | 'advice' | 'timeline' | 'working' | 'audit' | 'receiving';

/** What every page of a case begins with. */
export interface CaseHead {
  readonly caseId: string;
  readonly reference: string;
  readonly current: Tab;
  /** False while it is a concern that nobody has opened. */
  readonly isCase: boolean;
  /** Whether somebody is in danger; null is not known, which is not no. */
  readonly danger: boolean | null;
  readonly recorded: string;
  readonly opened: string | null;
  readonly lead: string | null;
  readonly mustNotKnow: readonly string[];
  readonly mayReadAddress: boolean;
  readonly mayReadAudit: boolean;
}

export interface CaseBody {
  readonly heading: string;
  readonly body: Html;
  readonly errors?: Html | false;
}

/** A page of a case: what keeps people safe, the ways to its other pages, and then its own part. */
export const showCase = (head: CaseHead, { heading, body, errors }: CaseBody): PageContent => ({
  title: `${head.isCase ? 'Case' : 'Concern'} ${head.reference}`,
  width: 'wide',
  hasErrors: Boolean(errors),
  backLink: { href: '/work', text: 'Back to my work' },
  body: html`${errors}
<h1 class="govuk-heading-l govuk-!-margin-bottom-3">${head.isCase ? 'Case' : 'Concern'} ${head.reference}</h1>
${showSafety(head)}
${showTabs(head)}
<h2 class="govuk-heading-m">${heading}</h2>
${body}`,
});

const showSafety = (head: CaseHead): Html =>
  summaryList({
    rows: [
      {
        key: { text: 'Safe contact' },
        value: {
          html: html`<strong>Not agreed yet.</strong> Do not ring, write or visit until they have told you how
it is safe.`,
        },
      },
      { key: { text: 'Danger' }, value: { html: showDanger(head.danger) } },
      { key: { text: 'Must not know' }, value: { html: showMustNotKnow(head.mustNotKnow) } },
      head.mayReadAddress && { key: { text: 'Address' }, value: { html: showAddressForm(head.caseId) } },
      {
        key: { text: head.isCase ? 'Lead' : 'With' },
        value: { text: head.lead ?? (head.isCase ? 'Nobody yet' : 'Nobody has taken it up yet') },
      },
      { key: { text: 'Recorded' }, value: { text: [head.recorded, head.opened].filter(Boolean).join('. ') } },
    ],
  });

const showDanger = (danger: boolean | null): Html => {
  if (danger === true)
    return html`${tag({ text: 'In danger', classes: 'govuk-tag--red' })} <a class="govuk-link"
href="tel:999">Call
999</a> if it is now.`;
  return danger === null
    ? html`Not known. That is not a no: ask again when it is safe.`
    : html`Nobody was in danger when it was recorded. That can change within the hour.`;
};

const showMustNotKnow = (names: readonly string[]): Html =>
  names.length === 0
    ? html`Whoever uses abuse, and anybody who may tell them. No name is recorded.`
    : html`${names.join(', ')}, and anybody who may tell them.`;

const showAddressForm = (caseId: string): Html => html`<form method="post" action="/cases/${caseId}/address">
  ${button({ text: 'Show the address', classes: 'govuk-button--secondary govuk-!-margin-bottom-1' })}
  <span class="govuk-hint">That you asked is recorded.</span>
</form>`;

const tabs: readonly { readonly id: Tab; readonly text: string; readonly path: string }[] = [
  { id: 'overview', text: 'Overview', path: '' },
  { id: 'people', text: 'People', path: '/people' },
  { id: 'notes', text: 'Notes', path: '/notes' },
  { id: 'advice', text: 'Advice', path: '/advice' },
  { id: 'timeline', text: 'Timeline', path: '/timeline' },
  { id: 'working', text: 'Who works on it', path: '/working' },
  { id: 'audit', text: 'Who looked', path: '/audit' },
];

const showTabs = ({ caseId, current, mayReadAudit }: CaseHead): Html => html`<nav
  class="rowan-tabs" aria-label="Parts of the case">
  <ul>${tabs
    .filter(({ id }) => id !== 'audit' || mayReadAudit)
    .map(
      ({ id, text, path }) =>
        html`<li><a class="govuk-link" href="/cases/${caseId}${path}"${
          id === current && html` aria-current="page"`
        }>${text}</a></li>`,
    )}</ul>
</nav>`;

/** For the examples of the pages. */
export const exampleHead: CaseHead = {
  caseId: '019ab3c0-0000-7000-8000-000000000002',
  reference: '482113',
  current: 'overview',
  isCase: true,
  danger: null,
  recorded: 'Mo Reid recorded it, 3:40pm on 22 November 2026',
  opened: 'Opened on 23 November 2026',
  lead: 'Hana Weiss',
  mustNotKnow: [],
  mayReadAddress: true,
  mayReadAudit: true,
};
