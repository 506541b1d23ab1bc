import { exampleNightNumbers, type NightNumber, showNightNumbers } from '../../directory/index.ts';
import { type Html, html, type PageContent, tag } from '../../platform/html/index.ts';
import { type Group, listTabs, showGroups, showNext, showTabs } from '../../work/index.ts';

export interface UnclaimedModel {
  readonly concerns: readonly {
    readonly href: string;
    readonly label: string;
    readonly says: string;
    readonly isDanger: boolean;
    readonly isLate: boolean;
  }[];
  readonly groups: readonly Group[];
  readonly next: string | null;
  /** Where the council does not answer now: whom to ring. */
  readonly nightNumbers: readonly NightNumber[] | null;
}

/** As it was read. */
export function model(read: UnclaimedModel): UnclaimedModel {
  return read;
}

const drawPage = ({ concerns, groups, next, nightNumbers }: UnclaimedModel): PageContent => ({
  title: 'Nobody’s work',
  body: html`<h1 class="govuk-heading-l">Nobody’s work</h1>
${showTabs(listTabs('nobody', true))}
${nightNumbers && showNightNumbers(nightNumbers)}
<h2 class="govuk-heading-m">Concerns that nobody has taken up</h2>
${
  concerns.length === 0
    ? html`<p class="govuk-body">None. A concern that a colleague sends stands here until somebody takes it
up; then it has a
lead, and its recorder is told.</p>`
    : html`<ul class="govuk-list">${concerns.map(showConcern)}</ul>`
}
<p class="govuk-body"><a class="govuk-link" href="/work/leavers">Work of colleagues who leave</a></p>
<h2 class="govuk-heading-m">Tasks that are nobody’s</h2>
${
  groups.length === 0
    ? html`<p class="govuk-body">None. A step that the policy gives to a role stands here until a person has
it.</p>`
    : showGroups(groups)
}
${showNext(next)}`,
});

const showConcern = ({
  href,
  label,
  says,
  isDanger,
  isLate,
}: UnclaimedModel['concerns'][number]): Html => html`<li
  class="govuk-!-margin-bottom-4"><a class="govuk-link" href="${href}">${label}</a>
  ${isDanger && tag({ text: 'In danger', classes: 'govuk-tag--red' })}
  ${isLate && tag({ text: 'Late', classes: 'govuk-tag--yellow' })}
  <br>${says}</li>`;

export { drawPage as html };

const concern = {
  href: '/cases/1',
  label: 'Concern 482113',
  says: 'Sent today, at 3:40pm',
  isDanger: false,
  isLate: false,
};

export const examples: Readonly<Record<string, UnclaimedModel>> = {
  empty: { concerns: [], groups: [], next: null, nightNumbers: null },
  typical: {
    concerns: [
      { ...concern, isDanger: true },
      {
        ...concern,
        label: 'Concern 118204',
        says: 'Sent on 18 November 2026, at 9:05am. You asked back.',
        isLate: true,
      },
    ],
    groups: [
      {
        heading: 'Late',
        isLate: true,
        rows: [
          {
            href: '/tasks/1',
            caseHref: '/cases/1',
            label: 'Risk checklist, case 993017',
            when: 'Was due yesterday',
            whose: 'Nobody’s yet: for the housing liaison worker',
            isInDanger: false,
          },
        ],
      },
    ],
    next: '/work/unclaimed?after=abc',
    nightNumbers: null,
  },
  'out of hours': {
    concerns: [concern],
    groups: [],
    next: null,
    nightNumbers: exampleNightNumbers,
  },
  'long names': {
    concerns: [
      { ...concern, says: 'Handed to Gwenllian Featherstonehaugh-Cholmondeley, sent on 18 November 2026' },
    ],
    groups: [],
    next: null,
    nightNumbers: null,
  },
};
