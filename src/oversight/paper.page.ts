import { html, type PageContent } from '../platform/html/index.ts';
import type { ShownLook } from './describe-looks.ts';
import { showLooks } from './show-looks.ts';

export interface PaperModel {
  readonly reference: string;
  readonly made: string;
  readonly backHref: string;
  readonly looks: readonly ShownLook[];
  /** There is more than this paper holds. */
  readonly isCut: boolean;
}

/** As it was read. */
export function model(read: PaperModel): PaperModel {
  return read;
}

/** For the survivor's own request: nothing of anybody else in the case, and nothing that was written. */
const drawPage = ({ reference, made, backHref, looks, isCut }: PaperModel): PageContent => ({
  title: 'Who has looked',
  backLink: { href: backHref, text: 'Back' },
  body: html`<h1 class="govuk-heading-l">Who has looked at record ${reference}</h1>
<p class="govuk-body rowan-screen-only">Print this page for a survivor who asks. It says who opened their
record, when and why they could, and nothing of what is in it. Ask first whether it is safe for them to have
it on paper.</p>
<p class="govuk-body">Made at ${made}. Each time that somebody opened this record, or did something in it, is
kept as it happened and cannot be changed afterwards. The newest come first.</p>
${showLooks(looks, 'Each look and each act')}
${isCut && html`<p class="govuk-body">There are earlier ones, which stand in an export of the audit.</p>`}
<p class="govuk-body">If you think that somebody looked who should not have, tell us, and we will find out
why.</p>`,
});

export { drawPage as html };

const look: ShownLook = {
  when: '3:40pm on 22 November 2026',
  who: 'A member of staff',
  why: 'receives concerns',
  what: 'Opened a page of it',
};

const typical: PaperModel = {
  reference: '482113',
  made: '9:05am on 23 November 2026',
  backHref: '/cases/1/audit',
  looks: [look, { ...look, why: 'leads it', what: 'Read the address' }],
  isCut: false,
};

export const examples: Readonly<Record<string, PaperModel>> = {
  typical,
  empty: { ...typical, looks: [] },
  'long names': {
    ...typical,
    looks: [{ ...look, who: 'Gwenllian Featherstonehaugh-Cholmondeley', why: 'leads it, standing in' }],
    isCut: true,
  },
};
