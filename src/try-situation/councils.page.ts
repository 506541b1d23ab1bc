import type { Council, Situation } from '../advice/situation.rules.ts';
import {
  button,
  checkboxes,
  type Html,
  html,
  insetText,
  type PageContent,
  showProblem,
} from '../platform/html/index.ts';
import { pages } from './addresses.rules.ts';
import { writeCode } from './code.rules.ts';

export interface CouncilsModel {
  readonly councils: readonly { readonly id: string; readonly name: string; readonly isChosen: boolean }[];
  /** The answers that go along, where there are any. */
  readonly code: string | null;
  readonly showsChart: boolean;
  readonly back: string;
  readonly error: string | null;
  /** Answers that the chosen councils have no word for, and the way on without them. */
  readonly lost: { readonly questions: readonly string[]; readonly onwards: string } | null;
}

export interface CouncilsNeeds {
  readonly inForce: readonly Council[];
  readonly situation?: Situation | undefined;
  readonly chosen?: readonly string[] | undefined;
  readonly back: string;
  readonly error?: string | undefined;
  readonly lost?: CouncilsModel['lost'] | undefined;
}

export function model({ inForce, situation, chosen, back, error, lost }: CouncilsNeeds): CouncilsModel {
  const isOnly = inForce.length === 1;
  const already = chosen ?? situation?.councils.map(({ id }) => id) ?? [];
  return {
    councils: inForce.map(({ id, name }) => ({ id, name, isChosen: isOnly || already.includes(id) })),
    code: situation === undefined ? null : writeCode(situation),
    showsChart: situation?.showsChart ?? false,
    back,
    error: error ?? null,
    lost: lost ?? null,
  };
}

const drawPage = (model: CouncilsModel): PageContent => ({
  title: 'Try a situation',
  hasErrors: model.error !== null,
  backLink: { href: model.back },
  body: model.lost ? showLost(model.lost) : showChoice(model),
});

export { drawPage as html };

const showChoice = (model: CouncilsModel): Html => html`${showProblem('council', model.error)}
<h1 class="govuk-heading-xl">Try a situation</h1>
<p class="govuk-body-l">Answer what you know, and see what your council’s policy asks you to do, why,
and where it says so.</p>
${model.councils.length === 0 ? showNone() : showForm(model)}
<p class="govuk-hint">Rowan keeps nothing of what you answer here, and asks for nobody’s name.</p>`;

const showNone = (): Html =>
  insetText({ text: 'No council’s policy is in force today. Ask the person who looks after Rowan.' });

const showForm = (
  model: CouncilsModel,
): Html => html`<form method="post" action="${pages.councils}" novalidate>
  ${model.code !== null && html`<input type="hidden" name="s" value="${model.code}">`}
  ${model.showsChart && html`<input type="hidden" name="c" value="1">`}
  ${checkboxes({
    name: 'council',
    fieldset: { legend: { text: 'Which council?', classes: 'govuk-fieldset__legend--m' } },
    hint: model.councils.length > 1 ? { text: 'Choose two to see them side by side.' } : undefined,
    errorMessage: model.error === null ? undefined : { text: model.error },
    items: model.councils.map(({ id, name, isChosen }) => ({ value: id, text: name, checked: isChosen })),
  })}
  ${button({ text: model.code === null ? 'Start' : 'Continue', preventDoubleClick: true })}
</form>`;

const showLost = ({ questions, onwards }: NonNullable<CouncilsModel['lost']>): Html => html`<h1
  class="govuk-heading-l">Some answers do not carry over</h1>
<p class="govuk-body">What you chose has no such question or answer. Everything else you said stays.</p>
<ul class="govuk-list govuk-list--bullet">${questions.map((text) => html`<li>${text}</li>`)}</ul>
${button({ text: 'Go on without them', href: onwards })}`;

const typical: CouncilsModel = {
  councils: [
    { id: 'anytown', name: 'Anytown Council', isChosen: false },
    { id: 'elsewhere', name: 'Elsewhere Borough Council', isChosen: false },
  ],
  code: null,
  showsChart: false,
  back: '/',
  error: null,
  lost: null,
};

const longName = 'Upper and Lower Netherby-under-Wychwood with Saint Bartholomew District Council';

export const examples: Readonly<Record<string, CouncilsModel>> = {
  typical,
  'no council': { ...typical, councils: [] },
  'one council': { ...typical, councils: [{ id: 'anytown', name: 'Anytown Council', isChosen: true }] },
  'long names': {
    ...typical,
    councils: [...typical.councils, { id: 'long', name: longName, isChosen: true }],
  },
  'with answers': { ...typical, code: '0123456789.AAC.abcd', back: pages.situation },
  error: { ...typical, error: 'Choose a council' },
  'answers that do not carry over': {
    ...typical,
    lost: { questions: ['Are they afraid for a pet or another animal?'], onwards: pages.situation },
  },
};
