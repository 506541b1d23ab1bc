import { checkboxes, type Html, html, input, select, showProblems } from '../../platform/html/index.ts';
import type { AccountErrors, Choices, TypedAccount } from './staff.forms.ts';

export interface AccountForm {
  readonly typed: TypedAccount;
  readonly errors: AccountErrors;
  readonly choices: Choices;
  /** Nobody gives a role to themselves, or takes one away. */
  readonly isOwn: boolean;
}

/** The fields that a new account and one that is changed have both. */
export const showAccountFields = ({ typed, errors, choices, isOwn }: AccountForm): Html => html`${input({
  id: 'name',
  name: 'name',
  label: { text: 'Name' },
  hint: { text: 'As colleagues know them' },
  value: typed.name,
  autocomplete: 'off',
  errorMessage: showError(errors.name),
})}
${input({
  id: 'email',
  name: 'email',
  type: 'email',
  label: { text: 'E-mail address (if there is one)' },
  hint: { text: 'Rowan writes that something waits, and nothing of what it is' },
  value: typed.email,
  autocomplete: 'off',
  spellcheck: false,
  errorMessage: showError(errors.email),
})}
${choose('team', 'Team', choices.teams, 'Choose a team', { typed, errors })}
${choose('manager', 'Manager', choices.managers, 'Nobody', { typed, errors })}
${
  isOwn
    ? html`<p class="govuk-body">Another administrator gives you roles, or takes them away.</p>`
    : checkboxes({
        name: 'roles',
        idPrefix: 'roles',
        fieldset: { legend: { text: 'Roles' } },
        hint: {
          text:
            'None is needed to record a concern, or to be given work. Information governance is told of ' +
            'those by which somebody sees cases',
        },
        items: choices.roles.map(({ id, label, hint }) => ({
          value: id,
          text: label,
          ...(hint && { hint: { text: hint } }),
        })),
        values: [...typed.roles],
        errorMessage: showError(errors.roles),
      })
}`;

const choose = (
  name: 'team' | 'manager',
  text: string,
  from: Choices['teams'],
  none: string,
  { typed, errors }: Pick<AccountForm, 'typed' | 'errors'>,
): Html =>
  select({
    name,
    label: { text },
    items: [{ value: '', text: none }, ...from.map((each) => ({ value: each.id, text: each.name }))],
    value: typed[name],
    errorMessage: showError(errors[name]),
  });

export const showError = (text: string | undefined) => (text === undefined ? undefined : { text });

/** What is wrong, above all, with a way to each field. */
export const showErrors = (errors: Readonly<Record<string, string | undefined>>): Html | false =>
  showProblems(
    Object.entries(errors).flatMap(([field, text]) => (text === undefined ? [] : { text, field })),
  );

export const exampleChoices: Choices = {
  teams: [
    { id: '019ab3c0-0000-7000-8000-000000000011', name: 'Housing' },
    { id: '019ab3c0-0000-7000-8000-000000000012', name: 'Customer services' },
  ],
  managers: [{ id: '019ab3c0-0000-7000-8000-000000000013', name: 'Priya Shah' }],
  roles: [
    { id: 'front-door-lead', label: 'Front door lead', hint: 'Receives every concern' },
    { id: 'administrator', label: 'Administrator', hint: 'Manages accounts, and sees no case' },
  ],
};

export const exampleTyped: TypedAccount = {
  name: 'Mo Reid',
  signIn: 'mo.reid',
  email: 'mo.reid@exampleshire.example',
  team: '019ab3c0-0000-7000-8000-000000000012',
  manager: '019ab3c0-0000-7000-8000-000000000013',
  roles: [],
};

export const nothingTyped: TypedAccount = {
  name: '',
  signIn: '',
  email: '',
  team: '',
  manager: '',
  roles: [],
};
