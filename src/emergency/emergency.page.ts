import {
  button,
  dateInput,
  type FieldError,
  findError,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  showProblems,
  textarea,
  warningText,
} from '../platform/html/index.ts';
import type { TypedEmergency } from './emergency.forms.ts';

export interface EmergencyModel {
  /** What is open now, to be gone back to and ended. */
  readonly live: readonly {
    readonly breakId: string;
    readonly href: string;
    readonly reference: string;
    readonly until: string;
  }[];
  readonly typed: TypedEmergency | null;
  readonly errors: readonly FieldError[];
}

/** As it was read, with what was wrong with what was sent. */
export function model(
  live: EmergencyModel['live'],
  sent?: Pick<EmergencyModel, 'typed' | 'errors'>,
): EmergencyModel {
  return { live, typed: sent?.typed ?? null, errors: sent?.errors ?? [] };
}

const drawPage = ({ live, typed, errors }: EmergencyModel): PageContent => ({
  title: 'Open a case in an emergency',
  hasErrors: errors.length > 0,
  backLink: { href: '/', text: 'Back to the start' },
  body: html`${showProblems(errors.map(({ field, text }) => ({ field: idOf(field), text })))}
<h1 class="govuk-heading-l">Open a case in an emergency</h1>
${live.map(showLive)}
${warningText({
  text: 'Is somebody in danger now? Call 999 first.',
  iconFallbackText: 'Warning',
})}
<p class="govuk-body">Only where somebody may come to harm before a colleague who works on the case can be
asked.</p>
<ul class="govuk-list govuk-list--bullet">
  <li>The case is open to you for 4 hours, like to a member of its team.</li>
  <li>Whoever leads it and information governance are told now, before you see it, with your name.</li>
  <li>Information governance reads your reason and what you looked at, and reviews it.</li>
</ul>
<form method="post" action="/emergency" novalidate>
  ${input({
    name: 'reference',
    label: { text: 'The reference of the case', classes: 'govuk-label--m' },
    hint: { text: 'Six figures, like 482113.' },
    classes: 'govuk-input--width-10',
    value: typed?.reference,
    errorMessage: findError(errors, 'reference'),
    attributes: { inputmode: 'numeric', autocomplete: 'off', spellcheck: 'false' },
  })}
  ${showPerson(typed, errors)}
  ${textarea({
    name: 'why',
    label: { text: 'What is the emergency?', classes: 'govuk-label--m' },
    hint: { text: 'What happened, and why it cannot wait. Whoever reviews it reads it.' },
    value: typed?.why,
    errorMessage: findError(errors, 'why'),
  })}
  ${button({
    text: 'Tell them, and open it for 4 hours',
    classes: 'govuk-button--warning',
    preventDoubleClick: true,
  })}
</form>`,
});

const showPerson = (typed: TypedEmergency | null, errors: readonly FieldError[]): Html => html`<h2
  class="govuk-heading-m">Or, without a reference, the survivor or a child</h2>
${input({
  name: 'name',
  label: { text: 'The whole name' },
  hint: { text: 'As it is recorded, first name and surname.' },
  value: typed?.name,
  errorMessage: findError(errors, 'name'),
  attributes: { autocomplete: 'off', spellcheck: 'false' },
})}
${dateInput({
  id: 'birth',
  namePrefix: 'birth',
  fieldset: { legend: { text: 'Date of birth' } },
  values: { day: typed?.day, month: typed?.month, year: typed?.year },
  errorMessage: findError(errors, 'birth'),
})}`;

const idOf = (field: string): string => (field === 'birth' ? 'birth-day' : field);

const showLive = ({ breakId, href, reference, until }: EmergencyModel['live'][number]): Html =>
  insetText({
    html: html`<p class="govuk-body"><a class="govuk-link" href="${href}">Case ${reference}</a> is open to you
until ${until}.</p>
<form method="post" action="/emergency/${breakId}/end">${button({
      html: html`End it now<span class="govuk-visually-hidden">: case ${reference}</span>`,
      classes: 'govuk-button--secondary govuk-!-margin-bottom-0',
      preventDoubleClick: true,
    })}</form>`,
  });

export { drawPage as html };

const typed: TypedEmergency = {
  reference: '482113',
  name: '',
  day: '',
  month: '',
  year: '',
  why: 'Her sister rang: he is outside the refuge, and nobody on the team answers.',
};

export const examples: Readonly<Record<string, EmergencyModel>> = {
  empty: { live: [], typed: null, errors: [] },
  typical: {
    live: [{ breakId: '1', href: '/cases/1', reference: '482113', until: '7:40pm on 22 November 2026' }],
    typed: null,
    errors: [],
  },
  error: {
    live: [],
    typed: {
      ...typed,
      reference: '',
      name: 'Gwenllian Featherstonehaugh-Cholmondeley',
      day: '31',
      month: '2',
    },
    errors: [
      { field: 'birth', text: 'Give the date of birth as day, month and year, like 27 3 1987' },
      { field: 'why', text: 'Say in a sentence what the emergency is: others will read it' },
    ],
  },
  'not found': {
    live: [],
    typed,
    errors: [{ field: 'reference', text: 'No case was found by this. Your reason has been recorded' }],
  },
};
