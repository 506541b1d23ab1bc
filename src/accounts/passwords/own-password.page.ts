import { button, html, input, type PageContent } from '../../platform/html/index.ts';
import { showError, showErrors } from '../staff/show-account-form.ts';
import { showNewPassword } from './show-new-password.ts';

export interface OwnPasswordModel {
  readonly signIn: string;
  readonly errors: {
    readonly current?: string;
    readonly password?: string;
    readonly again?: string;
  };
}

export function model(needs: OwnPasswordModel): OwnPasswordModel {
  return needs;
}

const drawPage = ({ signIn, errors }: OwnPasswordModel): PageContent => ({
  title: 'Change your password',
  hasErrors: Object.keys(errors).length > 0,
  backLink: { text: 'Your account', href: '/account' },
  body: html`${showErrors(errors)}
<h1 class="govuk-heading-l">Change your password</h1>
<p class="govuk-body">You sign in as <strong>${signIn}</strong>. Four words that have nothing to do with each
other are easy to remember and hard to guess.</p>
<form method="post" action="/account/password" novalidate>
  ${input({
    id: 'current',
    name: 'current',
    type: 'password',
    label: { text: 'The password that you have now' },
    autocomplete: 'current-password',
    errorMessage: showError(errors.current),
  })}
  ${showNewPassword(errors)}
  <p class="govuk-body">You stay signed in here, and are signed out everywhere else.</p>
  ${button({ text: 'Change it', preventDoubleClick: true })}
</form>`,
});

export { drawPage as html };

/** How the page says that the password that was given is not the one. */
export const wrongPassword = 'This is not the password that you have now';

const typical: OwnPasswordModel = { signIn: 'mo.reid', errors: {} };

export const examples: Readonly<Record<string, OwnPasswordModel>> = {
  typical,
  error: {
    ...typical,
    errors: {
      current: 'Enter the password that you have now',
      password: 'Enter a password of at least 15 characters',
    },
  },
  'wrong password': { ...typical, errors: { current: wrongPassword } },
  'long names': { ...typical, signIn: 'gwenllian.featherstonehaugh-cholmondeley' },
};
