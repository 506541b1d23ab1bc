import { html, type PageContent } from '../../platform/html/index.ts';
import { passkeys } from '../../signing-in/index.ts';
import { showErrors } from '../staff/show-account-form.ts';
import { showNameField } from './show-name-field.ts';

export interface NewPasskeyModel {
  readonly name: string;
  readonly errors: { readonly name?: string; readonly make?: string };
}

export function model(needs: NewPasskeyModel): NewPasskeyModel {
  return needs;
}

const drawPage = ({ name, errors }: NewPasskeyModel): PageContent => ({
  title: 'Add a passkey',
  hasErrors: Object.keys(errors).length > 0,
  backLink: { text: 'Your account', href: '/account' },
  body: html`${showErrors(errors)}
<h1 class="govuk-heading-l">Add a passkey</h1>
<p class="govuk-body">Make it on a device that only you can unlock. On one that colleagues use too,
do not.</p>
<div id="make" tabindex="-1">${passkeys.showForm({
    does: 'create',
    action: '/account/passkeys/new',
    asks: '/account/passkeys/challenge',
    label: 'Make the passkey',
    fields: showNameField(name, errors.name),
  })}</div>`,
});

export { drawPage as html };

const empty: NewPasskeyModel = { name: '', errors: {} };

export const examples: Readonly<Record<string, NewPasskeyModel>> = {
  empty,
  typical: { ...empty, name: 'Work laptop' },
  error: { ...empty, errors: { name: 'Enter a name for it, such as Work laptop' } },
  'without script': {
    name: 'Work laptop',
    errors: {
      make: 'No passkey came from your browser. It needs script, and a current browser',
    },
  },
  'long names': { ...empty, name: 'Featherstonehaughcholmondeleycommunitysafetypartnershiplaptop' },
};
