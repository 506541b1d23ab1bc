import { showResult } from '../../advice/index.ts';
import { html, type PageContent } from '../../platform/html/index.ts';
import { emptySheet, sheet } from '../recording/sheet.examples.ts';
import type { Sheet } from '../recording/sheet.ts';

export type PaperModel = Sheet;

export function model(own: Sheet): PaperModel {
  return own;
}

const drawPage = ({ now, back }: PaperModel): PageContent => ({
  title: 'What to do',
  backLink: { href: back },
  body: html`<h1 class="govuk-heading-l">What to do</h1>
<p class="govuk-body rowan-screen-only">This copy holds no name and nothing that somebody typed.
Print it with your browser.</p>
<h2 class="govuk-visually-hidden">Steps</h2>
${showResult(now)}`,
});

export { drawPage as html };

export const examples: Readonly<Record<string, PaperModel>> = { typical: sheet, empty: emptySheet };
