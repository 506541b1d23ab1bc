import { exampleNightNumbers } from '../directory/index.ts';
import {
  button,
  type Html,
  html,
  insetText,
  notificationBanner,
  type PageContent,
} from '../platform/html/index.ts';
import { type Group, showGroups } from '../work/index.ts';
import type { NamedPerson } from './people/describe-person.ts';
import { showNames } from './people/show-names.ts';
import { type CaseHead, exampleHead, showCase } from './show-case.ts';

export interface OverviewModel {
  readonly head: CaseHead;
  readonly owed: readonly Group[];
  readonly doneCount: number;
  /** The step that the viewer ticked a moment ago. */
  readonly ticked: { readonly href: string; readonly label: string } | null;
  readonly mayClose: boolean;
  readonly mayPrint: boolean;
  readonly people: readonly NamedPerson[];
  /** "They told me about abuse", with the team that it was recorded in. */
  readonly situation: string;
  /** The viewer may take it up. */
  readonly mayReceive: boolean;
  /** The viewer recorded it and was asked something. */
  readonly isAsked: boolean;
  /** The policy has changed since the newest advice. */
  readonly hasPolicyChanged: boolean;
  /** What the address is, only on the page that answers the asking. */
  readonly addresses: readonly { readonly name: string; readonly address: string | null }[] | null;
}

/** As it was read. */
export function model(read: OverviewModel): OverviewModel {
  return read;
}

const drawPage = (overview: OverviewModel): PageContent => {
  const { head } = overview;
  const here = `/cases/${head.caseId}`;
  return showCase(head, {
    heading: 'What is owed',
    body: html`${overview.ticked && showTicked(overview.ticked)}
${overview.addresses && showAddresses(overview.addresses)}
${showCalls(overview, here)}
${overview.owed.length === 0 ? nothingOwed : showGroups(overview.owed, showTick)}
${showDone(overview.doneCount)}
<h2 class="govuk-heading-m">Who it is about</h2>
${showNames(overview.people)}
<h2 class="govuk-heading-m">What happened</h2>
<p class="govuk-body">${overview.situation}</p>
<div class="govuk-button-group">
  ${button({ text: 'Write a note', href: `${here}/notes/new` })}
  ${
    !head.isClosed &&
    button({ text: 'Add what you learnt', href: `${here}/advice`, classes: 'govuk-button--secondary' })
  }
  ${overview.mayClose && html`<a class="govuk-link" href="${here}/closure">Close this case</a>`}
  ${overview.mayPrint && html`<a class="govuk-link" href="${here}/paper">Print it</a>`}
</div>`,
  });
};

const showTick = ({ href, label }: { readonly href: string; readonly label: string }): Html => html`<form
  method="post" action="${href}/tick">${button({
    html: html`Tick as done<span class="govuk-visually-hidden">: ${label}</span>`,
    classes: 'govuk-button--secondary govuk-!-margin-top-1 govuk-!-margin-bottom-0',
    preventDoubleClick: true,
  })}</form>`;

const showTicked = ({ href, label }: NonNullable<OverviewModel['ticked']>): Html =>
  notificationBanner({
    type: 'success',
    html: html`<p class="govuk-notification-banner__heading">Ticked: ${label}</p>
<form method="post" action="${href}/tick/removal">${button({
      text: 'Undo',
      classes: 'govuk-button--secondary govuk-!-margin-bottom-0',
    })}</form>`,
  });

const showDone = (count: number): Html | false =>
  count > 0 && html`<p class="govuk-hint">${count} done. The timeline shows when.</p>`;

const showCalls = ({ mayReceive, isAsked, hasPolicyChanged }: OverviewModel, here: string): Html => html`${
  mayReceive &&
  insetText({
    html: html`<p class="govuk-body">Nobody has taken this concern up yet.</p>
${button({ text: 'Take it up, ask back or hand it on', href: `${here}/receiving` })}`,
  })
}
${
  isAsked &&
  insetText({
    html: html`<p class="govuk-body">You were asked something about this concern.</p>
${button({ text: 'Read and answer', href: `${here}/receiving` })}`,
  })
}
${
  hasPolicyChanged &&
  notificationBanner({
    titleText: 'The policy has changed since',
    html: html`<p class="govuk-notification-banner__heading">The advice of this case was given under an
earlier version.
<a class="govuk-notification-banner__link" href="${here}/advice">See what has changed, and look
again</a>.</p>`,
  })
}`;

const nothingOwed = html`<p class="govuk-body">Nothing is owed now. When new facts are added, the steps that
the council’s
policy then asks for stand here.</p>`;

const showAddresses = (addresses: NonNullable<OverviewModel['addresses']>): Html =>
  insetText({
    html: html`<p class="govuk-body">That you asked for the address is recorded.</p>
<ul class="govuk-list">${addresses.map(
      ({ name, address }) => html`<li><strong>${name}:</strong> ${address ?? 'not known'}</li>`,
    )}</ul>`,
  });

export { drawPage as html };

const typical: OverviewModel = {
  head: exampleHead,
  owed: [
    {
      heading: 'Due today',
      isLate: false,
      rows: [
        {
          href: '/tasks/1',
          caseHref: null,
          label: 'MARAC referral, case 482113',
          when: 'Due today',
          whose: 'Yours',
          isInDanger: false,
        },
      ],
    },
  ],
  doneCount: 2,
  ticked: null,
  mayClose: true,
  mayPrint: true,
  people: [
    { part: 'Survivor', name: 'The woman in flat 4', needs: 'An interpreter for British Sign Language' },
    { part: 'Using abuse', name: 'Her husband', needs: null },
  ],
  situation: 'They told me about abuse. Recorded in housing.',
  mayReceive: false,
  isAsked: false,
  hasPolicyChanged: false,
  addresses: null,
};

export const examples: Readonly<Record<string, OverviewModel>> = {
  empty: {
    ...typical,
    head: { ...exampleHead, isCase: false, lead: null, opened: null },
    owed: [],
    doneCount: 0,
    people: [],
    mayReceive: true,
  },
  typical,
  ticked: { ...typical, ticked: { href: '/tasks/2', label: 'Complete the form with them' } },
  closed: { ...typical, owed: [], mayClose: false, head: { ...exampleHead, isClosed: true } },
  asked: { ...typical, head: { ...exampleHead, isCase: false }, isAsked: true },
  danger: {
    ...typical,
    head: {
      ...exampleHead,
      safety: {
        ...exampleHead.safety,
        danger: { isSo: true, said: 'today, 3:40pm' },
        risk: { kind: 'decided', level: 'High', age: '3 days ago' },
        mustNotKnow: ['Her husband'],
        words: { forSelf: 'a survivor', forOther: 'my ex' },
        flags: ['It is not safe to talk now (said today)'],
        contact: {
          kind: 'agreed',
          routes: ['A text message, 07700 900123, weekdays before 3pm'],
          blocked: ['A letter, Flat 4: it may be seen'],
          words: 'It is Sam from the library',
          when: 'today',
        },
      },
    },
    hasPolicyChanged: true,
    addresses: [{ name: 'The woman in flat 4', address: 'Flat 4, 12 Example Street' }],
  },
  'out of hours': { ...typical, head: { ...exampleHead, nightNumbers: exampleNightNumbers } },
  'long names': {
    ...typical,
    people: [
      {
        part: 'Survivor',
        name: 'Gwenllian Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausen',
        needs: null,
      },
    ],
  },
};
