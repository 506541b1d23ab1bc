import { button, type Html, html, input, insetText, type PageContent } from '../../platform/html/index.ts';
import {
  type AccountForm,
  exampleChoices,
  exampleTyped,
  nothingTyped,
  showAccountFields,
  showError,
  showErrors,
} from './show-account-form.ts';

export interface NewAccountModel extends Omit<AccountForm, 'isOwn'> {
  /** The account that is there already, under the same sign-in name or address. */
  readonly same: { readonly href: string; readonly name: string } | null;
}

export function model(needs: NewAccountModel): NewAccountModel {
  return needs;
}

const drawPage = ({ typed, errors, choices, same }: NewAccountModel): PageContent => ({
  title: 'Add a colleague',
  hasErrors: Object.keys(errors).length > 0,
  backLink: { text: 'Staff and teams', href: '/staff' },
  body: html`${showErrors(errors)}
<h1 class="govuk-heading-l">Add a colleague</h1>
${same && insetText({ html: showSame(same) })}
<form method="post" action="/staff/new" novalidate>
  ${input({
    id: 'signIn',
    name: 'signIn',
    label: { text: 'Sign-in name' },
    hint: { text: 'They type it to sign in; nobody else in the partnership has it' },
    value: typed.signIn,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: false,
    errorMessage: showError(errors.signIn),
  })}
  ${showAccountFields({ typed, errors, choices, isOwn: false })}
  ${button({ text: 'Add them', preventDoubleClick: true })}
</form>`,
});

const showSame = ({ href, name }: NonNullable<NewAccountModel['same']>): Html => html`<p
class="govuk-body"><a class="govuk-link" href="${href}">${name}</a> is here already. Change their account, or
open it again where they have left.</p>`;

export { drawPage as html };

const empty: NewAccountModel = { typed: nothingTyped, errors: {}, choices: exampleChoices, same: null };

export const examples: Readonly<Record<string, NewAccountModel>> = {
  empty,
  typical: { ...empty, typed: exampleTyped },
  error: {
    ...empty,
    typed: { ...exampleTyped, email: 'mo.reid' },
    errors: { signIn: 'Somebody has this sign-in name', email: 'Enter an e-mail address' },
    same: { href: '/staff/1', name: 'Mo Reid' },
  },
  'long names': {
    ...empty,
    typed: { ...exampleTyped, name: 'Gwenllian Featherstonehaugh-Cholmondeley of the Neighbourhood Team' },
  },
};
