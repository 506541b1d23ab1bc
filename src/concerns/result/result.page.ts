import { showResult, showWay, type Way } from '../../advice/index.ts';
import type { Result } from '../../advice/result.rules.ts';
import {
  exampleNightNumbers,
  exampleService,
  type NightNumber,
  type ShownService,
  showHelplines,
  showNightNumbers,
} from '../../directory/index.ts';
import { button, checkboxes, html, type PageContent } from '../../platform/html/index.ts';
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
  readonly result: Result;
  /** What nobody said and the clock told; null where somebody said it, or no rule turns on it. */
  readonly toldByClock: { readonly says: string; readonly href: string } | null;
  /** The steps that may be ticked, by their actions. */
  readonly steps: readonly { readonly action: string; readonly label: string }[];
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
${showSave(result)}
<h2 class="govuk-heading-m">What to do now</h2>
${showResult(result.result)}
${result.toldByClock && showToldByClock(result.toldByClock)}
${result.helplines.length > 0 && showHelplines(result.helplines, addressOf(result.sheet.draft, 'result'))}
${showTicks(result)}
${showPages(result)}
<ul class="govuk-list rowan-screen-only">
  <li><a class="govuk-link" href="${addressOf(result.sheet.draft, 'paper')}">A plain copy without
names</a></li>
</ul>
${
  result.way &&
  html`<section class="rowan-way" aria-labelledby="way-heading">
<h2 class="govuk-heading-m" id="way-heading">The way through the flow chart</h2>
${showWay(result.way)}</section>`
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

const showSave = ({ sheet: { draft }, opensCase }: ResultModel) => html`<form method="post"
  action="${addressOf(draft, 'record')}" class="rowan-screen-only">
  <p class="govuk-body">${
    opensCase
      ? 'Saving opens a case, which you lead until you hand it over.'
      : 'Saving sends it to those who receive concerns in your council. They are told at once.'
  } Nothing is saved for others until then.</p>
  ${button({
    text: opensCase ? 'Save, and open the case' : 'Save, and send it on',
    preventDoubleClick: true,
  })}
</form>`;

const showToldByClock = ({ says, href }: NonNullable<ResultModel['toldByClock']>) => html`<p
  class="govuk-body">Told by the clock: ${says}. <a class="govuk-link rowan-screen-only"
  href="${href}">Change it</a></p>`;

const showTicks = ({ steps, ticked, sheet: { draft } }: ResultModel) =>
  steps.length > 0 &&
  html`<form method="post" action="${addressOf(draft, 'result')}" class="rowan-screen-only">
${checkboxes({
  name: 'done',
  fieldset: { legend: { text: 'What have you done already?', classes: 'govuk-fieldset__legend--m' } },
  values: ticked,
  items: steps.map(({ action, label }) => ({ value: action, text: label })),
})}
${button({ text: 'Keep what is ticked', classes: 'govuk-button--secondary' })}
</form>`;

const showPages = ({ pages, sheet: { draft } }: ResultModel) => html`<section
  class="rowan-screen-only" aria-labelledby="pages-heading">
<h2 class="govuk-heading-m" id="pages-heading">What you may still write</h2>
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
  result: sheet.now,
  toldByClock: null,
  nightNumbers: null,
  helplines: [exampleService],
  steps: [{ action: 'call-999', label: 'Call 999' }],
  ticked: [],
  pages: [{ page: 'note', text: pageTexts.note, isBehind: true }],
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
  empty: { ...typical, sheet: emptySheet, result: emptySheet.now, steps: [], helplines: [] },
  error: { ...typical, wrong: ['who', 'note'] },
};
