import { adviseEach, planQuestions, type Question } from '../../advice/asking.rules.ts';
import { showResult } from '../../advice/index.ts';
import { describeResult, type Result } from '../../advice/result.rules.ts';
import type { Situation } from '../../advice/situation.rules.ts';
import type { ServiceBook } from '../../directory/index.ts';
import {
  button,
  type FieldError,
  guided,
  type Html,
  html,
  insetText,
  type PageContent,
  showProblems,
} from '../../platform/html/index.ts';
import { addressOf, addressOfKeeping, addressOfQuestion } from './addresses.rules.ts';
import type { PageName } from './recording.rules.ts';

/** What every page of a recording has: where it is, and what to do now beside it. */
export interface Sheet {
  readonly draft: string;
  readonly back: string;
  /** The id of this form, and of the form that wrote here last. */
  readonly form: string;
  readonly before: string;
  readonly now: Result;
  /** What matters most is behind, and the rest may wait. */
  readonly hasEssentials: boolean;
}

/** What to do now, in the situation as it is known so far. */
export function describeNow(
  draft: string,
  situation: Situation,
  { lookUp }: Pick<ServiceBook, 'lookUp'>,
): Result {
  const [advised] = adviseEach(situation);
  if (advised === undefined) throw new Error('a recording without a council');
  const agenda = planQuestions(situation, [advised]);
  const noteAll = (questions: readonly Question[], note: string | null) =>
    questions.map((question) => ({ ...question, note }));
  const ask = (fact: string) =>
    addressOfQuestion(
      draft,
      situation.facts.findIndex(({ id }) => id === fact),
    );
  return describeResult({
    advised,
    unknown: [
      ...noteAll(agenda.questions, null),
      ...noteAll(agenda.waiting, 'Waits until it is safe to ask them.'),
      ...noteAll(agenda.volunteered, 'Never asked. Only if they have told you.'),
    ],
    addressOf: ask,
    directory: { lookUp, back: addressOf(draft, 'result') },
  });
}

/** A page of the recording, with what to do now beside it. */
export const drawSheet = (
  { draft, back, now, hasEssentials }: Sheet,
  { main, errors = [] }: { readonly main: Html; readonly errors?: readonly FieldError[] },
): PageContent => ({
  title: 'Record something',
  width: 'wide',
  hasErrors: errors.length > 0,
  backLink: { href: back },
  body: guided({
    main: html`${showProblems(errors)}${main}
${
  hasEssentials &&
  insetText({ text: 'What matters most is written. Each answer from here makes the list more exact.' })
}
<p class="govuk-body rowan-screen-only"><a class="govuk-link" href="${addressOf(draft, 'result')}">Go
to the whole list, and save</a></p>`,
    now: { title: 'What to do now', count: now.count, body: showResult(now) },
  }),
});

/** The form of a page on which something is typed: kept while somebody types, sent by Continue. */
export const showForm = (
  { draft, form, before }: Sheet,
  page: PageName,
  fields: Html,
  buttons?: Html,
): Html => html`<form method="post" action="${addressOf(draft, page)}"
  data-keep="${addressOfKeeping(draft, page)}" novalidate>
  ${showWriter(form, before)}
  ${fields}
  <p class="rowan-live-status" data-keep-status role="status"></p>
  <div class="govuk-button-group">
    ${button({ text: 'Continue', preventDoubleClick: true })}
    ${buttons}
    ${skipButton}
  </div>
</form>`;

const showWriter = (form: string, before: string): Html =>
  html`<input type="hidden" name="form" value="${form}">
  <input type="hidden" name="before" value="${before}">`;

/** Passing a page says nothing: what is on it stays as it was. */
export const skipButton: Html = button({
  text: 'Skip for now',
  name: 'act',
  value: 'skip',
  classes: 'govuk-button--secondary',
});
