import { type Html, html, input } from '../../platform/html/index.ts';
import { showError } from '../staff/show-account-form.ts';

/** A password that is chosen, twice. */
export const showNewPassword = (errors: {
  readonly password?: string;
  readonly again?: string;
}): Html => html`${input({
  id: 'password',
  name: 'password',
  type: 'password',
  label: { text: 'New password' },
  hint: { text: 'At least 15 characters. It need not have figures or signs in it' },
  autocomplete: 'new-password',
  errorMessage: showError(errors.password),
})}
${input({
  id: 'again',
  name: 'again',
  type: 'password',
  label: { text: 'The same once more' },
  autocomplete: 'new-password',
  errorMessage: showError(errors.again),
})}`;
