import { showMore, showResult, showWay, type Way } from '../../advice/index.ts';
import {
  exampleNightNumbers,
  exampleService,
  type NightNumber,
  type ShownService,
  showHelplines,
  showNightNumbers,
} from '../../directory/index.ts';
import { button, html, type PageContent } from '../../platform/html/index.ts';
import { addressOf } from '../recording/addresses.rules.ts';
import type { PageName } from '../recording/recording.rules.ts';
import { emptySheet, sheet } from '../recording/sheet.examples.ts';
import type { Sheet } from '../recording/sheet.ts';

/** Of the council's directory, at this moment. */
export interface Help {
  /** Whom to ring while the office is closed; null while it is open. */
  readonly nightNumbers: readonly NightNumber[] | null;
  readonly helplines: readonly ShownService[];
}

export interface ResultModel extends Help {
  readonly sheet: Sheet;
  /** What nobody said and the clock told; null where somebody said it, or no rule turns on it. */
  readonly toldByClock: { readonly says: string; readonly href: string } | null;
  /** The actions of the steps that were done already. */
  readonly ticked: readonly string[];
  readonly pages: readonly { readonly page: PageName; readonly text: string; readonly isBehind: boolean }[];
  /** Pages on which something has to be put right before it can be saved. */
  readonly wrong: readonly PageName[];
  readonly way: Way | null;
  readonly opensCase: boolean;
}

export const pageTexts: Readonly<Record<PageName, string>> = {
  colleagues: 'Colleagues who must not see it',
  signs: 'What you noticed',
  who: 'Who it is about',
  children: 'Children',
  other: 'Who uses abuse, or may do',
  note: 'Your note',
};

export function model(needs: ResultModel): ResultModel {
  return needs;
}

const drawPage = (result: ResultModel): PageContent => ({
  title: 'What to do, and save',
  width: 'wide',
  hasErrors: result.wrong.length > 0,
  backLink: { href: result.sheet.back },
  body: html`${showWrong(result)}
<h1 class="govuk-heading-l">What to do, and save</h1>
${result.nightNumbers && showNightNumbers(result.nightNumbers)}
${showSteps(result)}
${result.toldByClock && showToldByClock(result.toldByClock)}
${result.helplines.length > 0 && showHelplines(result.helplines, addressOf(result.sheet.draft, 'result'))}
${showPages(result)}
<ul class="govuk-list rowan-screen-only">
  <li><a class="govuk-link" href="${addressOf(result.sheet.draft, 'paper')}">A plain copy without
names</a></li>
</ul>
${
  result.way &&
  html`<div class="rowan-way">${showMore('The way through the flow chart', showWay(result.way))}</div>`
}`,
});

const showWrong = ({ wrong, sheet: { draft } }: ResultModel) =>
  wrong.length > 0 &&
  html`<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert">
  <h2 class="govuk-error-summary__title">Not saved</h2>
  <div class="govuk-error-summary__body"><p>What you typed is kept. Put these right, and save again.</p>
    <ul class="govuk-list govuk-error-summary__list">${wrong.map(
      (page) => html`<li><a href="${addressOf(draft, page)}">${pageTexts[page]}</a></li>`,
    )}</ul></div></div></div>`;

/** One form: what is ticked is saved with the rest, whichever button is pressed. */
const showSteps = ({ sheet: { draft, now }, opensCase, ticked, pages }: ResultModel) => html`<form
  method="post" action="${addressOf(draft, 'record')}">
  <div class="rowan-screen-only">
  <p class="govuk-body">${
    opensCase
      ? 'Saving opens a case, which you lead until you hand it over.'
      : 'Saving sends it to those who receive concerns in your council. They are told at once.'
  } Nothing is saved for others until then.</p>
  ${showUnwritten(draft, pages)}
  ${button({
    text: opensCase ? 'Save, and open the case' : 'Save, and send it on',
    preventDoubleClick: true,
  })}
  <h2 class="govuk-heading-m">What to do now</h2>
  <p class="govuk-body">Tick what you have done already: it is saved with the rest.</p>
  </div>
  <input type="hidden" name="listed" value="yes">
  ${showResult(now, { name: 'done', actions: ticked })}
  <div class="rowan-screen-only">${button({
    text: 'Keep what is ticked',
    classes: 'govuk-button--secondary',
    attributes: { formaction: addressOf(draft, 'result') },
  })}</div>
</form>`;

const showUnwritten = (draft: string, pages: ResultModel['pages']) => {
  const left = pages.filter(({ isBehind }) => !isBehind);
  return (
    left.length > 0 &&
    html`<p class="govuk-body">You have not come to: ${left.map(
      ({ page, text }, place) =>
        html`${place > 0 && ', '}<a class="govuk-link" href="${addressOf(draft, page)}">${text}</a>`,
    )}.</p>`
  );
};

const showToldByClock = ({ says, href }: NonNullable<ResultModel['toldByClock']>) => html`<p
  class="govuk-body">Told by the clock: ${says}. <a class="govuk-link rowan-screen-only"
  href="${href}">Change it</a></p>`;

const showPages = ({ pages, sheet: { draft } }: ResultModel) => html`<section
  class="rowan-screen-only" aria-labelledby="pages-heading">
<h2 class="govuk-heading-m" id="pages-heading">What you wrote, and may still write</h2>
<ul class="govuk-list">${pages.map(
  ({ page, text, isBehind }) =>
    html`<li><a class="govuk-link" href="${addressOf(draft, page)}">${text}</a>${
      isBehind && html` <span class="govuk-hint">looked at</span>`
    }</li>`,
)}</ul>
</section>`;

export { drawPage as html };

const typical: ResultModel = {
  sheet,
  toldByClock: null,
  nightNumbers: null,
  helplines: [exampleService],
  ticked: [],
  pages: [
    { page: 'who', text: pageTexts.who, isBehind: false },
    { page: 'note', text: pageTexts.note, isBehind: true },
  ],
  wrong: [],
  way: null,
  opensCase: false,
};

export const examples: Readonly<Record<string, ResultModel>> = {
  typical,
  'a case is opened': { ...typical, opensCase: true, ticked: ['call-999'] },
  'out of hours': {
    ...typical,
    nightNumbers: exampleNightNumbers,
    toldByClock: { says: 'it is outside office hours', href: '/' },
  },
  empty: { ...typical, sheet: emptySheet, helplines: [] },
  error: { ...typical, wrong: ['who', 'note'] },
};
