import { button, html, type PageContent, showProblem, textarea } from '../../platform/html/index.ts';

export interface BrakeModel {
  readonly action: string;
  readonly words: string;
  readonly error: string | null;
}

/** As it was asked for, with what was sent. */
export function model(asked: Pick<BrakeModel, 'action'>, sent?: Omit<BrakeModel, 'action'>): BrakeModel {
  return { ...asked, words: sent?.words ?? '', error: sent?.error ?? null };
}

const drawPage = ({ action, words, error }: BrakeModel): PageContent => ({
  title: 'Say why, and go on',
  hasErrors: error !== null,
  backLink: { href: '/', text: 'Back to the start' },
  body: html`${showProblem('words', error)}
<h1 class="govuk-heading-l">Say why, and go on</h1>
<p class="govuk-body">You have opened many cases within an hour. There is mostly a good reason. Say it in a
sentence, and the case opens. Information governance and your manager are told that you gave one.</p>
<form method="post" action="${action}" novalidate>
  ${textarea({
    name: 'words',
    rows: '2',
    label: { text: 'Why do you need to open more?', classes: 'govuk-label--m' },
    hint: { text: 'For example: I am going through my team’s cases before the weekend.' },
    value: words,
    errorMessage: error === null ? undefined : { text: error },
  })}
  ${button({ text: 'Go on to the case', preventDoubleClick: true })}
</form>`,
});

export { drawPage as html };

const action = '/reading/pause/019ab3c0-0000-7000-8000-000000000003';

export const examples: Readonly<Record<string, BrakeModel>> = {
  typical: { action, words: '', error: null },
  error: { action, words: '.', error: 'Say it in a sentence' },
};
