import {
  button,
  details,
  type Html,
  html,
  type PageContent,
  select,
  showProblems,
  textarea,
  warningText,
} from '../../platform/html/index.ts';
import { type CaseHead, exampleHead, showCase } from '../show-case.ts';

export interface WorkingModel {
  readonly head: CaseHead;
  readonly team: readonly Choice[];
  readonly shutOut: readonly { readonly id: string; readonly name: string; readonly says: string }[];
  readonly mayAssign: boolean;
  readonly mayAdd: boolean;
  readonly mayExclude: boolean;
  readonly mayLift: boolean;
  /** Those who may lead; nobody of a team that never leads. */
  readonly leads: readonly Choice[];
  readonly colleagues: readonly Choice[];
  /** Those who may be shut out. */
  readonly stillIn: readonly Choice[];
  /** Others are shut out, and nobody at work but the reader answers for the case. */
  readonly isAlone: boolean;
  readonly error: { readonly field: 'lead' | 'member' | 'shut' | 'why'; readonly text: string } | null;
  /** What was typed as the reason. */
  readonly why: string;
}

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** As it was read, with what was wrong with what was sent. */
export function model(
  read: Omit<WorkingModel, 'error' | 'why'>,
  sent?: Pick<WorkingModel, 'error' | 'why'>,
): WorkingModel {
  return { ...read, error: sent?.error ?? null, why: sent?.why ?? '' };
}

const drawPage = (working: WorkingModel): PageContent => {
  const here = `/cases/${working.head.caseId}`;
  return showCase(working.head, {
    heading: 'Who works on it',
    errors: showProblems(working.error ? [working.error] : []),
    body: html`${showTeam(working, here)}
${working.mayAssign && showChoice(working, `${here}/lead`, leadField, working.leads)}
${working.mayAdd && showChoice(working, `${here}/team`, memberField, working.colleagues)}
<h3 class="govuk-heading-s">Shut out</h3>
<p class="govuk-body">A colleague who knows, is related to or is one of the people here must not see any of
it. Nor do they see these people in other cases: there they read that somebody cannot be shown to them. A case
which they lead may then need another lead. Those who answer for this one are told, and so is information
governance.</p>
${working.isAlone && alone}
${showShutOut(working, here)}
${
  working.mayExclude &&
  details({
    summaryText: 'Shut a colleague out',
    open: working.error?.field === 'shut' || working.error?.field === 'why',
    html: showExclude(working, here),
  })
}`,
  });
};

/** Of whoever sets exclusions, this asks most: they see what nobody else sees to. */
const alone = warningText({
  text:
    'Nobody else at work answers for this. Ask information governance, who are told of everybody shut out, ' +
    'who is to receive it or to lead it',
});

const leadField = {
  name: 'lead',
  label: 'Who leads this case',
  hint: 'Whoever leads sees the whole case and answers for what is owed. Some teams never lead.',
  verb: 'Name the lead',
} as const;
const memberField = {
  name: 'member',
  label: 'Add a colleague to the team',
  hint: 'They see the whole case from then on, and that they were added is recorded.',
  verb: 'Add them',
} as const;

const showChoice = (
  { error }: WorkingModel,
  action: string,
  field: typeof leadField | typeof memberField,
  from: readonly Choice[],
): Html => html`<form method="post" action="${action}">
  ${select({
    name: field.name,
    label: { text: field.label, classes: 'govuk-label--s' },
    hint: { text: field.hint },
    items: listItems(from),
    errorMessage: error?.field === field.name ? { text: error.text } : undefined,
  })}
  ${button({ text: field.verb, classes: 'govuk-button--secondary', preventDoubleClick: true })}
</form>`;

const listItems = (from: readonly Choice[]) => [
  { value: '', text: 'Choose a colleague' },
  ...from.map(({ id, name }) => ({ value: id, text: name })),
];

const showTeam = ({ head, team, mayAdd }: WorkingModel, here: string): Html => html`<p class="govuk-body">
  <strong>Lead:</strong> ${head.lead ?? 'nobody yet'}</p>
${
  team.length === 0
    ? html`<p class="govuk-body">Nobody is in its team beside the lead.</p>`
    : html`<ul class="govuk-list">${team.map(
        ({ id, name }) =>
          html`<li>${name}${
            mayAdd &&
            html`<form method="post" action="${here}/team/${id}/removal">${button({
              html: html`Take out<span class="govuk-visually-hidden"> ${name}</span>`,
              classes: 'govuk-button--secondary govuk-!-margin-bottom-1',
            })}</form>`
          }</li>`,
      )}</ul>`
}`;

const showShutOut = ({ shutOut, mayLift }: WorkingModel, here: string): Html | false =>
  shutOut.length > 0 &&
  html`<ul class="govuk-list">${shutOut.map(
    ({ id, name, says }) =>
      html`<li><strong>${name}:</strong> ${says}${
        mayLift &&
        html`<form method="post" action="${here}/exclusions/${id}/lifting">${button({
          html: html`Let in again<span class="govuk-visually-hidden"> ${name}</span>`,
          classes: 'govuk-button--secondary govuk-!-margin-bottom-1',
        })}</form>`
      }</li>`,
  )}</ul>`;

const showExclude = (working: WorkingModel, here: string): Html => html`<form
  method="post" action="${here}/exclusions" novalidate>
  ${select({
    name: 'shut',
    label: { text: 'Who must not see it' },
    items: listItems(working.stillIn),
    errorMessage: working.error?.field === 'shut' ? { text: working.error.text } : undefined,
  })}
  ${textarea({
    name: 'why',
    label: { text: 'Why?' },
    hint: { text: 'Only those who see this case can read it.' },
    rows: 3,
    value: working.why,
    errorMessage: working.error?.field === 'why' ? { text: working.error.text } : undefined,
  })}
  ${button({ text: 'Shut them out', classes: 'govuk-button--warning', preventDoubleClick: true })}
</form>`;

export { drawPage as html };

const people: readonly Choice[] = [
  { id: '019ab3c0-0000-7000-8000-000000000003', name: 'Hana Weiss' },
  { id: '019ab3c0-0000-7000-8000-000000000004', name: 'Lee Marsh' },
];
const typical = model({
  head: { ...exampleHead, current: 'working' },
  team: people.slice(1),
  shutOut: [{ id: '1', name: 'Nia Bell', says: 'Lives next door. Set by Mo Reid.' }],
  mayAssign: true,
  mayAdd: true,
  mayExclude: true,
  mayLift: true,
  leads: people,
  colleagues: people,
  stillIn: people,
  isAlone: false,
});

export const examples: Readonly<Record<string, WorkingModel>> = {
  typical,
  empty: { ...typical, team: [], shutOut: [] },
  'read-only': { ...typical, mayAssign: false, mayAdd: false, mayExclude: false, mayLift: false },
  error: { ...typical, error: { field: 'why', text: 'Say why they must not see it' } },
  'nobody else': { ...typical, isAlone: true },
  'long names': { ...typical, team: [{ id: '1', name: 'Gwenllian Featherstonehaugh-Cholmondeley' }] },
};
