import { type ShownLook, showLooks } from '../oversight/index.ts';
import { button, type Html, html, type PageContent } from '../platform/html/index.ts';
import { type CaseHead, exampleHead, showCase } from './show-case.ts';

export interface AuditModel {
  readonly head: CaseHead;
  readonly looks: readonly ShownLook[];
  /** The address of the earlier ones. */
  readonly next: string | null;
  /** When it was opened in an emergency, by whom and why. */
  readonly emergencies: readonly ShownEmergency[];
}

export interface ShownEmergency {
  readonly says: string;
  readonly why: string;
  readonly review: string;
}

/** As it was read. */
export function model(read: AuditModel): AuditModel {
  return read;
}

const drawPage = ({ head, looks, next, emergencies }: AuditModel): PageContent =>
  showCase(head, {
    heading: 'Who looked',
    body: html`<p class="govuk-body">Every viewing and every act, the newest first. A survivor who asks who
has looked at their case is owed this list.</p>
${emergencies.length > 0 && showEmergencies(emergencies)}
${button({
  text: 'The paper for the survivor',
  href: `/cases/${head.caseId}/audit/paper`,
  classes: 'govuk-button--secondary',
})}
${showLooks(looks, 'Who looked at this case, and why they could')}
${next && html`<p class="govuk-body"><a class="govuk-link" href="${next}">Show what was earlier</a></p>`}`,
  });

const showEmergencies = (emergencies: AuditModel['emergencies']): Html => html`<h3
  class="govuk-heading-s">Opened in an emergency</h3>
${emergencies.map(
  ({ says, why, review }) => html`<div class="govuk-inset-text">
  <p class="govuk-body">${says}</p>
  <p class="govuk-body">Their reason: ${why}</p>
  <p class="govuk-body">${review}</p>
</div>`,
)}`;

export { drawPage as html };

const look = {
  when: '3:40pm on 22 November 2026',
  who: 'Frankie Obi',
  why: 'receives concerns',
  what: 'Opened a page of it',
};

const emergency = {
  says: 'from 3:40pm on 22 November 2026 until 7:40pm on 22 November 2026',
  why: 'Her sister rang: he is outside the refuge, and nobody on the team answers.',
  review: 'Nobody has reviewed it yet.',
};

export const examples: Readonly<Record<string, AuditModel>> = {
  typical: {
    head: { ...exampleHead, current: 'audit' },
    looks: [look, { ...look, what: 'Read the address' }],
    next: null,
    emergencies: [],
  },
  empty: { head: { ...exampleHead, current: 'audit' }, looks: [], next: null, emergencies: [] },
  'long names': {
    head: { ...exampleHead, current: 'audit' },
    looks: [{ ...look, who: 'Gwenllian Featherstonehaugh-Cholmondeley' }],
    next: '/cases/1/audit?before=17',
    emergencies: [{ ...emergency, says: `Gwenllian Featherstonehaugh-Cholmondeley, ${emergency.says}` }],
  },
  emergencies: {
    head: { ...exampleHead, current: 'audit' },
    looks: [{ ...look, who: 'Nia Bell', why: 'in an emergency' }],
    next: null,
    emergencies: [
      { ...emergency, says: `Nia Bell, ${emergency.says}` },
      { ...emergency, says: `Nia Bell, ${emergency.says}`, review: 'Reviewed: it was not right.' },
    ],
  },
};
