import { button, type Html, html, input, type PageContent, select } from '../../platform/html/index.ts';
import { showError, showErrors } from './show-account-form.ts';

export interface StaffListModel {
  readonly teams: readonly {
    readonly name: string;
    readonly people: readonly {
      readonly href: string;
      readonly name: string;
      /** "Front door lead. Leaves; the last day is 27 November 2026". */
      readonly says: string;
    }[];
  }[];
  /** Those who have left. */
  readonly gone: readonly { readonly href: string; readonly name: string }[];
  readonly services: readonly { readonly id: string; readonly label: string }[];
  readonly typed: { readonly name: string; readonly service: string };
  readonly errors: { readonly name?: string; readonly service?: string };
}

export function model(
  read: Omit<StaffListModel, 'typed' | 'errors'>,
  sent: Pick<StaffListModel, 'typed' | 'errors'> = { typed: { name: '', service: '' }, errors: {} },
): StaffListModel {
  return { ...read, ...sent };
}

const drawPage = (staff: StaffListModel): PageContent => ({
  title: 'Staff and teams',
  hasErrors: Object.keys(staff.errors).length > 0,
  body: html`${showErrors({ ...staff.errors })}
<h1 class="govuk-heading-l">Staff and teams</h1>
<p class="govuk-body">You manage who works here and what they are. You see no case by it.</p>
${button({ text: 'Add a colleague', href: '/staff/new' })}
${staff.teams.map(showTeam)}
${staff.gone.length > 0 && showGone(staff.gone)}
<h2 class="govuk-heading-m">Add a team</h2>
<form method="post" action="/staff/teams" novalidate>
  ${input({
    id: 'name',
    name: 'name',
    label: { text: 'Name of the team' },
    value: staff.typed.name,
    autocomplete: 'off',
    errorMessage: showError(staff.errors.name),
  })}
  ${select({
    name: 'service',
    label: { text: 'Service' },
    hint: { text: 'The council’s policy says by it who opens cases, and who never leads one' },
    items: [
      { value: '', text: 'Choose a service' },
      ...staff.services.map(({ id, label }) => ({ value: id, text: label })),
    ],
    value: staff.typed.service,
    errorMessage: showError(staff.errors.service),
  })}
  ${button({ text: 'Add the team', classes: 'govuk-button--secondary', preventDoubleClick: true })}
</form>`,
});

const showTeam = ({ name, people }: StaffListModel['teams'][number]): Html => html`<h2
class="govuk-heading-m">${name}</h2>
${
  people.length === 0
    ? html`<p class="govuk-body">Nobody yet.</p>`
    : html`<ul class="govuk-list">${people.map(
        ({ href, name: who, says }) =>
          html`<li><a class="govuk-link" href="${href}">${who}</a>${says !== '' && html` · ${says}`}</li>`,
      )}</ul>`
}`;

const showGone = (gone: StaffListModel['gone']): Html => html`<h2 class="govuk-heading-m">Have left</h2>
<ul class="govuk-list">${gone.map(
  ({ href, name }) => html`<li><a class="govuk-link" href="${href}">${name}</a></li>`,
)}</ul>`;

export { drawPage as html };

const typical: StaffListModel = model({
  teams: [
    {
      name: 'Customer services',
      people: [
        { href: '/staff/1', name: 'Mo Reid', says: '' },
        { href: '/staff/2', name: 'Priya Shah', says: 'Team manager' },
      ],
    },
    { name: 'Housing', people: [] },
  ],
  gone: [{ href: '/staff/3', name: 'Lee Marsh' }],
  services: [{ id: 'housing', label: 'Housing' }],
});

export const examples: Readonly<Record<string, StaffListModel>> = {
  typical,
  empty: model({ teams: [], gone: [], services: [] }),
  error: { ...typical, errors: { name: 'Enter the name of the team' } },
  'long names': {
    ...typical,
    teams: [
      {
        name: 'Neighbourhood, Community Safety and Private Sector Housing Enforcement',
        people: [
          {
            href: '/staff/1',
            name: 'Gwenllian Featherstonehaugh-Cholmondeley of the Neighbourhood Team',
            says: 'Front door lead, information governance. They leave; the last day is 27 November 2026',
          },
        ],
      },
    ],
  },
};
