import { type Html, html, type PageContent, tag } from '../../platform/html/index.ts';

export interface ReviewsModel {
  readonly waiting: readonly BreakLine[];
  readonly reviewed: readonly BreakLine[];
}

export interface BreakLine {
  readonly href: string;
  readonly reference: string;
  readonly says: string;
  readonly wasRight: boolean | null;
}

/** As it was read. */
export function model(read: ReviewsModel): ReviewsModel {
  return read;
}

const drawPage = ({ waiting, reviewed }: ReviewsModel): PageContent => ({
  title: 'Cases opened in an emergency',
  backLink: { href: '/', text: 'Back to the start' },
  body: html`<h1 class="govuk-heading-l">Cases opened in an emergency</h1>
<h2 class="govuk-heading-m">To be reviewed</h2>
${
  waiting.length === 0
    ? html`<p class="govuk-body">None. A case that a colleague opens in an emergency stands here until
somebody other than them has reviewed it.</p>`
    : html`<ul class="govuk-list">${waiting.map(showLine)}</ul>`
}
${
  reviewed.length > 0 &&
  html`<h2 class="govuk-heading-m">Reviewed</h2><ul class="govuk-list">${reviewed.map(showLine)}</ul>`
}`,
});

const showLine = ({ href, reference, says, wasRight }: BreakLine): Html => html`<li
  class="govuk-!-margin-bottom-4"><a class="govuk-link" href="${href}">Case ${reference}</a>
  ${wasRight === false && tag({ text: 'Was not right', classes: 'govuk-tag--red' })}
  <br>${says}</li>`;

export { drawPage as html };

const line: BreakLine = {
  href: '/emergency/reviews/1',
  reference: '482113',
  says: 'Opened by Asif Khan at 3:40pm on 22 November 2026',
  wasRight: null,
};

export const examples: Readonly<Record<string, ReviewsModel>> = {
  empty: { waiting: [], reviewed: [] },
  typical: {
    waiting: [line],
    reviewed: [{ ...line, reference: '118204', says: `${line.says}. Reviewed by Ines Roy`, wasRight: false }],
  },
  'long names': {
    waiting: [{ ...line, says: 'Opened by Gwenllian Featherstonehaugh-Cholmondeley at 3:40pm today' }],
    reviewed: [],
  },
};
