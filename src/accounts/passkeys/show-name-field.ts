import { type Html, input } from '../../platform/html/index.ts';
import { showError } from '../staff/show-account-form.ts';

/** What somebody calls a passkey that they make. */
export const showNameField = (value: string, error: string | undefined): Html =>
  input({
    id: 'name',
    name: 'name',
    label: { text: 'What you call it' },
    hint: { text: 'So that you know it again, such as Work laptop' },
    value,
    autocomplete: 'off',
    errorMessage: showError(error),
  });
