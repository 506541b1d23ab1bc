import { type Html, html, tag } from '../platform/html/index.ts';
import type { Group, Row } from './work-list.rules.ts';

/** What may be done with a row where it stands. */
type ShowBeside = (row: Row) => Html | false;

/** Groups of tasks as lists whose rows read as sentences. */
export const showGroups = (groups: readonly Group[], showBeside: ShowBeside = () => false): Html =>
  html`${groups.map((group) => showGroup(group, showBeside))}`;

const showGroup = (
  { heading, isLate, rows }: Group,
  showBeside: ShowBeside,
): Html => html`<h2 class="govuk-heading-m">${heading}
<span class="govuk-body govuk-!-font-weight-regular">${countRows(rows.length)}</span></h2>
<ul class="govuk-list">${rows.map((row) => showRow(row, isLate, showBeside))}</ul>`;

const showRow = (row: Row, isLate: boolean, showBeside: ShowBeside): Html => html`<li
  class="govuk-!-margin-bottom-4"><a class="govuk-link" href="${row.href}">${row.label}</a>
  ${row.isInDanger && tag({ text: 'In danger', classes: 'govuk-tag--red' })}
  ${isLate && tag({ text: 'Late', classes: 'govuk-tag--yellow' })}
  <br>${row.when} · ${row.whose}${
    row.caseHref !== null &&
    html` · <a class="govuk-link" href="${row.caseHref}">Open the case<span
      class="govuk-visually-hidden"> of: ${row.label}</span></a>`
  }${showBeside(row)}</li>`;

const countRows = (count: number): string => (count === 1 ? '(1 task)' : `(${count} tasks)`);

export interface Tab {
  readonly href: string;
  readonly text: string;
  readonly isCurrent: boolean;
}

/** The lists beside each other. Nobody's work is shown to those whose list it is. */
export const showTabs = (
  tabs: readonly Tab[],
): Html => html`<nav class="rowan-tabs" aria-label="Lists of work">
  <ul>${tabs.map(
    ({ href, text, isCurrent }) =>
      html`<li><a class="govuk-link" href="${href}"${
        isCurrent && html` aria-current="page"`
      }>${text}</a></li>`,
  )}</ul>
</nav>`;

/** The lists, and who stands in for whom. */
export const listTabs = (
  current: 'mine' | 'team' | 'nobody' | 'closed' | 'leavers' | 'cover',
  receives: boolean,
): Tab[] => [
  { href: '/work', text: 'My work', isCurrent: current === 'mine' },
  { href: '/work/team', text: 'My team’s work', isCurrent: current === 'team' },
  ...(receives ? [{ href: '/work/unclaimed', text: 'Nobody’s work', isCurrent: current === 'nobody' }] : []),
  { href: '/work/closed', text: 'Closed cases', isCurrent: current === 'closed' },
  ...(current === 'leavers' ? [{ href: '/work/leavers', text: 'Leavers', isCurrent: true }] : []),
  { href: '/work/cover', text: 'Absence and cover', isCurrent: current === 'cover' },
];

/** The way to the rows that come after, where there are some. */
export const showNext = (next: string | null): Html | false =>
  next !== null &&
  html`<p class="govuk-body"><a class="govuk-link" href="${next}">Show the next tasks</a></p>`;
