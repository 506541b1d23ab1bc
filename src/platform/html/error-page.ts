import type { Typed } from '../typed.pure.ts';
import { button } from './content/index.ts';
import { hiddenFields } from './hidden-fields.ts';
import type { PageContent, PageFrame, PageLink } from './page.ts';
import { page } from './page.ts';
import type { Html } from './template.ts';
import { html } from './template.ts';

/** What can go wrong with a request. "Not allowed" is not among them: it is `not-found`, word for word. */
export type ErrorKind =
  | 'not-found'
  | 'bad-request'
  | 'wrong-method'
  | 'too-large'
  | 'too-fast'
  | 'stale'
  | 'away'
  | 'busy'
  | 'broken';

export interface ErrorPageOptions extends PageFrame {
  readonly lang?: PageContent['lang'];
  /** Whom to ring about Rowan itself. */
  readonly contact?: PageLink | undefined;
  /** What to quote when ringing: holds nothing of the page that failed. */
  readonly reference?: string | undefined;
  /** A form that was not taken, and can be sent again as it came. */
  readonly unsent?: { readonly to: string; readonly fields: Typed } | undefined;
}

interface ErrorWords {
  readonly status: number;
  readonly title: string;
  readonly happened: string;
  readonly kept: string;
  readonly next: readonly string[];
}

const WORDS: Readonly<Record<ErrorKind, ErrorWords>> = {
  'not-found': {
    status: 404,
    title: 'We cannot find that page',
    happened:
      'There is no page at this address that you can open. It may have moved, or it may be for other people.',
    kept: 'Nothing has changed, and what you saved before is still there.',
    next: [
      'If you typed the address, check it.',
      'If a colleague sent you the link, ask them what it was for.',
      'Otherwise go back to the start and find your way from there.',
    ],
  },
  'bad-request': {
    status: 400,
    title: 'We could not read what was sent',
    happened: 'Something in what your browser sent was not as we expect it, so we did not use any of it.',
    kept: 'Nothing was saved from this try. What you saved before is still there.',
    next: [
      'Go back with your browser’s back button: what you typed is often still in the page.',
      'Load the page again, and send it once more.',
    ],
  },
  'wrong-method': {
    status: 405,
    title: 'That address does not work this way',
    happened:
      'The page was opened in a way that it does not take: a form’s address loaded again, for example.',
    kept: 'Nothing has changed, and what you saved before is still there.',
    next: ['Go back to the page before, and use the button there.'],
  },
  'too-large': {
    status: 413,
    title: 'That is more than we can take at once',
    happened: 'What you sent is larger than this page can take.',
    kept: 'Nothing was saved from this try. What you saved before is still there.',
    next: ['Go back, make it shorter, and send it again.', 'If it has to be long, save it in two parts.'],
  },
  'too-fast': {
    status: 429,
    title: 'Please wait a moment',
    happened:
      'More was asked of this page in a short time than it allows. It is a guard, and no fault of yours.',
    kept: 'Nothing was saved from this try. What you saved before is still there.',
    next: ['Wait one minute, and try again.'],
  },
  stale: {
    status: 409,
    title: 'This has changed since you opened it',
    happened: 'Someone saved a change here after you opened the page. We did not write yours over theirs.',
    kept: 'Their change is kept. Yours is not saved yet: it is still in the page that you came from.',
    next: [
      'Go back with your browser’s back button, and copy what you typed.',
      'Open the page again, read what is new, and put in what is still needed.',
    ],
  },
  away: {
    status: 503,
    title: 'Rowan is away for the moment',
    happened: 'A part that Rowan needs is not answering. Rowan keeps trying, and comes back by itself.',
    kept: 'What was saved before is safe. What you sent just now may not be saved.',
    next: [
      'Wait a minute, and try again.',
      'Do not wait with what cannot wait: do it by phone, and write it down to put in later.',
    ],
  },
  busy: {
    status: 503,
    title: 'Rowan is busy',
    happened: 'Many people are using Rowan at this moment, and your turn did not come in time.',
    kept: 'What was saved before is safe. What you sent just now was not saved.',
    next: [
      'Wait a few seconds, and try again.',
      'Do not wait with what cannot wait: do it by phone, and write it down to put in later.',
    ],
  },
  broken: {
    status: 500,
    title: 'Something went wrong on our side',
    happened: 'This is a fault in Rowan. It was nothing that you did, and it has been written to our log.',
    kept: 'What was saved before is safe. What you sent just now may not be saved.',
    next: [
      'Try again. If this page comes back, look from the start whether your last step is there.',
      'Do not wait with what cannot wait: do it by phone, and write it down to put in later.',
    ],
  },
};

/** The HTTP status that goes with a kind of error. */
export const findErrorStatus = (kind: ErrorKind): number => WORDS[kind].status;

/** A whole page that says what happened, what is kept, what to do and whom to ring. */
export const renderErrorPage = (kind: ErrorKind, options: ErrorPageOptions = {}): Html => {
  const { contact, reference, unsent, ...frame } = options;
  const { urgent, home = '/' } = frame;
  const words = WORDS[kind];
  return page({
    ...frame,
    title: words.title,
    body: html`<h1 class="govuk-heading-l">${words.title}</h1>
<p class="govuk-body-l">${words.happened}</p>
<h2 class="govuk-heading-m">What is kept</h2>
<p class="govuk-body">${words.kept}</p>
<h2 class="govuk-heading-m">What to do</h2>
<ul class="govuk-list govuk-list--bullet">
  ${urgent && html`<li>If someone is in danger, do not wait for this page: ${showLink(urgent)}.</li>`}
  ${words.next.map((step) => html`<li>${step}</li>`)}
  ${contact && html`<li>If that does not help: ${showLink(contact)}.</li>`}
</ul>
${unsent && showUnsent(unsent)}
${reference && html`<p class="govuk-body">Reference to quote: <strong>${reference}</strong></p>`}
<p class="govuk-body">${showLink({ href: home, text: 'Go to the start' })}</p>`,
  });
};

const showUnsent = ({ to, fields }: NonNullable<ErrorPageOptions['unsent']>): Html =>
  html`<form method="post" action="${to}">
  ${hiddenFields(fields)}
  <p class="govuk-body">What you typed is still in this page.</p>
  ${button({ text: 'Send it again', preventDoubleClick: true })}
</form>`;

const showLink = ({ href, text }: PageLink): Html => html`<a class="govuk-link" href="${href}">${text}</a>`;
