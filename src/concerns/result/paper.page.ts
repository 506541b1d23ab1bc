import { showResult } from '../../advice/index.ts';
import {
  exampleNightNumbers,
  exampleService,
  showHelplines,
  showNightNumbers,
} from '../../directory/index.ts';
import { html, type PageContent } from '../../platform/html/index.ts';
import { emptySheet, sheet } from '../recording/sheet.examples.ts';
import type { Sheet } from '../recording/sheet.ts';
import type { Help } from './result.page.ts';

export interface PaperModel extends Help {
  readonly sheet: Sheet;
}

export function model(own: PaperModel): PaperModel {
  return own;
}

const drawPage = ({ sheet: { now, back }, nightNumbers, helplines }: PaperModel): PageContent => ({
  title: 'What to do',
  backLink: { href: back },
  body: html`<h1 class="govuk-heading-l">What to do</h1>
<p class="govuk-body rowan-screen-only">This copy holds no name and nothing that somebody typed.
Print it with your browser.</p>
<h2 class="govuk-visually-hidden">Steps</h2>
${nightNumbers && showNightNumbers(nightNumbers)}
${showResult(now)}
${helplines.length > 0 && showHelplines(helplines, back)}`,
});

export { drawPage as html };

export const examples: Readonly<Record<string, PaperModel>> = {
  typical: { sheet, nightNumbers: null, helplines: [exampleService] },
  'out of hours': { sheet, nightNumbers: exampleNightNumbers, helplines: [exampleService] },
  empty: { sheet: emptySheet, nightNumbers: null, helplines: [] },
};
