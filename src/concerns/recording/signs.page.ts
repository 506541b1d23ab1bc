import { checkboxes, details, html, type PageContent, type Typed } from '../../platform/html/index.ts';
import { sheet } from './sheet.examples.ts';
import { drawSheet, type Sheet, showForm } from './sheet.ts';

export interface SignKind {
  readonly id: string;
  readonly label: string;
  readonly means: string;
  readonly signs: readonly { readonly id: string; readonly says: string }[];
}

export interface SignsModel {
  readonly sheet: Sheet;
  readonly kinds: readonly SignKind[];
  readonly ticked: readonly string[];
}

export function model({
  sheet: own,
  kinds,
  typed,
}: {
  readonly sheet: Sheet;
  readonly kinds: readonly SignKind[];
  readonly typed: Typed;
}): SignsModel {
  return { sheet: own, kinds, ticked: typed['sign'] ?? [] };
}

const drawPage = ({ sheet: own, kinds, ticked }: SignsModel): PageContent =>
  drawSheet(own, {
    main: html`<h1 class="govuk-heading-l">What did you notice?</h1>
<p class="govuk-body">Tick what you saw or heard. A sign is a reason to ask, and no proof.
Some people who live with abuse show none.</p>
${showForm(
  own,
  'signs',
  kinds.length === 0
    ? html`<p class="govuk-body">Your council has no list of signs here. Write what you saw in the note.</p>`
    : html`${kinds.map((kind, place) => showKind(kind, place, ticked))}`,
)}`,
  });

const showKind = ({ id, label, means, signs }: SignKind, place: number, ticked: readonly string[]) => {
  const count = signs.filter((sign) => ticked.includes(sign.id)).length;
  return details({
    summaryText: count > 0 ? `${label}, ${count} ticked` : label,
    open: place === 0 || count > 0,
    html: checkboxes({
      name: 'sign',
      idPrefix: `sign-${id}`,
      fieldset: { legend: { text: label, classes: 'govuk-visually-hidden' } },
      hint: { text: means },
      values: ticked,
      items: signs.map((sign) => ({ value: sign.id, text: sign.says })),
    }),
  });
};

export { drawPage as html };

const kinds: readonly SignKind[] = [
  {
    id: 'any',
    label: 'Any kind of abuse',
    means: 'Signs that may go with any kind of abuse.',
    signs: [
      { id: 'injury', says: 'An injury that does not fit the story of how it happened.' },
      { id: 'never-alone', says: 'A partner or relative comes along every time.' },
    ],
  },
  {
    id: 'control',
    label: 'Control',
    means: 'Acts that frighten and cut somebody off.',
    signs: [{ id: 'watched', says: 'Their partner seems to watch all that they do.' }],
  },
];

export const examples: Readonly<Record<string, SignsModel>> = {
  empty: { sheet, kinds: [], ticked: [] },
  typical: { sheet, kinds, ticked: [] },
  'some ticked': { sheet, kinds, ticked: ['never-alone', 'watched'] },
};
