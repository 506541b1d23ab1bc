import { button, type Html, html, notificationBanner, type PageContent } from '../../platform/html/index.ts';

export interface OwnAccountModel {
  readonly signIn: string;
  /** What the council calls its own sign-in, where it has one. */
  readonly councilLabel: string | null;
  /** Whether the reader has a password, where passwords let anybody in. */
  readonly hasPassword: boolean;
  /** It was changed just now. */
  readonly isChanged: boolean;
  /** Undefined where the council lets nobody in by them. */
  readonly passkeys: readonly ShownPasskey[] | undefined;
}

export interface ShownPasskey {
  readonly href: string;
  readonly name: string;
  /** "Made at 9:02am on 22 November 2026, not used yet". */
  readonly says: string;
}

export function model(needs: OwnAccountModel): OwnAccountModel {
  return needs;
}

const drawPage = ({
  signIn,
  councilLabel,
  hasPassword,
  isChanged,
  passkeys,
}: OwnAccountModel): PageContent => ({
  title: 'Your account',
  body: html`${isChanged && notificationBanner({ type: 'success', text: changed })}
<h1 class="govuk-heading-l">Your account</h1>
<p class="govuk-body">You sign in as <strong>${signIn}</strong>${
    councilLabel !== null && `, with the sign-in of ${councilLabel}`
  }.</p>
${hasPassword && showPassword}
${passkeys && showPasskeys(passkeys)}
<h2 class="govuk-heading-m">Where you are signed in</h2>
<p class="govuk-body"><a class="govuk-link" href="/sessions">See your sessions, and end them</a></p>`,
});

const changed = 'Your password is changed. You are signed in here, and nowhere else.';

const showPassword: Html = html`<h2 class="govuk-heading-m">Password</h2>
<p class="govuk-body"><a class="govuk-link" href="/account/password">Change your password</a></p>`;

const showPasskeys = (passkeys: readonly ShownPasskey[]): Html => html`<h2
class="govuk-heading-m">Passkeys</h2>
<p class="govuk-body">With a passkey you sign in by what unlocks your phone or computer: a finger, your
face or its PIN. Nobody can guess it, and a page that only looks like Rowan does not get it.</p>
${
  passkeys.length === 0
    ? html`<p class="govuk-body">You have none yet.</p>`
    : html`<ul class="govuk-list govuk-list--spaced">${passkeys.map(showPasskey)}</ul>`
}
${button({ text: 'Add a passkey', href: '/account/passkeys/new', classes: 'govuk-button--secondary' })}`;

const showPasskey = ({ href, name, says }: ShownPasskey): Html => html`<li>
  <h3 class="govuk-heading-s govuk-!-margin-bottom-1 rowan-typed">${name}</h3>
  <p class="govuk-body govuk-!-margin-bottom-1">${says}</p>
  <p class="govuk-body"><a class="govuk-link" href="${href}">Remove<span
    class="govuk-visually-hidden">: ${name}</span></a></p>
</li>`;

export { drawPage as html };

const typical: OwnAccountModel = {
  signIn: 'mo.reid',
  councilLabel: null,
  hasPassword: true,
  isChanged: false,
  passkeys: [
    {
      href: '/account/passkeys/1',
      name: 'Work laptop',
      says: 'Made at 9:02am on 22 November 2026, last used at 8:15am on 23 November 2026',
    },
    {
      href: '/account/passkeys/2',
      name: 'My phone',
      says: 'Made at 9:10am on 22 November 2026, not used yet',
    },
  ],
};

export const examples: Readonly<Record<string, OwnAccountModel>> = {
  typical,
  empty: { ...typical, passkeys: [] },
  'password changed': { ...typical, isChanged: true },
  'by the council’s own alone': {
    ...typical,
    councilLabel: 'Exampleshire Council',
    hasPassword: false,
    passkeys: undefined,
  },
  'long names': {
    ...typical,
    signIn: 'gwenllian.featherstonehaugh-cholmondeley',
    councilLabel: 'Neighbourhood and Community Safety Partnership of Exampleshire',
    passkeys: [
      {
        href: '/account/passkeys/1',
        name: 'Featherstonehaughcholmondeleycommunitysafetypartnershiplaptop',
        says: 'Made at 12:42pm on 22 September 2026, last used at 12:15pm on 23 November 2026',
      },
    ],
  },
};
