import { html, type PageContent } from '../../platform/html/index.ts';

export interface WayInMadeModel {
  readonly name: string;
  readonly signIn: string;
  /** With the secret in it: it is shown once and kept nowhere. */
  readonly address: string;
  readonly hours: number;
  readonly back: string;
  /** Whether a password is chosen there, or a passkey made. */
  readonly passwords: boolean;
}

export function model(needs: WayInMadeModel): WayInMadeModel {
  return needs;
}

const drawPage = ({ name, signIn, address, hours, back, passwords }: WayInMadeModel): PageContent => ({
  title: 'A one-time link',
  backLink: { text: 'Their account', href: back },
  body: html`<h1 class="govuk-heading-l">A one-time link for ${name}</h1>
<p class="govuk-body">Give it to them yourself, and to nobody else: whoever opens it first can be them. It
works once, within ${hours} hours, and is not shown again.</p>
<p class="govuk-body rowan-typed"><strong>${address}</strong></p>
<p class="govuk-body">They ${passwords ? 'choose a password' : 'make a passkey'} there, and then sign in as
<strong>${signIn}</strong>.</p>`,
});

export { drawPage as html };

export const examples: Readonly<Record<string, WayInMadeModel>> = {
  typical: {
    name: 'Mo Reid',
    signIn: 'mo.reid',
    address: `https://rowan.exampleshire.example/way-in/${'x'.repeat(43)}`,
    hours: 24,
    back: '/staff/1',
    passwords: true,
  },
};
