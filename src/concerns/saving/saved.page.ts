import { exampleNightNumbers, type NightNumber, showNightNumbers } from '../../directory/index.ts';
import { type Html, html, type PageContent, panel, warningText } from '../../platform/html/index.ts';

export interface SavedModel {
  readonly reference: string;
  /** Of the concern or the case itself. */
  readonly address: string;
  readonly isCase: boolean;
  readonly isDanger: boolean;
  /** Whom to ring while the office is closed; null while it is open. */
  readonly nightNumbers: readonly NightNumber[] | null;
  /** Who was told, by name. */
  readonly told: readonly string[];
  /**
   * Those of information governance whom the reader did not name, where nobody else at work answers for it;
   * null where somebody does.
   */
  readonly governance: readonly string[] | null;
  /** What that role is called here. */
  readonly receiver: string;
  readonly tasks: readonly Owed[];
}

interface Owed {
  readonly label: string;
  /** A role; null where the reader owes it. */
  readonly who: string | null;
  /** "now", "today", "on 25 November 2026"; null where the policy sets no time. */
  readonly due: string | null;
}

export function model(needs: SavedModel): SavedModel {
  return needs;
}

const drawPage = ({
  reference,
  address,
  isCase,
  isDanger,
  nightNumbers,
  told,
  governance,
  receiver,
  tasks,
}: SavedModel): PageContent => ({
  title: 'Saved',
  body: html`${panel({
    titleText: 'Saved',
    html: html`Its reference is <strong>${reference}</strong>`,
  })}
${
  isDanger &&
  html`<p class="govuk-body"><strong>You said that somebody is in danger.</strong> If nobody has rung yet,
<a class="govuk-link" href="tel:999"><strong>call 999</strong></a>. Rowan rings nobody.</p>`
}
${governance && showAlone(governance, receiver)}
${nightNumbers && showNightNumbers(nightNumbers)}
<h2 class="govuk-heading-m">What happens next</h2>
${isCase ? showCase : showConcern({ told, governance, receiver })}
${
  nightNumbers &&
  !isCase &&
  html`<p class="govuk-body">It may be read when the office opens. Do not wait for that: ring one of the
numbers above where something cannot wait.</p>`
}
${tasks.length === 0 && html`<p class="govuk-body">Nothing more is owed for now.</p>`}
${showOwed(
  'What you do',
  tasks.filter(({ who }) => who === null),
)}
${showOwed(
  'What others do',
  tasks.filter(({ who }) => who !== null),
)}
<p class="govuk-body"><a class="govuk-link" href="${address}">${
    isCase ? 'Open the case' : 'See it again'
  }</a></p>
<p class="govuk-body"><a class="govuk-link" href="/">Go to the start</a></p>`,
});

const showOwed = (heading: string, tasks: readonly Owed[]) =>
  tasks.length > 0 &&
  html`<h2 class="govuk-heading-m">${heading}</h2>
<ul class="govuk-list govuk-list--bullet">${tasks.map(
    ({ label, who, due }) =>
      html`<li>${label}${due && html`, <strong>${due}</strong>`}${who && html` · ${who}`}</li>`,
  )}</ul>`;

const showCase = html`<p class="govuk-body">It is a case now, and you lead it until you hand it over.
It stands under your work.</p>`;

const showAlone = (governance: readonly string[], receiver: string): Html => html`${warningText({
  text: 'Whom you named is shut out, and nobody else at work answers for this. Ring somebody now',
})}
<p class="govuk-body">${
  governance.length === 0
    ? html`Ring a manager whom you did not name, and give the reference`
    : html`Ring <strong>${governance.join(' or ')}</strong> (information governance) and give the reference.
They have been told as well`
}. Another ${receiver} has to be named before anybody can take it up. Speak to nobody whom you named.</p>`;

const showConcern = ({
  told,
  governance,
  receiver,
}: Pick<SavedModel, 'told' | 'governance' | 'receiver'>) => {
  if (governance !== null) return html`<p class="govuk-body">It waits on the list of the ${receiver}.</p>`;
  return told.length === 0
    ? html`<p class="govuk-body"><strong>Nobody could be told.</strong> It waits on the list of the
${receiver}, and nobody holds that role who may see it. Ring
them, or your manager, and give the reference.</p>`
    : html`<p class="govuk-body">It was sent to ${told.join(', ')} (${receiver}). They were told that
there is something, and not what. They
take it up, ask you back, or hand it on. You can still see what you recorded, and add to it.</p>`;
};

export { drawPage as html };

const typical: SavedModel = {
  reference: '482113',
  address: '/cases/01a203c1-4292-74ae-b1e2-b06d0560ac7c',
  isCase: false,
  isDanger: false,
  nightNumbers: null,
  told: ['Priya Shaw'],
  governance: null,
  receiver: 'safeguarding lead',
  tasks: [
    { label: 'Record what was said and done', who: null, due: 'today' },
    { label: 'Refer to MARAC', who: 'safeguarding lead', due: 'on 23 November 2026' },
    { label: 'Complete a DASH', who: 'specialist domestic abuse service', due: null },
  ],
};

export const examples: Readonly<Record<string, SavedModel>> = {
  typical,
  'a case': { ...typical, isCase: true },
  danger: { ...typical, isDanger: true },
  'out of hours': { ...typical, nightNumbers: exampleNightNumbers },
  'nobody told': { ...typical, told: [] },
  'nobody left': {
    ...typical,
    told: [],
    governance: ['Gwenllian Featherstonehaugh-Cholmondeley', 'Ines Roy'],
  },
  'nobody left, nobody governs': { ...typical, told: [], governance: [] },
  empty: { ...typical, tasks: [] },
};
