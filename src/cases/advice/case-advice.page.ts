import { showResult } from '../../advice/index.ts';
import type { Result } from '../../advice/result.rules.ts';
import {
  button,
  details,
  type Html,
  html,
  insetText,
  type PageContent,
  summaryList,
} from '../../platform/html/index.ts';
import { type CaseHead, exampleHead, showCase } from '../show-case.ts';
import { type Changed, isChanged, type Told } from './changed-advice.rules.ts';

export interface CaseAdviceModel {
  readonly head: CaseHead;
  readonly facts: readonly { readonly question: string; readonly answer: string; readonly href: string }[];
  readonly asks: readonly { readonly question: string; readonly href: string }[];
  /** Questions that only the survivor can answer, while it is not known to be safe to ask. */
  readonly waiting: number;
  /** What today's policy says of these facts. */
  readonly now: Result | null;
  /** What today's policy says that the newest advice did not; null where it is the same policy. */
  readonly changed: Changed | null;
  readonly versions: { readonly before: string; readonly now: string };
  /** The newest advice, which a form names. */
  readonly seen: string;
  readonly earlier: readonly {
    readonly when: string;
    readonly who: string;
    readonly version: string;
    readonly steps: readonly string[];
    /** What the advice before it asked for, and why it does not. */
    readonly dropped: readonly Told[];
  }[];
}

/** As it was read. */
export function model(read: CaseAdviceModel): CaseAdviceModel {
  return read;
}

const drawPage = (advice: CaseAdviceModel): PageContent =>
  showCase(advice.head, {
    heading: 'Advice',
    body: html`${advice.changed && showChanged(advice, advice.changed)}
<h3 class="govuk-heading-s">What is known</h3>
${showFacts(advice)}
${
  !advice.head.isClosed &&
  html`<h3 class="govuk-heading-s">What would decide more</h3>
${showAsks(advice)}`
}
<h3 class="govuk-heading-m">What the policy asks for now</h3>
${advice.now === null ? nothingAdvised : showResult(advice.now)}
<h3 class="govuk-heading-m">What was advised, and when</h3>
${advice.earlier.map(showEarlier)}`,
  });

const nothingAdvised = html`<p class="govuk-body">Nothing was advised here that you may read.</p>`;

const showChanged = ({ head, versions, seen }: CaseAdviceModel, changed: Changed): Html =>
  insetText({
    html: html`<h3 class="govuk-heading-s">The policy has changed since: look again</h3>
<p class="govuk-body">The newest advice was given under version ${versions.before}. Version ${versions.now}
is in force
now${isChanged(changed) ? html` and says of the same facts:` : html`, and says the same of these facts.`}</p>
${showList('New steps', changed.added.map(tellBoth))}
${showList('No longer asked for', changed.gone.map(tellBoth))}
${showList(
  'On other terms',
  changed.different.map(({ label, says }) => `${label}: ${says}`),
)}
${
  !head.isClosed &&
  html`<form method="post" action="/cases/${head.caseId}/advice">
  <input type="hidden" name="seen" value="${seen}">
  ${button({ text: 'Bring the advice up to date', preventDoubleClick: true })}
</form>`
}`,
  });

const tellBoth = ({ label, says }: Told): string => `${label}. ${says}`;

const showList = (heading: string, lines: readonly string[]): Html | false =>
  lines.length > 0 &&
  html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>${heading}</strong></p>
<ul class="govuk-list govuk-list--bullet">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

const showFacts = ({ head, facts }: CaseAdviceModel): Html =>
  facts.length === 0
    ? html`<p class="govuk-body">Nothing yet.</p>`
    : summaryList({
        rows: facts.map(({ question, answer, href }) => ({
          key: { text: question },
          value: { text: answer },
          ...(!head.isClosed && {
            actions: { items: [{ href, text: 'Change', visuallyHiddenText: question }] },
          }),
        })),
      });

const showAsks = ({ asks, waiting }: CaseAdviceModel): Html => html`${
  asks.length === 0
    ? html`<p class="govuk-body">Nothing that may be asked now.</p>`
    : html`<ul class="govuk-list">${asks.map(
        ({ question, href }) => html`<li><a class="govuk-link" href="${href}">${question}</a></li>`,
      )}</ul>`
}
${
  waiting > 0 &&
  html`<p class="govuk-hint">${waiting} more only they can answer. They wait until it is known to be safe to
talk.</p>`
}`;

const showEarlier = ({ when, who, version, steps, dropped }: CaseAdviceModel['earlier'][number]): Html =>
  details({
    summaryText: `${when}, to ${who}, under version ${version}`,
    html: html`${
      steps.length === 0
        ? html`<p class="govuk-body">No step was asked for.</p>`
        : html`<ul class="govuk-list govuk-list--bullet">${steps.map((step) => html`<li>${step}</li>`)}</ul>`
    }${showList('No longer asked for', dropped.map(tellBoth))}`,
  });

export { drawPage as html };

const typical: CaseAdviceModel = {
  head: { ...exampleHead, current: 'advice' },
  facts: [{ question: 'Is it safe to talk?', answer: 'Yes', href: '/cases/1/advice/facts/3' }],
  asks: [{ question: 'Are there children?', href: '/cases/1/advice/facts/7' }],
  waiting: 2,
  now: null,
  changed: null,
  versions: { before: '2025', now: '2025' },
  seen: '019ab3c0-0000-7000-8000-000000000009',
  earlier: [
    {
      when: '3:40pm on 22 November 2026',
      who: 'Mo Reid',
      version: '2025',
      steps: ['Complete the form with them'],
      dropped: [{ label: 'Refer to the panel', says: 'Because this was said: the level is medium.' }],
    },
  ],
};

export const examples: Readonly<Record<string, CaseAdviceModel>> = {
  typical,
  closed: { ...typical, head: { ...typical.head, isClosed: true } },
  empty: { ...typical, facts: [], asks: [], waiting: 0, earlier: [] },
  changed: {
    ...typical,
    versions: { before: '2025', now: '2026' },
    changed: {
      added: [{ label: 'Refer to the panel', says: 'Because the level is high.' }],
      gone: [{ label: 'Tell the desk', says: 'The version in force has no such step.' }],
      different: [
        {
          label: 'Complete the form with them',
          says: 'Now differs: by when, who does it. Because the level is high.',
        },
      ],
    },
  },
  'long names': {
    ...typical,
    earlier: typical.earlier.map((each) => ({ ...each, who: 'Gwenllian Featherstonehaugh-Cholmondeley' })),
  },
};
