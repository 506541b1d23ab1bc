import { button, html, type PageContent } from '../platform/html/index.ts';
import type { ShownLook } from './describe-looks.ts';
import { showLooks } from './show-looks.ts';

export interface CaseAuditModel {
  readonly caseId: string;
  readonly reference: string;
  readonly looks: readonly ShownLook[];
  readonly isCut: boolean;
}

/** As it was read. */
export function model(read: CaseAuditModel): CaseAuditModel {
  return read;
}

const drawPage = ({ caseId, reference, looks, isCut }: CaseAuditModel): PageContent => ({
  title: 'Who has looked at a case',
  width: 'wide',
  backLink: { href: '/oversight', text: 'Who has looked at cases' },
  body: html`<h1 class="govuk-heading-l">Who has looked at case ${reference}</h1>
<p class="govuk-body">Every viewing and every act, the newest first${
    isCut &&
    html`; earlier ones stand in an
export of the audit`
  }.</p>
${button({
  text: 'The paper for the survivor',
  href: `/oversight/cases/${caseId}/paper`,
  classes: 'govuk-button--secondary',
})}
${showLooks(looks, 'Each look and each act')}`,
});

export { drawPage as html };

const look: ShownLook = {
  when: '3:40pm on 22 November 2026',
  who: 'Frankie Obi',
  why: 'receives concerns',
  what: 'Opened a page of it',
};
const typical: CaseAuditModel = {
  caseId: '019ab3c0-0000-7000-8000-000000000002',
  reference: '482113',
  looks: [look, { ...look, who: 'Hana Weiss', why: 'leads it', what: 'Read the address' }],
  isCut: false,
};

export const examples: Readonly<Record<string, CaseAuditModel>> = {
  typical,
  empty: { ...typical, looks: [] },
  'long names': {
    ...typical,
    looks: [{ ...look, who: 'Gwenllian Featherstonehaugh-Cholmondeley', why: 'leads it, standing in' }],
    isCut: true,
  },
};
