import { type Html, html, type PageContent } from '../../platform/html/index.ts';
import { listTabs, showNext, showTabs } from '../../work/index.ts';

export interface ClosedModel {
  readonly cases: readonly { readonly href: string; readonly label: string; readonly says: string }[];
  readonly next: string | null;
  readonly receives: boolean;
}

/** As it was read. */
export function model(read: ClosedModel): ClosedModel {
  return read;
}

const drawPage = ({ cases, next, receives }: ClosedModel): PageContent => ({
  title: 'Closed cases',
  body: html`<h1 class="govuk-heading-l">Closed cases</h1>
${showTabs(listTabs('closed', receives))}
${
  cases.length === 0
    ? html`<p class="govuk-body">None. A case that you lead, manage, receive or work on stands here once it
is closed, and
can be opened again.</p>`
    : html`<ul class="govuk-list">${cases.map(showRow)}</ul>`
}
${showNext(next)}`,
});

const showRow = ({ href, label, says }: ClosedModel['cases'][number]): Html => html`<li
  class="govuk-!-margin-bottom-4"><a class="govuk-link" href="${href}">${label}</a><br>${says}</li>`;

export { drawPage as html };

const typical: ClosedModel = {
  cases: [
    { href: '/cases/1', label: 'Case 482113', says: 'Hana Weiss closed it today' },
    { href: '/cases/2', label: 'Case 118204', says: 'Lee Marsh closed it on 3 March 2026' },
  ],
  next: '/work/closed?after=abc',
  receives: true,
};

export const examples: Readonly<Record<string, ClosedModel>> = {
  typical,
  empty: { cases: [], next: null, receives: false },
  'long names': {
    ...typical,
    cases: [
      {
        href: '/cases/1',
        label: 'Case 482113',
        says: 'Gwenllian Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausenbergerdorff closed it today',
      },
    ],
  },
};
