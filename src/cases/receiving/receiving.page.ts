import {
  button,
  checkboxes,
  details,
  type Html,
  html,
  type PageContent,
  select,
  showProblems,
  textarea,
} from '../../platform/html/index.ts';
import { type CaseHead, exampleHead, showCase } from '../show-case.ts';
import type { Choice } from '../working/working.page.ts';

export interface ReceivingModel {
  readonly head: CaseHead;
  /** What was asked and answered so far, and by whom. */
  readonly talk: readonly { readonly says: string; readonly words: string | null }[];
  readonly mayOpen: boolean;
  readonly mayTakeUp: boolean;
  /** The viewer was asked something. */
  readonly mayAnswer: boolean;
  readonly leads: readonly Choice[];
  readonly colleagues: readonly Choice[];
  readonly receivers: readonly Choice[];
  /** Who does not receive concerns, and may be let in. */
  readonly others: readonly Choice[];
  readonly error: { readonly field: Field; readonly text: string; readonly typed: string } | null;
}

export type Field = 'lead' | 'question' | 'answer' | 'to';

/** As it was read, with what was wrong with what was sent. */
export function model(read: Omit<ReceivingModel, 'error'>, error: ReceivingModel['error']): ReceivingModel {
  return { ...read, error };
}

const drawPage = (received: ReceivingModel): PageContent => {
  const { head, error, talk } = received;
  const here = `/cases/${head.caseId}/receiving`;
  return showCase(head, {
    heading: received.mayTakeUp || received.mayOpen ? 'Take it up' : 'What you were asked',
    errors: showProblems(error ? [error] : []),
    body: html`${talk.length > 0 && showTalk(talk)}
${received.mayAnswer && showAsk(received, `${here}/answer`, answerField)}
${received.mayOpen && showAccept(received, `${here}/acceptance`)}
${
  received.mayTakeUp &&
  html`${details({
    summaryText: 'Ask the recorder something first',
    open: error?.field === 'question',
    html: showAsk(received, `${here}/question`, questionField),
  })}
${details({
  summaryText: 'Hand it on',
  open: error?.field === 'to',
  html: showHandOn(received, `${here}/hand-over`),
})}`
}`,
  });
};

const answerField = { name: 'answer', label: 'Your answer', verb: 'Send the answer' } as const;
const questionField = {
  name: 'question',
  label: 'What would you like to know?',
  verb: 'Ask the recorder',
} as const;

const showTalk = (talk: ReceivingModel['talk']): Html =>
  html`<ol class="govuk-list">${talk.map(
    ({ says, words }) =>
      html`<li class="govuk-!-margin-bottom-3"><span class="govuk-hint govuk-!-margin-bottom-0">${
        says
      }</span>${words}</li>`,
  )}</ol>`;

const showAccept = ({ leads, colleagues, error }: ReceivingModel, action: string): Html => html`<form
  method="post" action="${action}" novalidate>
  ${select({
    name: 'lead',
    label: { text: 'Who leads the case', classes: 'govuk-label--s' },
    hint: { text: 'Whoever leads sees the whole case and answers for what is owed. Some teams never lead.' },
    items: listItems(leads),
    errorMessage: error?.field === 'lead' ? { text: error.text } : undefined,
  })}
  ${details({
    summaryText: 'Add colleagues to its team',
    html: checkboxes({
      name: 'team',
      classes: 'govuk-checkboxes--small',
      fieldset: { legend: { text: 'Who else works on it' } },
      items: colleagues.map(({ id, name }) => ({ value: id, text: name })),
    }),
  })}
  ${button({ text: 'Take it up and open the case', preventDoubleClick: true })}
</form>`;

const showAsk = (
  { error }: ReceivingModel,
  action: string,
  { name, label, verb }: typeof answerField | typeof questionField,
): Html => html`<form method="post" action="${action}" novalidate>
  ${textarea({
    name,
    label: { text: label, classes: 'govuk-label--s' },
    rows: 4,
    value: error?.field === name ? error.typed : undefined,
    errorMessage: error?.field === name ? { text: error.text } : undefined,
  })}
  ${button({ text: verb, classes: 'govuk-button--secondary', preventDoubleClick: true })}
</form>`;

const showHandOn = ({ receivers, others, error }: ReceivingModel, action: string): Html =>
  receivers.length + others.length === 0
    ? html`<p class="govuk-body">Nobody else may see this. Set cover for yourself if you are away.</p>`
    : html`<form method="post" action="${action}">
  ${select({
    name: 'to',
    label: { text: 'Who takes it from you' },
    hint: {
      text:
        'They are told. Who does not receive concerns joins its team, and sees it from then on; ' +
        'it still has to be taken up.',
    },
    items: [
      ...listItems(receivers.map(({ id, name }) => ({ id, name: `${name} (receives concerns)` }))),
      ...listItems(others).slice(1),
    ],
    errorMessage: error?.field === 'to' ? { text: error.text } : undefined,
  })}
  ${button({ text: 'Hand it on', classes: 'govuk-button--secondary', preventDoubleClick: true })}
</form>`;

const listItems = (from: readonly Choice[]) => [
  { value: '', text: 'Choose a colleague' },
  ...from.map(({ id, name }) => ({ value: id, text: name })),
];

export { drawPage as html };

const people: readonly Choice[] = [
  { id: '019ab3c0-0000-7000-8000-000000000003', name: 'Hana Weiss' },
  { id: '019ab3c0-0000-7000-8000-000000000004', name: 'Lee Marsh' },
];
const typical: ReceivingModel = {
  head: { ...exampleHead, current: 'receiving', isCase: false, lead: null, opened: null },
  talk: [
    {
      says: 'Frankie Obi asked, 9:05am on 23 November 2026',
      words: 'Did she say when she is at home alone?',
    },
    { says: 'Mo Reid answered, 9:40am on 23 November 2026', words: 'On Tuesdays, he works late then.' },
  ],
  mayOpen: true,
  mayTakeUp: true,
  mayAnswer: false,
  leads: people,
  colleagues: people,
  receivers: people.slice(1),
  others: people.slice(0, 1),
  error: null,
};

export const examples: Readonly<Record<string, ReceivingModel>> = {
  typical,
  empty: { ...typical, talk: [], receivers: [], others: [] },
  asked: { ...typical, mayOpen: false, mayTakeUp: false, mayAnswer: true },
  error: { ...typical, error: { field: 'lead', text: 'Choose who leads the case', typed: '' } },
  'long names': { ...typical, colleagues: [{ id: '1', name: 'Gwenllian Featherstonehaugh-Cholmondeley' }] },
};
