import { exampleUnseen, type ShownTold, showTold } from '../messages/index.ts';
import { html, insetText, type PageContent } from '../platform/html/index.ts';
import { listTabs, showGroups, showNext, showTabs } from './show-tasks.ts';
import type { Group } from './work-list.rules.ts';

export interface WorkListModel {
  readonly whose: 'mine' | 'team';
  readonly groups: readonly Group[];
  /** The address of the next page. */
  readonly next: string | null;
  /** Whether the viewer has the list of what is nobody's. */
  readonly receives: boolean;
  /** Those for whom the viewer stands in now. */
  readonly covering: readonly string[];
  readonly unseen: Pick<ShownTold, 'told' | 'count'>;
}

/** As it was read: a list needs no more. */
export function model(read: WorkListModel): WorkListModel {
  return read;
}

const titles = { mine: 'My work', team: 'My team’s work' } as const;

const drawPage = ({ whose, groups, next, receives, covering, unseen }: WorkListModel): PageContent => ({
  title: titles[whose],
  body: html`<h1 class="govuk-heading-l">${titles[whose]}</h1>
${showTabs(listTabs(whose, receives))}
${
  covering.length > 0 &&
  insetText({ text: `You stand in for ${covering.join(' and ')} now. Their work is in these lists as well.` })
}
${showTold({ ...unseen, here: '/work' })}
${groups.length === 0 ? empty[whose] : showGroups(groups)}
${showNext(next)}
${whose === 'team' && leavers}`,
});

const leavers = html`<p class="govuk-body"><a class="govuk-link" href="/work/leavers">Work of colleagues who
leave</a></p>`;

const empty = {
  mine: html`<p class="govuk-body">You have nothing to do here. When you record a concern,
the steps that your council’s policy gives to you stand here, with the day by which each is due.</p>
<p class="govuk-body"><a class="govuk-link" href="/">Record what you saw or were told</a></p>`,
  team: html`<p class="govuk-body">Nothing is owed. Here stands what is still to do
in cases with you in their team, in those you lead, and in those led by people you manage.</p>`,
} as const;

export { drawPage as html };

const late: Group = {
  heading: 'Late',
  isLate: true,
  rows: [
    {
      href: '/tasks/1',
      caseHref: '/cases/1',
      label: 'MARAC referral, case 482113',
      when: 'Was due yesterday',
      whose: 'Yours',
      isInDanger: true,
    },
  ],
};
const today: Group = {
  heading: 'Due today',
  isLate: false,
  rows: [
    {
      href: '/tasks/2',
      caseHref: '/cases/2',
      label: 'Risk checklist, case 118204',
      when: 'Due today',
      whose: 'Yours',
      isInDanger: false,
    },
    {
      href: '/tasks/3',
      caseHref: '/cases/3',
      label: 'Call to make, case 993017',
      when: 'Due today',
      whose: 'Nobody’s yet: for the front door lead',
      isInDanger: false,
    },
  ],
};
const start: WorkListModel = {
  whose: 'mine',
  groups: [],
  next: null,
  receives: false,
  covering: [],
  unseen: { told: [], count: 0 },
};

export const examples: Readonly<Record<string, WorkListModel>> = {
  empty: start,
  typical: {
    ...start,
    groups: [late, today],
    receives: true,
    next: '/work?after=abc',
    unseen: exampleUnseen,
  },
  'team empty': { ...start, whose: 'team' },
  'long names': {
    ...start,
    whose: 'team',
    covering: ['Gwenllian Featherstonehaugh-Cholmondeley', 'Wolfeschlegelsteinhausen Bergerdorff'],
    groups: [
      {
        ...late,
        rows: late.rows.map((row) => ({ ...row, whose: 'Gwenllian Featherstonehaugh-Cholmondeley' })),
      },
    ],
  },
};
