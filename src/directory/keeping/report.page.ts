import { button, errorSummary, html, type PageContent, textarea } from '../../platform/html/index.ts';

export interface ReportModel {
  readonly service: { readonly id: string; readonly label: string; readonly numbers: readonly string[] };
  /** The report that this form makes: sent twice, it makes one. */
  readonly report: string;
  /** Where somebody came from, and goes back to. */
  readonly back: `/${string}`;
  readonly words: string;
  readonly error: string | null;
}

export function model(needs: ReportModel): ReportModel {
  return needs;
}

const drawPage = ({ service, report, back, words, error }: ReportModel): PageContent => ({
  title: 'A wrong number',
  hasErrors: error !== null,
  backLink: { href: back },
  body: html`${
    error !== null && errorSummary({ titleText: 'Not sent', errorList: [{ text: error, href: '#words' }] })
  }
<h1 class="govuk-heading-l">This number is wrong</h1>
<p class="govuk-body"><strong>${service.label}</strong>${
    service.numbers.length > 0 && html`: ${service.numbers.join(', ')}`
  }</p>
<form method="post" action="/directory/${service.id}/report" novalidate>
  <input type="hidden" name="report" value="${report}">
  <input type="hidden" name="back" value="${back}">
  ${textarea({
    name: 'words',
    label: { text: 'What happened, if you want to say (optional)' },
    hint: { text: 'Which number, who answered, what it should be. Name nobody whom you are helping.' },
    rows: 3,
    value: words,
    errorMessage: error === null ? undefined : { text: error },
  })}
  ${button({ text: 'Report it', preventDoubleClick: true })}
</form>`,
});

export { drawPage as html };

const typical: ReportModel = {
  service: { id: 'harbour', label: 'Harbour', numbers: ['01632 960001'] },
  report: '019ab3c0-0000-7000-8000-000000000005',
  back: '/directory/harbour',
  words: '',
  error: null,
};

export const examples: Readonly<Record<string, ReportModel>> = {
  typical,
  empty: { ...typical, service: { ...typical.service, numbers: [] } },
  'long names': {
    ...typical,
    service: {
      ...typical.service,
      label: 'The night line of the Upper and Lower Netherby-under-Wychwood Partnership for Families',
    },
  },
  error: {
    ...typical,
    words: 'It rings and rings',
    error: 'What is wrong must be 1,000 characters or fewer. Take out 12',
  },
};
