import { button, type Html, html, type PageContent } from '../../platform/html/index.ts';
import { listTabs, showTabs } from '../../work/index.ts';

export interface LeaversModel {
  readonly leavers: readonly {
    readonly name: string;
    /** "Leaves; the last day is 27 November 2026". */
    readonly when: string;
    readonly handOverHref: string;
    readonly cases: readonly {
      readonly href: string;
      readonly label: string;
      readonly says: string;
    }[];
  }[];
  readonly receives: boolean;
}

/** "They lead it, and 2 of its tasks are theirs". */
export function sayLeftBehind({ leads, tasks }: { readonly leads: boolean; readonly tasks: number }): string {
  const owed = tasks === 1 ? '1 of its tasks is theirs' : `${tasks} of its tasks are theirs`;
  if (!leads) return owed;
  return tasks > 0 ? `They lead it, and ${owed}` : 'They lead it';
}

export function model(read: LeaversModel): LeaversModel {
  return read;
}

const drawPage = ({ leavers, receives }: LeaversModel): PageContent => ({
  title: 'Work of colleagues who leave',
  body: html`<h1 class="govuk-heading-l">Work of colleagues who leave</h1>
${showTabs(listTabs('leavers', receives))}
<p class="govuk-body">Choose another lead for each case, and hand its tasks on, before their last day. What is
left over stands here until somebody has it.</p>
${
  leavers.length === 0 ? html`<p class="govuk-body">Nothing is left to hand on.</p>` : leavers.map(showLeaver)
}`,
});

const showLeaver = ({ name, when, handOverHref, cases }: LeaversModel['leavers'][number]): Html => html`<h2
class="govuk-heading-m">${name}</h2>
<p class="govuk-body">${when}</p>
${button({
  html: html`Hand all of it on<span class="govuk-visually-hidden">: ${name}</span>`,
  href: handOverHref,
  classes: 'govuk-button--secondary',
})}
<ul class="govuk-list">${cases.map(
  ({
    href,
    label,
    says,
  }) => html`<li class="govuk-!-margin-bottom-4"><a class="govuk-link" href="${href}">Hand
on ${label}</a><br>${says}</li>`,
)}</ul>`;

export { drawPage as html };

const typical: LeaversModel = {
  leavers: [
    {
      name: 'Mo Reid',
      when: 'They leave; the last day is 27 November 2026',
      handOverHref: '/work/leavers/1',
      cases: [
        { href: '/cases/1/working', label: 'case 118204', says: 'They lead it' },
        { href: '/cases/2', label: 'case 482113', says: '1 of its tasks is theirs' },
      ],
    },
  ],
  receives: true,
};

export const examples: Readonly<Record<string, LeaversModel>> = {
  typical,
  empty: { leavers: [], receives: false },
  'long names': {
    ...typical,
    leavers: typical.leavers.map((leaver) => ({
      ...leaver,
      name: 'Gwenllian Featherstonehaugh-Cholmondeley of the Neighbourhood Team',
    })),
  },
};
