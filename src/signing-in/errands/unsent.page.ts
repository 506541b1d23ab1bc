import { button, type Html, hiddenFields, html, type PageContent } from '../../platform/html/index.ts';
import { listWords, type Onward } from './onward.forms.ts';

/** A form that could not be taken as it came, and may be sent again. */
export interface UnsentModel extends Onward {
  /** Where nobody had sent it yet: the page on which it was being filled in when the session was over. */
  readonly leftOn?: `/${string}` | undefined;
}

export function model(unsent: UnsentModel): UnsentModel {
  return unsent;
}

const drawPage = (unsent: UnsentModel): PageContent => ({
  title: 'Not sent yet',
  body: html`<h1 class="govuk-heading-l">This is not sent yet</h1>
${unsent.leftOn === undefined ? explainRefused : explainLeft(unsent.leftOn)}
${showTyped(unsent)}
<form method="post" action="${unsent.to}">
  ${hiddenFields(unsent.fields)}
  <div class="govuk-button-group">
    ${button({ text: 'Send it now', preventDoubleClick: true })}
    <a class="govuk-link" href="/">Do not send it</a>
  </div>
</form>`,
});

const explainRefused: Html = html`<p class="govuk-body-l">You have signed in since you opened the page, so we
did not take what came from it. Look at it, and send it now if it is right.</p>`;

const explainLeft = (page: string): Html => html`<p class="govuk-body-l">You were signed out while you were
filling in a page, so Rowan kept what was on it. It is shown this once.</p>
<p class="govuk-body">If it is all there, send it now. If not, copy what you need, and
<a class="govuk-link" href="${page}">open the page again</a>.</p>`;

/** What somebody typed, to be seen and copied. */
export const showTyped = (unsent: Onward): Html => {
  const words = listWords(unsent);
  return html`<h2 class="govuk-heading-m">What you typed</h2>
${
  words.length === 0
    ? html`<p class="govuk-body">No words: only what you chose or pressed.</p>`
    : words.map((text) => html`<p class="govuk-body rowan-typed">${text}</p>`)
}`;
};

export { drawPage as html };

export const examples: Readonly<Record<string, UnsentModel>> = {
  empty: { to: '/work', fields: {} },
  typical: { to: '/work', fields: { words: ['She came to the desk at ten.\r\nHer son was with her.'] } },
  'left on the screen': {
    to: '/cases/1/closure',
    fields: { reason: ['moved'], words: ['She has moved to her sister, and'] },
    leftOn: '/cases/1/closure',
  },
  'long names': { to: '/work', fields: { name: ['Wolfeschlegelsteinhausenbergerdorff'.repeat(10)] } },
};
