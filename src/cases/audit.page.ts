import { html, type PageContent, table } from '../platform/html/index.ts';
import { type CaseHead, exampleHead, showCase } from './show-case.ts';

export interface AuditModel {
  readonly head: CaseHead;
  readonly looks: readonly {
    readonly when: string;
    readonly who: string;
    readonly as: string;
    readonly what: string;
  }[];
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
<div class="rowan-scroll" tabindex="0" role="region" aria-label="Who looked">${table({
      caption: 'Who looked at this case, and why they could',
      captionClasses: 'govuk-visually-hidden',
      head: [{ text: 'When' }, { text: 'Who' }, { text: 'As' }, { text: 'What' }],
      rows: looks.map(({ when, who, as, what }) => [
        { text: when },
        { text: who },
        { text: as },
        { text: what },
      ]),
    })}</div>`,
  });

export { drawPage as html };

const look = {
  when: '3:40pm on 22 November 2026',
  who: 'Frankie Obi',
  as: 'receives concerns',
  what: 'opened a page of it',
};

export const examples: Readonly<Record<string, AuditModel>> = {
  typical: {
    head: { ...exampleHead, current: 'audit' },
    looks: [look, { ...look, what: 'read the address' }],
  },
  empty: { head: { ...exampleHead, current: 'audit' }, looks: [] },
  'long names': {
    head: { ...exampleHead, current: 'audit' },
    looks: [{ ...look, who: 'Gwenllian Featherstonehaugh-Cholmondeley' }],
  },
};

const relations: Readonly<Record<string, string>> = {
  lead: 'lead',
  receiver: 'receives concerns',
  manager: 'manager',
  team: 'in its team',
  emergency: 'in an emergency',
  rowan: 'of itself',
  'information-governance': 'information governance',
  recorder: 'recorded it',
};

/** Why somebody could: their relation, and whether they stood in for a colleague. */
export function sayRelation(actingAs: string): string {
  const [relation = '', covering] = actingAs.split(', ');
  return `${relations[relation] ?? relation}${covering === undefined ? '' : ', standing in'}`;
}
