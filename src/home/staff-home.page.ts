import { exampleUnseen, type ShownTold, showTold } from '../messages/index.ts';
import { button, html, type PageContent, type Start, starts, tag } from '../platform/html/index.ts';
import { type Group, showGroups } from '../work/index.ts';
import { listDuties } from './duties.rules.ts';

export interface StaffHomeModel {
  /** Where something begins, and the name of the field that says how. */
  readonly action: string;
  /** An administrator sees no case, and so begins none. */
  readonly mayRecord: boolean;
  readonly drafts: readonly {
    /** Danger was said in it. */
    readonly isDanger: boolean;
    readonly goOn: string;
    readonly throwAway: string;
    /** "10:42am today". */
    readonly when: string;
  }[];
  readonly unseen: Pick<ShownTold, 'told' | 'count'>;
  readonly groups: readonly Group[];
  /** What the reader's roles open beside the work of everybody. */
  readonly duties: readonly { readonly href: string; readonly text: string }[];
}

export function model(needs: StaffHomeModel): StaffHomeModel {
  return needs;
}

const ways: readonly { readonly value: string; readonly text: string; readonly hint: string }[] = [
  {
    value: 'danger',
    text: 'Somebody is in danger now',
    hint: 'Call 999 first. Then see what else to do.',
  },
  { value: 'told', text: 'Someone told me', hint: 'The person themselves, or somebody else.' },
  {
    value: 'noticed',
    text: 'I noticed something',
    hint: 'Nobody has said anything, and something is not right.',
  },
  {
    value: 'asked',
    text: 'Someone is asking about a customer',
    hint: 'On the phone, at the desk or by letter. Say nothing before you have looked here.',
  },
  {
    value: 'working',
    text: 'I am working with a person using abuse',
    hint: 'As a tenant, a customer or a colleague.',
  },
];

const drawPage = ({ action, mayRecord, drafts, unseen, groups, duties }: StaffHomeModel): PageContent => ({
  title: 'Start',
  width: 'wide',
  body: html`<h1 class="govuk-heading-xl">What has happened?</h1>
${mayRecord && drafts.map(showDraft)}
${unseen.count > 0 && showWay(unseen.count)}
${mayRecord ? showStarts(action) : noStarts}
${showTold({ ...unseen, here: '/' })}
<section aria-labelledby="work-heading">
<h2 class="govuk-heading-l" id="work-heading">My work</h2>
${
  groups.length === 0
    ? html`<p class="govuk-body">Nothing is waiting for you.</p>`
    : html`<div class="rowan-work">${showGroups(groups)}</div>`
}
<p class="govuk-body"><a class="govuk-link" href="/work">All of my work, and my team’s</a></p>
</section>
<form method="post" action="/sign-out" class="govuk-button-group">
  ${button({ text: 'Sign out', classes: 'govuk-button--secondary' })}
  ${duties.map(({ href, text }) => html`<a class="govuk-link" href="${href}">${text}</a>`)}
  <a class="govuk-link" href="/account">Your account</a>
</form>`,
});

const showStarts = (action: string) => html`<p class="govuk-body">Choose the nearest. You see at each moment
what to do, and you may pass every question.</p>
${starts(
  ways.map(
    ({ value, text, hint }): Start => ({
      form: { action, name: 'start', value },
      text,
      hint,
      isDanger: value === 'danger',
    }),
  ),
)}`;

const noStarts = html`<div class="govuk-inset-text">
  <p class="govuk-body"><strong>Somebody is in danger now: call 999.</strong></p>
  <p class="govuk-body">With this sign-in you look after Rowan. It sees no case, so nothing is recorded
with it. Has somebody told you something, or did you notice something? Use your own sign-in, if you have
another, or record it today together with a colleague who works with cases.</p>
  <p class="govuk-body"><a class="govuk-link" href="/try-a-situation">See what to do now</a>, without
recording anything.</p>
</div>`;

const showWay = (count: number) =>
  html`<p class="govuk-body"><a class="govuk-link" href="#told">${
    count === 1 ? 'You have been told something new' : `You have been told ${count} new things`
  }</a></p>`;

const showDraft = ({ isDanger, goOn, throwAway, when }: StaffHomeModel['drafts'][number]) => html`<div
  class="govuk-inset-text">
  <p class="govuk-body">${isDanger && html`${tag({ text: 'Now', classes: 'govuk-tag--red' })} `}You were
recording something at ${when}. It is not saved for others yet${
  isDanger && html`, and it cannot wait: nobody else has been told`
}.</p>
  <div class="govuk-button-group">
    ${button({ text: 'Go on', href: goOn })}
    <form method="post" action="${throwAway}">
      ${button({ text: 'Throw it away', classes: 'govuk-button--secondary', preventDoubleClick: true })}
    </form>
  </div>
</div>`;

export { drawPage as html };

const typical: StaffHomeModel = {
  duties: [],
  action: '/concerns/new',
  mayRecord: true,
  drafts: [
    { isDanger: true, goOn: '/concerns/new/1', throwAway: '/concerns/new/1/away', when: '10:42am today' },
  ],
  unseen: exampleUnseen,
  groups: [
    {
      heading: 'Due today',
      isLate: false,
      rows: [
        {
          href: '/tasks/2',
          caseHref: '/cases/2',
          label: 'Risk checklist, case 118204',
          when: 'Due today',
          whose: 'Yours',
          isInDanger: false,
        },
      ],
    },
  ],
};

export const examples: Readonly<Record<string, StaffHomeModel>> = {
  typical,
  'with duties': {
    ...typical,
    duties: listDuties(['administrator', 'break-glass', 'information-governance'], { managesUnusual: true }),
  },
  'a manager': { ...typical, duties: listDuties([], { managesUnusual: true }) },
  administrator: { ...typical, mayRecord: false, drafts: [], groups: [] },
  empty: { ...typical, drafts: [], unseen: { told: [], count: 0 }, groups: [] },
};
