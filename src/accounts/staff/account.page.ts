import { button, type Html, html, insetText, type PageContent } from '../../platform/html/index.ts';
import {
  type AccountForm,
  exampleChoices,
  exampleTyped,
  showAccountFields,
  showErrors,
} from './show-account-form.ts';

export interface AccountModel extends AccountForm {
  /** Its address. */
  readonly here: string;
  /** "Leaves; the last day is 27 November 2026", where they do. */
  readonly leaving: string | null;
  readonly isGone: boolean;
  /** What a one-time link is good for; nothing where it is good for nothing. */
  readonly wayIn: 'password' | 'passkey' | null;
  /** "a password", "a passkey": never more of it. */
  readonly signsInBy: readonly string[];
  /** Some of their work has to be handed on. */
  readonly owes: boolean;
  readonly changes: readonly string[];
}

export function model(needs: AccountModel): AccountModel {
  return needs;
}

const drawPage = (account: AccountModel): PageContent => ({
  title: 'A colleague’s account',
  hasErrors: Object.keys(account.errors).length > 0,
  backLink: { text: 'Staff and teams', href: '/staff' },
  body: html`${showErrors(account.errors)}
<h1 class="govuk-heading-l">${account.typed.name}</h1>
<p class="govuk-body">Signs in as ${account.typed.signIn}${
    account.signsInBy.length > 0 && `, by ${account.signsInBy.join(', or by ')}`
  }.</p>
${account.leaving !== null && insetText({ html: showLeaving(account) })}
${!account.isGone && showForm(account)}
${!account.isGone && !account.isOwn && showEnds(account)}
<h2 class="govuk-heading-m">What was done with this account</h2>
${
  account.changes.length === 0
    ? html`<p class="govuk-body">Nothing yet.</p>`
    : html`<ul class="govuk-list govuk-list--bullet">${account.changes.map(
        (change) => html`<li>${change}</li>`,
      )}</ul>`
}`,
});

const showForm = (
  account: AccountModel,
): Html => html`<form method="post" action="${account.here}" novalidate>
  ${showAccountFields(account)}
  ${button({ text: 'Save', preventDoubleClick: true })}
</form>`;

const showLeaving = ({
  here,
  leaving,
  isGone,
  owes,
}: AccountModel): Html => html`<p class="govuk-body">${leaving}.${
  owes &&
  html` <strong>Work of theirs is still to be handed on.</strong> Their manager, or whoever receives
concerns, sees what it is and does it.`
}</p>
<form method="post" action="${here}/return">
  ${button({
    text: isGone ? 'Open the account again' : 'Keep the account open',
    classes: 'govuk-button--secondary',
  })}
</form>`;

const showEnds = ({ here, leaving, wayIn }: AccountModel): Html => html`<h2
class="govuk-heading-m">Ways in</h2>
${
  wayIn !== null &&
  html`<p class="govuk-body">A one-time link lets them ${
    wayIn === 'password' ? 'choose a password' : 'make a passkey'
  }. When they use it, all their sessions end and the passkeys they had stop working. They and
their manager are told that you made it.</p>`
}
<div class="govuk-button-group">
  ${
    wayIn !== null &&
    html`<form method="post" action="${here}/way-in">
    ${button({ text: 'Make a one-time link', classes: 'govuk-button--secondary' })}
  </form>`
  }
  <form method="post" action="${here}/sessions">
    ${button({ text: 'End all their sessions', classes: 'govuk-button--secondary' })}
  </form>
</div>
${
  leaving === null &&
  html`<p class="govuk-body"><a class="govuk-link" href="${here}/closing">They leave: close the
account</a></p>`
}`;

export { drawPage as html };

const typical: AccountModel = {
  typed: exampleTyped,
  errors: {},
  choices: exampleChoices,
  isOwn: false,
  here: '/staff/1',
  leaving: null,
  isGone: false,
  wayIn: 'password',
  signsInBy: ['a password', 'a passkey'],
  owes: false,
  changes: ['Added by Ada Clerk at 9:02am on 22 November 2026'],
};

export const examples: Readonly<Record<string, AccountModel>> = {
  typical,
  empty: { ...typical, changes: [], isOwn: true },
  error: { ...typical, errors: { team: 'They still lead work that this team never leads' } },
  'by the council’s own': { ...typical, wayIn: null, signsInBy: ['the council’s own sign-in'] },
  'by a passkey': { ...typical, wayIn: 'passkey', signsInBy: [] },
  leaving: { ...typical, leaving: 'They leave; the last day is 27 November 2026', owes: true },
  gone: { ...typical, leaving: 'They left; the last day was 20 November 2026', isGone: true },
  'long names': {
    ...typical,
    typed: { ...exampleTyped, name: 'Gwenllian Featherstonehaugh-Cholmondeley of the Neighbourhood Team' },
  },
};
