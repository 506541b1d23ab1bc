import {
  button,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  showProblems,
} from '../platform/html/index.ts';
import { listCarried, type Onward } from './errands/onward.forms.ts';
import { showTyped } from './errands/unsent.page.ts';
import { showPasskeyForm } from './passkeys/show-passkey-form.ts';
import type { SignInErrors } from './sign-in.forms.ts';
import { mayUsePasskeys, ownWays, type Ways } from './ways.ts';

export interface SignInModel {
  /** What was typed as the name. */
  readonly name: string;
  readonly errors: SignInErrors;
  /** For the form as a whole: a wrong password, or a wait. */
  readonly problem: string | undefined;
  /** A passkey was tried. */
  readonly isByPasskey: boolean;
  /** They were signed out, and the page that was left has gone. */
  readonly hasEnded: boolean;
  /** Where it goes on, with what could not be sent there because nobody was signed in. */
  readonly onward: Onward | undefined;
  readonly ways: Ways;
}

/** A page without errors, or one that says what was wrong and keeps the name. */
export function model(typed: Partial<SignInModel> = {}): SignInModel {
  const { name = '', errors = {}, problem, isByPasskey = false, onward } = typed;
  const { hasEnded = false, ways = ownWays } = typed;
  return { name, errors, problem, isByPasskey, hasEnded, onward, ways };
}

const drawPage = (typed: SignInModel): PageContent => {
  const { name, errors, onward, ways } = typed;
  const list = listErrors(typed);
  const title = onward?.again ? 'Sign in again to go on' : 'Sign in';
  const unsent = onward && Object.keys(onward.fields).length > 0 && onward;
  return {
    title,
    hasErrors: list.length > 0,
    body: html`${showProblems(list)}
<h1 class="govuk-heading-l">${title}</h1>
${explainOld}
${typed.hasEnded && insetText({ html: explainEnded })}
${onward?.again && explainAgain}
${unsent && insetText({ html: unsent.again ? explainWaiting : explainUnsent })}
${ways.providers.map((provider) => showProvider(provider, onward))}
${ways.passwords && showPasswords({ name, errors, onward })}
${mayUsePasskeys(ways) && showPasskeys(typed)}
${urgent}
${unsent && showTyped(unsent)}`,
  };
};

const showProvider = ({ council, label }: Ways['providers'][number], onward: Onward | undefined): Html =>
  html`<form method="post" action="/sign-in/with/${council}">
  ${onward && listCarried(onward)}
  ${button({ text: `Sign in with ${label}`, preventDoubleClick: true })}
</form>`;

const showPasswords = ({
  name,
  errors,
  onward,
}: Pick<
  SignInModel,
  'name' | 'errors' | 'onward'
>): Html => html`<form method="post" action="/sign-in" novalidate>
  ${onward && listCarried(onward)}
  ${input({
    id: 'name',
    name: 'name',
    label: { text: 'Sign-in name' },
    value: name,
    autocomplete: 'username',
    spellcheck: false,
    autocapitalize: 'none',
    errorMessage: showError(errors.name),
  })}
  ${input({
    id: 'password',
    name: 'password',
    type: 'password',
    label: { text: 'Password' },
    autocomplete: 'current-password',
    errorMessage: showError(errors.password),
  })}
  ${button({ text: 'Sign in', preventDoubleClick: true })}
</form>`;

const showPasskeys = ({ onward, ways }: SignInModel): Html =>
  html`<div id="passkey" tabindex="-1">${showPasskeyForm({
    does: 'get',
    action: '/sign-in/passkey',
    asks: '/sign-in/passkey/challenge',
    label: 'Sign in with a passkey',
    isSecondary: ways.passwords || ways.providers.length > 0,
    fields: onward && listCarried(onward),
  })}</div>`;

/** Hidden by the style sheet of a browser that knows what came with the last of what Rowan relies on. */
const explainOld: Html = html`<div class="govuk-inset-text rowan-old-browser">
<p class="govuk-body"><strong>This browser is older than Rowan needs.</strong> It may not let you sign in, and
does not guard what you see as it should. Use a current Edge, Chrome, Firefox or Safari.</p></div>`;

const explainEnded: Html = html`<p class="govuk-body"><strong>You are signed out.</strong> Your session is
over: it was not used for 20 minutes, was 12 hours old, or was ended from elsewhere. What Rowan had kept of
what you typed is there when you sign in.</p>`;

const explainAgain: Html = html`<p class="govuk-body">What you are about to do reaches far, so Rowan asks once
more who you are. It does not ask again for 10 minutes.</p>`;

const explainWaiting: Html = html`<p class="govuk-body"><strong>What you sent waits, and is not done
yet.</strong></p>
<p class="govuk-body">Sign in again, and you can send it as it is. Leave this page another way, and what you
typed just now is lost.</p>`;

const explainUnsent: Html = html`<p class="govuk-body"><strong>You were signed out before this was sent. It
is not saved.</strong></p>
<p class="govuk-body">Sign in, and you can send it as it is. Leave this page another way, and what you typed
just now is lost.</p>`;

const urgent: Html = html`<p class="govuk-body">If somebody is in danger now,
<a class="govuk-link" href="tel:999"><strong>call 999</strong></a> first.
You do not have to sign in for that.</p>`;

function showError(text: string | undefined): { readonly text: string } | undefined {
  return text === undefined ? undefined : { text };
}

function listErrors({ errors: { name, password }, problem, isByPasskey }: SignInModel) {
  return [
    ...(problem === undefined ? [] : [{ text: problem, field: isByPasskey ? 'passkey' : 'name' }]),
    ...(name === undefined ? [] : [{ text: name, field: 'name' }]),
    ...(password === undefined ? [] : [{ text: password, field: 'password' }]),
  ];
}

export { drawPage as html };

export const wrong = 'The sign-in name or the password is not right';
export const wrongPasskey = 'This passkey does not let you in here. Try again, or sign in another way';

/** How long somebody has to wait, after many wrong passwords. */
export function explainWait(seconds: number): string {
  const time = seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `There were many wrong tries. Wait ${time}, then try again`;
}

const exampleshire = { council: 'exampleshire', label: 'Exampleshire Council', passkeys: false };

export const examples: Readonly<Record<string, SignInModel>> = {
  empty: model(),
  error: model({ errors: { name: 'Enter your sign-in name', password: 'Enter your password' } }),
  typical: model({ name: 'a.carter', problem: wrong }),
  again: model({ name: 'a.carter', onward: { to: '/staff/new', fields: {}, again: true } }),
  'again, not sent': model({
    name: 'a.carter',
    onward: { to: '/staff', fields: { name: ['Mo Reid'] }, again: true },
    problem: wrong,
  }),
  ended: model({ hasEnded: true, onward: { to: '/work', fields: {} } }),
  'by the council’s own': model({
    ways: { passwords: false, providers: [exampleshire] },
  }),
  'by a passkey alone': model({ ways: { passwords: false, providers: [] } }),
  'by the council’s own, or a passkey': model({
    ways: { passwords: false, providers: [{ ...exampleshire, passkeys: true }] },
    problem: wrongPasskey,
    isByPasskey: true,
  }),
  'not sent': model({ onward: { to: '/', fields: { words: ['She said: “He has my phone.”'] } } }),
  'long names': model({
    name: 'gwenllian.featherstonehaugh-cholmondeley.of.the.neighbourhood.team',
    problem: explainWait(60),
  }),
};
