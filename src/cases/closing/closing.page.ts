import {
  button,
  type FieldError,
  findError,
  first,
  type Html,
  html,
  insetText,
  type PageContent,
  radios,
  select,
  showProblems,
  type Typed,
  textarea,
  warningText,
} from '../../platform/html/index.ts';
import { exampleKeeping, type Keeping, showKeptForm } from '../keeping/show-kept.ts';
import { type CaseHead, exampleHead, showCase } from '../show-case.ts';
import type { Choice } from '../working/working.page.ts';

export interface ClosingModel {
  readonly head: CaseHead;
  readonly keeping: Keeping;
  /** Null while it is open; what is hidden from whoever only recorded it is null in it. */
  readonly closed: {
    readonly says: string;
    readonly why: string | null;
    readonly overDanger: string | null;
    readonly mayUndo: boolean;
  } | null;
  readonly tasks: readonly { readonly taskId: string; readonly label: string; readonly whose: string }[];
  readonly colleagues: readonly Choice[];
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

/** As it was read. */
export function model(read: ClosingModel): ClosingModel {
  return read;
}

const drawPage = (closing: ClosingModel): PageContent =>
  showCase(closing.head, {
    heading: closing.closed === null ? 'Close this case' : 'This case is closed',
    errors: showProblems(closing.errors),
    body: closing.closed === null ? showClose(closing) : showReopen(closing, closing.closed),
  });

const showClose = ({ head, keeping, tasks, colleagues, typed, errors }: ClosingModel): Html => html`<p
  class="govuk-body">A closed case stays as it is, is found among the closed ones, and can be opened
again.</p>
${showKeptForm(
  keeping,
  `/cases/${head.caseId}/closure`,
  html`${showWords('why', 'Why is it closed?', { typed, errors }, whyHint)}
  ${
    head.safety.danger.isSo === true &&
    html`${warningText({ text: `Somebody is in danger here, as it was said ${head.safety.danger.said}.` })}
${showWords('over-danger', 'Why is it closed although somebody is in danger?', { typed, errors })}`
  }
  ${tasks.length > 0 && html`<h3 class="govuk-heading-m">What is still owed</h3>`}
  ${tasks.map((task) => showTask(task, colleagues, { typed, errors }))}
  <div class="govuk-button-group">
    ${button({ text: 'Close the case', preventDoubleClick: true })}
    <a class="govuk-link" href="/cases/${head.caseId}">Leave it open</a>
  </div>`,
)}`;

type Sent = Pick<ClosingModel, 'typed' | 'errors'>;

const whyHint = 'If contact was lost: why, if you know, and what you tried.';

const showWords = (name: string, label: string, { typed, errors }: Sent, hint?: string): Html =>
  textarea({
    name,
    label: { text: label, classes: 'govuk-label--s' },
    hint: hint === undefined ? undefined : { text: hint },
    rows: 3,
    value: first(typed, name),
    errorMessage: findError(errors, name),
  });

const showTask = (
  { taskId, label, whose }: ClosingModel['tasks'][number],
  colleagues: readonly Choice[],
  sent: Sent,
): Html => html`${radios({
  name: `task-${taskId}`,
  fieldset: { legend: { text: label, classes: 'govuk-fieldset__legend--s' } },
  hint: { text: whose },
  value: first(sent.typed, `task-${taskId}`),
  errorMessage: findError(sent.errors, `task-${taskId}`),
  items: [
    { value: 'done', text: 'It is done' },
    { value: 'handed', text: 'Somebody still does it' },
    { value: 'ended', text: 'Nobody does it any more' },
  ],
})}
${select({
  name: `to-${taskId}`,
  label: { text: 'If somebody still does it: who?' },
  items: [
    { value: '', text: 'Choose a colleague' },
    ...colleagues.map(({ id, name }) => ({
      value: id,
      text: name,
      selected: id === first(sent.typed, `to-${taskId}`),
    })),
  ],
  errorMessage: findError(sent.errors, `to-${taskId}`),
})}
${showWords(`ended-${taskId}`, 'If nobody does it any more: why?', sent)}`;

const showReopen = (
  { head, typed, errors }: ClosingModel,
  { says, why, overDanger, mayUndo }: NonNullable<ClosingModel['closed']>,
): Html => html`<p class="govuk-body">${says}</p>
${
  why !== null &&
  insetText({
    html: html`<p class="govuk-body">${why}</p>${
      overDanger !== null &&
      html`<p class="govuk-body"><strong>Although somebody was in danger:</strong> ${overDanger}</p>`
    }`,
  })
}
${
  mayUndo &&
  html`<form method="post" action="/cases/${head.caseId}/closure/removal">
  <p class="govuk-body">You closed it a moment ago.</p>
  ${button({ text: 'Undo', preventDoubleClick: true })}
</form>`
}
<form method="post" action="/cases/${head.caseId}/reopening" novalidate>
  ${showWords('why', 'Why is it opened again?', { typed, errors })}
  ${button({ text: 'Open it again', classes: 'govuk-button--secondary', preventDoubleClick: true })}
</form>`;

export { drawPage as html };

const open: ClosingModel = {
  head: { ...exampleHead, current: 'closing' },
  keeping: { ...exampleKeeping, place: '/closure' },
  closed: null,
  tasks: [
    { taskId: '019ab3c0-0000-7000-8000-000000000001', label: 'Refer to the panel', whose: 'Yours' },
    { taskId: '019ab3c0-0000-7000-8000-000000000005', label: 'Review the plan', whose: 'Nobody’s yet' },
  ],
  colleagues: [{ id: '019ab3c0-0000-7000-8000-000000000003', name: 'Hana Weiss' }],
  typed: {},
  errors: [],
};
const danger = { ...exampleHead.safety, danger: { isSo: true, said: 'today, 3:40pm' } };
const closedHead = { ...open.head, isClosed: true };

export const examples: Readonly<Record<string, ClosingModel>> = {
  typical: open,
  empty: { ...open, tasks: [] },
  error: {
    ...open,
    head: { ...open.head, safety: danger },
    typed: { 'task-019ab3c0-0000-7000-8000-000000000001': ['ended'] },
    errors: [
      { field: 'why', text: 'Say why the case is closed' },
      { field: 'ended-019ab3c0-0000-7000-8000-000000000001', text: 'Say why nobody does it' },
    ],
  },
  closed: {
    ...open,
    head: closedHead,
    closed: {
      says: 'Hana Weiss closed it, 3:40pm on 22 November 2026.',
      why: 'She has moved, and is safe.',
      overDanger: 'He is in prison until 2029.',
      mayUndo: true,
    },
  },
  'long names': {
    ...open,
    head: closedHead,
    closed: {
      says: 'Gwenllian Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausenbergerdorff closed it.',
      why: null,
      overDanger: null,
      mayUndo: false,
    },
  },
};
