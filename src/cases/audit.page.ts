import { type ShownLook, showLooks } from '../oversight/index.ts';
import { button, html, type PageContent } from '../platform/html/index.ts';
import { type CaseHead, exampleHead, showCase } from './show-case.ts';

export interface AuditModel {
  readonly head: CaseHead;
  readonly looks: readonly ShownLook[];
}

/** As it was read. */
export function model(read: AuditModel): AuditModel {
  return read;
}

const drawPage = ({ head, looks }: AuditModel): PageContent =>
  showCase(head, {
    heading: 'Who looked',
    body: html`<p class="govuk-body">Every viewing and every act, the newest first. A survivor who asks who
has looked at their case is owed this list.</p>
${button({
  text: 'The paper for the survivor',
  href: `/cases/${head.caseId}/audit/paper`,
  classes: 'govuk-button--secondary',
})}
${showLooks(looks, { label: 'Who looked', caption: 'Who looked at this case, and why they could' })}`,
  });

export { drawPage as html };

const look = {
  when: '3:40pm on 22 November 2026',
  who: 'Frankie Obi',
  why: 'receives concerns',
  what: 'Opened a page of it',
};

export const examples: Readonly<Record<string, AuditModel>> = {
  typical: {
    head: { ...exampleHead, current: 'audit' },
    looks: [look, { ...look, what: 'Read the address' }],
  },
  empty: { head: { ...exampleHead, current: 'audit' }, looks: [] },
  'long names': {
    head: { ...exampleHead, current: 'audit' },
    looks: [{ ...look, who: 'Gwenllian Featherstonehaugh-Cholmondeley' }],
  },
};
