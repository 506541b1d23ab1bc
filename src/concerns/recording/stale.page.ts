import { button, hiddenFields, html, type PageContent, type Typed } from '../../platform/html/index.ts';

export interface StaleModel {
  /** The page itself, as it stands now. */
  readonly here: string;
  readonly action: string;
  readonly kept: readonly string[];
  readonly yours: readonly string[];
  /** Everything that was sent, so that it can be sent again over what is kept. */
  readonly fields: Typed;
}

export function model(needs: StaleModel): StaleModel {
  return needs;
}

const drawPage = ({ here, action, kept, yours, fields }: StaleModel): PageContent => ({
  title: 'This has changed since you opened it',
  body: html`<h1 class="govuk-heading-l">This has changed since you opened it</h1>
<p class="govuk-body">You, or another window of yours, wrote here meanwhile. Nothing is lost:
both stand below.</p>
<h2 class="govuk-heading-m">What is kept now</h2>
${showTexts(kept)}
<h2 class="govuk-heading-m">What you sent just now: not saved</h2>
${showTexts(yours)}
<form method="post" action="${action}">
  ${hiddenFields(fields)}
  <div class="govuk-button-group">
    ${button({ text: 'Use what I sent', preventDoubleClick: true })}
    <a class="govuk-link" href="${here}">Go on with what is kept</a>
  </div>
</form>`,
});

const showTexts = (texts: readonly string[]) =>
  texts.length === 0
    ? html`<p class="govuk-body">Nothing.</p>`
    : texts.map((text) => html`<p class="govuk-body rowan-typed">${text}</p>`);

export { drawPage as html };

export const examples: Readonly<Record<string, StaleModel>> = {
  typical: {
    here: '/',
    action: '/',
    kept: ['She came to the desk at ten.'],
    yours: ['She came to the desk at ten, with her son.'],
    fields: { words: ['She came to the desk at ten, with her son.'] },
  },
  empty: { here: '/', action: '/', kept: [], yours: ['Yes'], fields: {} },
};
