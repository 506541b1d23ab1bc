import { foldNightNumbers, type NightNumber } from '../directory/index.ts';
import { button, details, type Html, html, insetText, type PageContent } from '../platform/html/index.ts';
import type { Safety } from './safety/describe-safety.ts';
import { showSafety, showStrip } from './safety/show-safety.ts';

export type Tab =
  | 'contact'
  | 'closing'
  | 'overview'
  | 'people'
  | 'notes'
  | 'advice'
  | 'timeline'
  | 'working'
  | 'audit'
  | 'receiving';

/** What every page of a case begins with. */
export interface CaseHead {
  readonly caseId: string;
  readonly reference: string;
  readonly current: Tab;
  /** False while it is a concern that nobody has opened. */
  readonly isCase: boolean;
  readonly isClosed: boolean;
  readonly safety: Safety;
  /** Whom to ring while the office is closed; null while it is open. */
  readonly nightNumbers: readonly NightNumber[] | null;
  readonly recorded: string;
  readonly opened: string | null;
  readonly lead: string | null;
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
${showClosed(head)}
${head.nightNumbers && foldNightNumbers(head.nightNumbers)}
${showStrip(head.safety)}
${showInFull(head)}
${showWho(head)}
${showTabs(head)}
<h2 class="govuk-heading-m">${heading}</h2>
${body}`,
});

/** In sight where the case is opened; on its other pages what one came for is, and this a tap away. */
const showInFull = ({ safety, caseId, mayReadAddress, current }: CaseHead): Html => {
  const full = showSafety(safety, caseId, mayReadAddress);
  return current === 'overview'
    ? full
    : details({ summaryText: 'What keeps them safe, in full', html: full });
};

/** Whoever sees it may open it again: what they are told next must not be lost. */
const showClosed = ({ caseId, isClosed }: CaseHead): Html | false =>
  isClosed &&
  insetText({
    html: html`<p class="govuk-body"><strong>This case is closed.</strong> Notes and safe contact
can still be written. Before new facts or people are added it is opened again, so that somebody looks at
what they ask for.</p>
${button({ text: 'Open it again', href: `/cases/${caseId}/closure`, classes: 'govuk-button--secondary' })}`,
  });

const showWho = (head: CaseHead): Html =>
  html`<p class="govuk-body"><strong>${head.isCase ? 'Lead' : 'With'}:</strong> ${
    head.lead ?? (head.isCase ? 'nobody yet' : 'nobody has taken it up yet')
  }.
${[head.recorded, head.opened].filter(Boolean).join('. ')}.</p>`;

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
  isClosed: false,
  safety: {
    contact: { kind: 'none' },
    danger: { isSo: null, said: 'today, 3:40pm' },
    risk: { kind: 'none' },
    flags: [],
    mustNotKnow: [],
    words: { forSelf: null, forOther: null },
  },
  nightNumbers: null,
  recorded: 'Mo Reid recorded it, 3:40pm on 22 November 2026',
  opened: 'Opened on 23 November 2026',
  lead: 'Hana Weiss',
  mayReadAddress: true,
  mayReadAudit: true,
};
