import { button, type Html, html, type PageContent } from '../../platform/html/index.ts';
import { passkeys } from '../../signing-in/index.ts';
import { showNameField } from '../passkeys/show-name-field.ts';
import { showNewPassword } from '../passwords/show-new-password.ts';
import { showErrors } from '../staff/show-account-form.ts';

export interface WayInModel {
  readonly here: string;
  readonly signIn: string;
  /** Whether a password is chosen, or a passkey made. */
  readonly passwords: boolean;
  /** What the passkey is called. */
  readonly name: string;
  readonly errors: Readonly<Partial<Record<'password' | 'again' | 'name' | 'make', string>>>;
}

export function model(needs: WayInModel): WayInModel {
  return needs;
}

const drawPage = (wayIn: WayInModel): PageContent => {
  const title = wayIn.passwords ? 'Choose a password' : 'Make a passkey';
  return {
    title,
    hasErrors: Object.keys(wayIn.errors).length > 0,
    body: html`${showErrors(wayIn.errors)}
<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">You sign in as <strong>${wayIn.signIn}</strong>.</p>
${wayIn.passwords ? showPassword(wayIn) : showPasskey(wayIn)}`,
  };
};

const showPassword = ({ here, errors }: WayInModel): Html => html`<p class="govuk-body">Four words that have
nothing to do with each other are easy to remember and hard to guess.</p>
<form method="post" action="${here}" novalidate>
  ${showNewPassword(errors)}
  ${button({ text: 'Use this password', preventDoubleClick: true })}
</form>`;

const showPasskey = ({
  here,
  name,
  errors,
}: WayInModel): Html => html`<p class="govuk-body">With it you sign in by
what unlocks your phone or computer: a finger, your face or its PIN. Make it on a device that only you can
unlock.</p>
<div id="make" tabindex="-1">${passkeys.showForm({
  does: 'create',
  action: here,
  asks: `${here}/challenge`,
  label: 'Make the passkey',
  fields: showNameField(name, errors.name),
})}</div>`;

export { drawPage as html };

const typical: WayInModel = { here: '/way-in/x', signIn: 'mo.reid', passwords: true, name: '', errors: {} };

export const examples: Readonly<Record<string, WayInModel>> = {
  typical,
  error: { ...typical, errors: { password: 'Enter a password of at least 15 characters' } },
  'a passkey': { ...typical, passwords: false },
  'a passkey, error': {
    ...typical,
    passwords: false,
    errors: { name: 'Enter a name for it, such as Work laptop' },
  },
};
