import { button, html, input, type PageContent } from '../../platform/html/index.ts';
import { showError, showErrors } from '../staff/show-account-form.ts';

export interface WayInModel {
  readonly here: string;
  readonly signIn: string;
  readonly errors: { readonly password?: string; readonly again?: string };
}

export function model(needs: WayInModel): WayInModel {
  return needs;
}

const drawPage = ({ here, signIn, errors }: WayInModel): PageContent => ({
  title: 'Choose a password',
  hasErrors: Object.keys(errors).length > 0,
  body: html`${showErrors({ ...errors })}
<h1 class="govuk-heading-l">Choose a password</h1>
<p class="govuk-body">You sign in as <strong>${signIn}</strong>. Four words that have nothing to do with each
other are easy to remember and hard to guess.</p>
<form method="post" action="${here}" novalidate>
  ${input({
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
  })}
  ${button({ text: 'Use this password', preventDoubleClick: true })}
</form>`,
});

export { drawPage as html };

const typical: WayInModel = { here: '/way-in/x', signIn: 'mo.reid', errors: {} };

export const examples: Readonly<Record<string, WayInModel>> = {
  typical,
  error: { ...typical, errors: { password: 'Enter a password of at least 15 characters' } },
};
