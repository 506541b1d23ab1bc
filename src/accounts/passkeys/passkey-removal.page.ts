import { button, type Html, html, type PageContent } from '../../platform/html/index.ts';

export interface PasskeyRemovalModel {
  readonly here: string;
  readonly name: string;
  /** There is no other way in: it stays. */
  readonly isOnlyWay: boolean;
}

export function model(needs: PasskeyRemovalModel): PasskeyRemovalModel {
  return needs;
}

const drawPage = ({ here, name, isOnlyWay }: PasskeyRemovalModel): PageContent => ({
  title: 'Remove a passkey',
  backLink: { text: 'Your account', href: '/account' },
  body: html`<h1 class="govuk-heading-l rowan-typed">Remove “${name}”?</h1>
${isOnlyWay ? explainLast : showForm(here)}`,
});

const explainLast: Html = html`<p class="govuk-body">It is your only way to sign in. Add another passkey
first, on another device, and then remove this one.</p>
<p class="govuk-body">Have you lost the device? Ask your administrator for a one-time link: when you use it,
this passkey lets nobody in any more.</p>
${button({ text: 'Add a passkey', href: '/account/passkeys/new' })}`;

const showForm = (
  here: string,
): Html => html`<p class="govuk-body">It lets nobody in any more, and wherever you
came in with it you are signed out, but for here. Remove it from the device too, in its own settings.</p>
<form method="post" action="${here}">
  <div class="govuk-button-group">
    ${button({ text: 'Remove it', classes: 'govuk-button--warning', preventDoubleClick: true })}
    <a class="govuk-link" href="/account">Keep it</a>
  </div>
</form>`;

export { drawPage as html };

const typical: PasskeyRemovalModel = { here: '/account/passkeys/1', name: 'Work laptop', isOnlyWay: false };

export const examples: Readonly<Record<string, PasskeyRemovalModel>> = {
  typical,
  'the only way': { ...typical, isOnlyWay: true },
  'long names': { ...typical, name: 'Featherstonehaughcholmondeleycommunitysafetypartnershiplaptop' },
};
