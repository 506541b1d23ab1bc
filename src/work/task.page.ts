import {
  button,
  details,
  type Html,
  html,
  type PageContent,
  select,
  showProblems,
  summaryList,
  textarea,
} from '../platform/html/index.ts';

export interface TaskModel {
  readonly taskId: string;
  readonly caseHref: string;
  readonly reference: string;
  /** The action's own words: this page stands inside the case. */
  readonly action: string;
  readonly means: string;
  readonly when: string;
  readonly whose: string;
  /** What the survivor wants to be called, and calls the other person; null where that is not known. */
  readonly words: string | null;
  readonly isMine: boolean;
  readonly isDone: boolean;
  readonly isCaseClosed: boolean;
  readonly colleagues: readonly {
    readonly id: string;
    readonly name: string;
    /** Whether they see the case already. */
    readonly isIn: boolean;
  }[];
  readonly history: readonly string[];
  /** What was wrong with what was sent, and in which field. */
  readonly error: { readonly field: 'why' | 'to'; readonly text: string; readonly typed: string } | null;
}

/** As it was read. */
export function model(read: TaskModel): TaskModel {
  return read;
}

const drawPage = (task: TaskModel): PageContent => ({
  title: 'Task',
  hasErrors: task.error !== null,
  backLink: { href: task.caseHref, text: 'Back to the case' },
  body: html`${showProblems(task.error ? [task.error] : [])}
<h1 class="govuk-heading-l"><span class="govuk-caption-l">Case ${task.reference}</span> ${task.action}</h1>
<p class="govuk-body">${task.means}</p>
${summaryList({
  rows: [
    { key: { text: 'When' }, value: { text: task.when } },
    { key: { text: 'Whose' }, value: { text: task.whose } },
    task.words !== null && { key: { text: 'Words to use' }, value: { text: `${task.words}.` } },
    { key: { text: 'Done' }, value: { text: task.isDone ? 'Yes' : 'Not yet' } },
  ],
})}
${task.isDone ? (task.isCaseClosed ? showClosed(task) : showReopen(task)) : showOpen(task)}
${task.history.length > 0 && showHistory(task.history)}`,
});

const showOpen = (
  task: TaskModel,
): Html => html`<form method="post" action="/tasks/${task.taskId}/completion">
  ${button({ text: 'Tick as done', preventDoubleClick: true })}
</form>
${
  !task.isMine &&
  html`<form method="post" action="/tasks/${task.taskId}/taking">
  ${button({ text: 'Take this on myself', classes: 'govuk-button--secondary', preventDoubleClick: true })}
</form>`
}
${details({ summaryText: 'Hand it on', open: task.error?.field === 'to', html: showHandOver(task) })}`;

const showHandOver = (task: TaskModel): Html =>
  task.colleagues.length === 0
    ? html`<p class="govuk-body">There is nobody else who may be given this.</p>`
    : html`<form method="post" action="/tasks/${task.taskId}/hand-over">
  ${select({
    name: 'to',
    label: { text: 'Who takes this on' },
    hint: {
      text: 'They are told. A colleague from outside the case joins its team, and sees it from then on.',
    },
    items: [
      { value: '', text: 'Choose a colleague' },
      ...listColleagues(task, true),
      ...listColleagues(task, false),
    ],
    errorMessage: task.error?.field === 'to' ? { text: task.error.text } : undefined,
  })}
  ${button({ text: 'Hand it on', classes: 'govuk-button--secondary', preventDoubleClick: true })}
</form>`;

const listColleagues = ({ colleagues }: TaskModel, isIn: boolean) =>
  colleagues
    .filter((colleague) => colleague.isIn === isIn)
    .map(({ id, name }) => ({ value: id, text: isIn ? name : `${name} (joins the case)` }));

const showReopen = (
  task: TaskModel,
): Html => html`<form method="post" action="/tasks/${task.taskId}/reopening">
  ${textarea({
    name: 'why',
    label: { text: 'Why is this to be done again?', classes: 'govuk-label--s' },
    value: task.error?.field === 'why' ? task.error.typed : undefined,
    errorMessage: task.error?.field === 'why' ? { text: task.error.text } : undefined,
  })}
  ${button({ text: 'Open it again', classes: 'govuk-button--secondary', preventDoubleClick: true })}
</form>`;

const showClosed = ({ caseHref }: TaskModel): Html => html`<p class="govuk-body">This case is closed. Before
this is to be done again, <a class="govuk-link" href="${caseHref}/closure">open the case again</a>.</p>`;

const showHistory = (
  history: readonly string[],
): Html => html`<h2 class="govuk-heading-m">What has happened</h2>
<ol class="govuk-list govuk-list--number">${history.map((line) => html`<li>${line}</li>`)}</ol>`;

export { drawPage as html };

const open: TaskModel = {
  taskId: '019ab3c0-0000-7000-8000-000000000001',
  caseHref: '/cases/019ab3c0-0000-7000-8000-000000000002',
  reference: '482113',
  action: 'Complete the form with them',
  means: 'The form is filled in with the person, in their own words.',
  when: 'Due today',
  whose: 'Yours',
  words: '“a survivor” for themselves, “my ex” for the other person',
  isMine: true,
  isDone: false,
  isCaseClosed: false,
  colleagues: [{ id: '019ab3c0-0000-7000-8000-000000000003', name: 'Hana Weiss', isIn: true }],
  history: [],
  error: null,
};

export const examples: Readonly<Record<string, TaskModel>> = {
  typical: open,
  empty: {
    ...open,
    words: null,
    colleagues: [],
    isMine: false,
    whose: 'Nobody’s yet: for the front door lead',
  },
  done: { ...open, isDone: true, history: ['Mo Reid ticked it as done, 3:40pm on 22 November 2026'] },
  closed: {
    ...open,
    isDone: true,
    isCaseClosed: true,
    history: ['Mo Reid ended it, though it was not done: She moved away, 3:40pm on 22 November 2026'],
  },
  error: {
    ...open,
    isDone: true,
    error: { field: 'why', text: 'Say why this is to be done again', typed: '' },
  },
  'long names': {
    ...open,
    action: 'Explain what leaving the job means for the home, for the family and for the animals on the farm',
    colleagues: [
      { id: open.taskId, name: 'Gwenllian Featherstonehaugh-Cholmondeley-of-the-Neighbourhood', isIn: false },
    ],
  },
};
