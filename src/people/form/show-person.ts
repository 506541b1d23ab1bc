import {
  checkboxes,
  dateInput,
  details,
  type FieldError,
  findError,
  first,
  type Html,
  html,
  input,
  insetText,
  radios,
  type Typed,
  textarea,
} from '../../platform/html/index.ts';
import { needs } from './person.forms.ts';

/** Somebody whom the viewer may see and who may be the same. */
export interface Candidate {
  readonly personId: string;
  readonly called: string;
  readonly why: string;
}

export interface PersonFields {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  /** Those who may be the same; empty until something was typed. */
  readonly candidates: readonly Candidate[];
  /** What they want to be called, and need. */
  readonly withWishes: boolean;
  /** Of somebody known: an address that is kept is not shown, and may be forgotten. */
  readonly isKnown?: boolean;
}

/** What is known of a person, as little as it may be: the one form, wherever people are written down. */
export const showPersonFields = ({
  typed,
  errors,
  candidates,
  withWishes,
  isKnown = false,
}: PersonFields): Html => {
  const line = (name: string, text: string, hint?: string) =>
    input({
      name,
      label: { text },
      hint: hint === undefined ? undefined : { text: hint },
      value: first(typed, name),
      errorMessage: findError(errors, name),
      autocomplete: 'off',
      spellcheck: false,
    });
  return html`${showWhySearch(typed, errors)}
${showCandidates(candidates, typed)}
${line('name', 'Full name')}
${line('known-as', 'Any other name that they go by')}
${textarea({
  name: 'description',
  label: { text: 'How you would know them' },
  hint: { text: 'If there is no name: where, and what you saw.' },
  rows: 2,
  value: first(typed, 'description'),
  errorMessage: findError(errors, 'description'),
})}
${showBirth(typed, errors)}
${line('phone', 'Phone number', 'As it was given to you. Rowan rings nobody.')}
${textarea({
  name: 'address',
  label: { text: 'Address' },
  hint: isKnown
    ? { text: 'It is not shown here. Leave this empty to keep the address that is known.' }
    : undefined,
  rows: 3,
  value: first(typed, 'address'),
  errorMessage: findError(errors, 'address'),
})}
${isKnown && showForgetting(typed)}
${withWishes && showWishes(typed, errors)}`;
};

/** Asked of whoever looks for very many people (src/oversight), and only then. */
const showWhySearch = (typed: Typed, errors: readonly FieldError[]) => {
  const errorMessage = findError(errors, 'why-search');
  return (
    errorMessage !== undefined &&
    textarea({
      name: 'why-search',
      label: { text: 'Why do you look for so many people?', classes: 'govuk-label--m' },
      hint: { text: 'There is mostly a good reason. Information governance and your manager are told it.' },
      rows: 2,
      value: first(typed, 'why-search'),
      errorMessage,
    })
  );
};

const showForgetting = (typed: Typed) =>
  checkboxes({
    name: 'forget-address',
    classes: 'govuk-checkboxes--small',
    items: [
      {
        value: 'yes',
        text: 'The address that is known is wrong, or must not stand here: forget it',
        checked: first(typed, 'forget-address') === 'yes',
      },
    ],
  });

/** Folded away: few are known at first, and the page is long on a phone. */
const showWishes = (typed: Typed, errors: readonly FieldError[]) =>
  details({
    summaryText: 'What they want, and need',
    open: wishes.some(({ name }) => first(typed, name) !== ''),
    html: html`${wishes.map(({ name, label }) =>
      input({
        name,
        label: { text: label },
        hint:
          name === 'interpreter' ? { text: 'Spoken or signed. Never a relative or a friend.' } : undefined,
        value: first(typed, name),
        errorMessage: findError(errors, name),
        autocomplete: 'off',
      }),
    )}`,
  });

const wishes = [
  { name: 'for-self', label: 'What they would like to be called' },
  { name: 'for-other', label: 'What they call the other person' },
  ...needs,
];

/** A date of birth as three fields, marked where one of them is wrong. */
export const showBirth = (typed: Typed, errors: readonly FieldError[], prefix = 'birth') => {
  const parts = ['day', 'month', 'year'] as const;
  const error = parts.map((part) => findError(errors, `${prefix}-${part}`)).find((found) => found);
  const marked = parts.map((part) => ({
    name: part,
    value: first(typed, `${prefix}-${part}`),
    error: findError(errors, `${prefix}-${part}`) !== undefined,
  }));
  return dateInput({
    id: prefix,
    namePrefix: prefix,
    fieldset: { legend: { text: 'Date of birth, if you know it' } },
    hint: { text: 'For example, 27 3 1987' },
    errorMessage: error,
    items: marked,
  });
};

const showCandidates = (candidates: readonly Candidate[], typed: Typed) =>
  candidates.length > 0 &&
  html`${insetText({ text: 'Somebody like this is in a record that you can see.' })}
${radios({
  name: 'same',
  fieldset: { legend: { text: 'Is it one of them?', classes: 'govuk-fieldset__legend--m' } },
  items: [
    ...candidates.map(({ personId, called, why }) => ({
      value: personId,
      text: called,
      hint: { text: `Shown because of ${why}.` },
      checked: first(typed, 'same') === personId,
    })),
    { divider: 'or' },
    {
      value: 'nobody',
      text: 'None of them, or I am not sure',
      checked: first(typed, 'same') === 'nobody',
    },
  ],
})}`;
