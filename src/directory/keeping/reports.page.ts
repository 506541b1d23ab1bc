import { button, type Html, html, type PageContent, tag } from '../../platform/html/index.ts';
import type { ReportStep } from './keeping.store.ts';

export interface ReportsModel {
  readonly reports: readonly ShownReport[];
}

export interface ShownReport {
  readonly id: string;
  readonly service: { readonly id: string; readonly label: string };
  /** "Reported on 22 November 2026 by Mo Reid". */
  readonly says: string;
  readonly words: string;
  readonly isDone: boolean;
}

export function model(needs: ReportsModel): ReportsModel {
  return needs;
}

const drawPage = ({ reports }: ReportsModel): PageContent => ({
  title: 'Reports on the directory',
  breadcrumbs: { items: [{ text: 'Services', href: '/directory' }, { text: 'Reports' }] },
  body: html`<h1 class="govuk-heading-l">What colleagues found wrong</h1>
<p class="govuk-body">You keep your council’s directory. Ask the service, have its entry put right in the
policy pack, and say here that it is done. Colleagues see on its page that a report is being looked at.</p>
${showPart(
  'To look at',
  reports.filter(({ isDone }) => !isDone),
)}
${showPart(
  'Done',
  reports.filter(({ isDone }) => isDone),
)}`,
});

export { drawPage as html };

const showPart = (heading: string, reports: readonly ShownReport[]): Html => html`<h2
class="govuk-heading-m">${heading}</h2>
${
  reports.length === 0
    ? html`<p class="govuk-body">None.</p>`
    : html`<ul class="govuk-list govuk-list--spaced">${reports.map(showReport)}</ul>`
}`;

const showReport = ({ id, service, says, words, isDone }: ShownReport): Html => {
  const kind: ReportStep = isDone ? 'undone' : 'done';
  return html`<li><a class="govuk-link" href="/directory/${service.id}">${service.label}</a>
${isDone && tag({ text: 'Done', classes: 'govuk-tag--green' })}
<br>${says}${words !== '' && html`<br>“${words}”`}
<form method="post" action="/directory/reports/${id}/steps">
  <input type="hidden" name="kind" value="${kind}">
  ${button({
    html: html`${isDone ? 'Not done after all' : 'Done'}<span class="govuk-visually-hidden">:
${service.label}, ${says}</span>`,
    classes: 'govuk-button--secondary govuk-!-margin-top-2',
  })}
</form></li>`;
};

const report: ShownReport = {
  id: '019ab3c0-0000-7000-8000-000000000006',
  service: { id: 'harbour', label: 'Harbour' },
  says: 'Reported on 22 November 2026 by Mo Reid',
  words: 'The day line rings out. Their website gives 01632 960099.',
  isDone: false,
};

export const examples: Readonly<Record<string, ReportsModel>> = {
  empty: { reports: [] },
  typical: { reports: [report, { ...report, words: '' }, { ...report, isDone: true }] },
  'long names': {
    reports: [
      {
        ...report,
        service: { id: 'harbour', label: 'The night line of the Netherby-under-Wychwood Partnership' },
        says: 'Reported on 22 November 2026 by Gwenllian Featherstonehaugh-Cholmondeley',
      },
    ],
  },
};
