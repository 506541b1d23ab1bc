import {
  button,
  checkboxes,
  dateInput,
  type Html,
  html,
  insetText,
  type PageContent,
  radios,
} from '../../platform/html/index.ts';
import { showError, showErrors } from './show-account-form.ts';
import type { ClosingErrors, TypedClosing } from './staff.forms.ts';

export interface ClosingModel {
  readonly here: string;
  readonly name: string;
  readonly owes: boolean;
  readonly typed: TypedClosing;
  readonly errors: ClosingErrors;
}

const nothingTyped: TypedClosing = { when: '', anyway: false, last: { day: '', month: '', year: '' } };

export function model(
  read: Pick<ClosingModel, 'here' | 'name' | 'owes'>,
  sent?: Pick<ClosingModel, 'typed' | 'errors'>,
): ClosingModel {
  return { ...read, typed: sent?.typed ?? nothingTyped, errors: sent?.errors ?? {} };
}

const drawPage = ({ here, name, owes, typed, errors }: ClosingModel): PageContent => ({
  title: 'Close an account',
  hasErrors: Object.keys(errors).length > 0,
  backLink: { text: 'Their account', href: here },
  body: html`${showErrors({
    when: errors.when,
    'last-day': errors.last,
    anyway: errors.anyway,
  })}
<h1 class="govuk-heading-l">Close the account of ${name}</h1>
<p class="govuk-body">From then on they cannot sign in and see nothing. Their sessions, their roles and their
cover end. What they did stays on record under their name.</p>
${owes && insetText({ html: explainOwed })}
<form method="post" action="${here}/closing" novalidate>
  ${radios({
    name: 'when',
    idPrefix: 'when',
    fieldset: { legend: { text: 'When is it closed?' } },
    items: [
      {
        value: 'later',
        text: 'After a last day of work',
      },
      { value: 'now', text: 'At once' },
    ],
    value: typed.when,
    errorMessage: showError(errors.when),
  })}
  ${dateInput({
    id: 'last',
    namePrefix: 'last',
    fieldset: { legend: { text: 'Last day of work, if it is not closed at once' } },
    values: { ...typed.last },
    errorMessage: showError(errors.last),
  })}
  ${owes && showAnyway(typed, errors)}
  ${button({ text: 'Close the account', classes: 'govuk-button--warning', preventDoubleClick: true })}
</form>`,
});

const explainOwed: Html = html`<p class="govuk-body"><strong>Work of theirs has to be handed on
first.</strong> Their manager, or whoever receives concerns, sees what it is, is told now, and does it before
the last day. You do not see it. What is left then becomes nobody’s work, and stays on their lists until
somebody has it.</p>`;

const showAnyway = (typed: TypedClosing, errors: ClosingErrors): Html =>
  checkboxes({
    name: 'anyway',
    idPrefix: 'anyway',
    items: [
      {
        value: 'yes',
        text: 'At once although their work is not handed on: they must not be let in any more',
      },
    ],
    values: typed.anyway ? ['yes'] : [],
    errorMessage: showError(errors.anyway),
  });

export { drawPage as html };

const start = { here: '/staff/1', name: 'Mo Reid', owes: false };

export const examples: Readonly<Record<string, ClosingModel>> = {
  empty: model(start),
  typical: model({ ...start, owes: true }),
  error: model(
    { ...start, owes: true },
    { typed: { ...nothingTyped, when: 'now' }, errors: { anyway: 'Say that it is closed before' } },
  ),
  'wrong day': model(start, {
    typed: { ...nothingTyped, when: 'later' },
    errors: { last: 'Enter a last day that is today or later, like 27 11 2026' },
  }),
  'long names': model({ ...start, name: 'Gwenllian Featherstonehaugh-Cholmondeley of the Neighbourhood' }),
};
