import {
  button,
  dateInput,
  type Html,
  html,
  type PageContent,
  select,
  showProblems,
} from '../../platform/html/index.ts';
import { listTabs, showTabs } from '../show-tasks.ts';
import type { CoverErrors, TypedCover } from './cover.forms.ts';

export interface CoverModel {
  readonly receives: boolean;
  readonly covers: readonly {
    readonly id: string;
    readonly says: string;
    /** Whether the reader may end it. */
    readonly mayEnd: boolean;
  }[];
  /** The reader and those they manage. */
  readonly mayBeAway: readonly Choice[];
  readonly mayStandIn: readonly Choice[];
  readonly typed: TypedCover;
  readonly errors: CoverErrors;
}

interface Choice {
  readonly id: string;
  readonly name: string;
}

const noDay = { day: '', month: '', year: '' };
const nothingTyped: TypedCover = { absent: '', covering: '', from: noDay, to: noDay };

/** As it was read, with what was typed where something was wrong with it. */
export function model(
  read: Omit<CoverModel, 'typed' | 'errors'>,
  sent?: Pick<CoverModel, 'typed' | 'errors'>,
): CoverModel {
  return { ...read, typed: sent?.typed ?? nothingTyped, errors: sent?.errors ?? {} };
}

const drawPage = (cover: CoverModel): PageContent => ({
  title: 'Absence and cover',
  hasErrors: Object.keys(cover.errors).length > 0,
  body: html`${showErrors(cover.errors)}
<h1 class="govuk-heading-l">Absence and cover</h1>
${showTabs(listTabs('cover', cover.receives))}
<p class="govuk-body">While somebody is away, whoever stands in for them sees their cases and their tasks,
and no longer. Where you set it for somebody else, they are told, and so is information governance.</p>
<h2 class="govuk-heading-m">Now and to come</h2>
${
  cover.covers.length === 0
    ? html`<p class="govuk-body">Nobody is away: not you, and nobody whom you manage.
Tell Rowan before you go, so that nothing of yours waits.</p>`
    : html`<ul class="govuk-list">${cover.covers.map(showCover)}</ul>`
}
<h2 class="govuk-heading-m">Say who stands in</h2>
<form method="post" action="/work/cover" novalidate>
  ${choose('absent', 'Who is away', cover.mayBeAway, cover)}
  ${choose('covering', 'Who stands in', cover.mayStandIn, cover)}
  ${chooseDay('from', 'First day', cover)}
  ${chooseDay('to', 'Last day', cover)}
  ${button({ text: 'Set the cover', preventDoubleClick: true })}
</form>`,
});

const showCover = ({ id, says, mayEnd }: CoverModel['covers'][number]): Html => html`<li
  class="govuk-!-margin-bottom-4">${says}${
    mayEnd &&
    html`<form method="post" action="/work/cover/${id}/end">
    ${button({
      html: html`End it now<span class="govuk-visually-hidden">: ${says}</span>`,
      classes: 'govuk-button--secondary',
    })}
  </form>`
  }</li>`;

const choose = (
  name: 'absent' | 'covering',
  text: string,
  from: readonly Choice[],
  cover: CoverModel,
): Html =>
  select({
    name,
    label: { text },
    items: [
      { value: '', text: 'Choose a colleague' },
      ...from.map((each) => ({ value: each.id, text: each.name })),
    ],
    value: cover.typed[name],
    errorMessage: showError(cover.errors[name]),
  });

const chooseDay = (name: 'from' | 'to', text: string, cover: CoverModel): Html =>
  dateInput({
    id: name,
    namePrefix: name,
    fieldset: { legend: { text } },
    values: { ...cover.typed[name] },
    errorMessage: showError(cover.errors[name]),
  });

const showError = (text: string | undefined) => (text === undefined ? undefined : { text });

const showErrors = (errors: CoverModel['errors']): Html | false =>
  showProblems(
    Object.entries(errors).map(([name, text]) => ({
      text,
      field: name === 'from' || name === 'to' ? `${name}-day` : name,
    })),
  );

export { drawPage as html };

const people = [
  { id: '019ab3c0-0000-7000-8000-000000000003', name: 'Hana Weiss' },
  { id: '019ab3c0-0000-7000-8000-000000000004', name: 'Mo Reid' },
];
const start = { receives: false, covers: [], mayBeAway: people, mayStandIn: people };
const says = 'Hana Weiss stands in for Mo Reid, from 23 November 2026 to 27 November 2026';

export const examples: Readonly<Record<string, CoverModel>> = {
  empty: model(start),
  typical: model({ ...start, receives: true, covers: [{ id: people[0]?.id ?? '', says, mayEnd: true }] }),
  error: model(start, {
    typed: nothingTyped,
    errors: { absent: 'Choose who is away', from: 'Enter the first day, like 22 11 2026' },
  }),
  'long names': model({
    ...start,
    covers: [
      {
        id: people[0]?.id ?? '',
        says: says.replace('Mo Reid', 'G. Featherstonehaugh-Cholmondeley'),
        mayEnd: false,
      },
    ],
  }),
};
