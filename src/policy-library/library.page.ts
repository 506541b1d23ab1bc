import { describeDay, listBookRules } from '../pathway/book/index.ts';
import { type Html, html, insetText, type PageContent, tag } from '../platform/html/index.ts';
import { addressOf, type PageName, type Place } from './place.ts';
import { countSituations, describeProof, type ProofInWords, type ProofState } from './proof.rules.ts';
import type { Shelf, Shelved } from './shelf.ts';

export interface LibraryModel {
  readonly councils: readonly CouncilCard[];
  readonly baseline: { readonly rules: number; readonly clauses: number; readonly address: string } | null;
}

interface CouncilCard {
  readonly place: Place;
  readonly inForce: string;
  readonly hash: string;
  readonly checkedBy: string | null;
  readonly counts: { readonly rules: number; readonly clauses: number; readonly questions: number };
  readonly proofs: ProofInWords;
  readonly documents: readonly DocumentLine[];
  readonly others: readonly { readonly text: string; readonly address: string }[];
}

interface DocumentLine {
  readonly title: string;
  readonly review: string | null;
  readonly isOverdue: boolean;
}

export function model(shelf: Shelf, stateOf: (contentHash: string) => ProofState): LibraryModel {
  const [first] = shelf.inForce;
  return {
    councils: shelf.inForce.map((shelved) => describeCouncil(shelved, shelf, stateOf)),
    baseline: first === undefined ? null : describeBaseline(first),
  };
}

function describeCouncil(
  { place, loaded, book }: Shelved,
  shelf: Shelf,
  stateOf: (contentHash: string) => ProofState,
): CouncilCard {
  const { words, clauses, policy, contentHash } = loaded;
  const checked = words['checked-by'];
  return {
    place,
    inForce: describeSpan(words['in-force']),
    hash: contentHash.slice(0, 12),
    checkedBy: checked ? `${checked.name}, ${checked.role}, ${describeDay(checked.date)}` : null,
    counts: {
      rules: listBookRules(book().chapters).length,
      clauses: clauses.filter(({ source }) => source === undefined).length,
      questions: loaded.questions.length,
    },
    proofs: describeProof(stateOf(contentHash), countSituations(policy.facts)),
    documents: words.documents.map(({ title, review }) => ({
      title,
      review: review === undefined ? null : describeDay(review),
      isOverdue: review !== undefined && review < shelf.today.slice(0, review.length),
    })),
    others: shelf.others(place.council).map((other) => ({
      text: `Version ${other.place.version}, ${describeSpan(other.loaded.words['in-force'])}`,
      address: addressOf(other.place, 'booklet'),
    })),
  };
}

function describeSpan({ from, to }: { from: string; to?: string | undefined }): string {
  return `in force from ${describeDay(from)}${to === undefined ? '' : ` to ${describeDay(to)}`}`;
}

function describeBaseline({ place, loaded }: Shelved): LibraryModel['baseline'] {
  const { rules, neverRules } = loaded.baselineOnly;
  return {
    rules: rules.length + neverRules.length,
    clauses: loaded.clauses.filter(({ source }) => source !== undefined).length,
    address: addressOf(place, 'clauses', { from: 'national' }),
  };
}

const drawPage = ({ councils, baseline }: LibraryModel): PageContent => ({
  title: 'Policy library',
  width: 'wide',
  body: html`<h1 class="govuk-heading-xl">Policy library</h1>
<p class="govuk-body-l">What each council’s policy asks of its staff, in plain words, with the place in the
document for
every step, and the proof that nothing was forgotten.</p>
${
  councils.length === 0
    ? insetText({ text: 'No council’s policy is in force today. Ask the person who looks after Rowan.' })
    : html`<ul class="rowan-cards">${councils.map(showCouncil)}</ul>`
}
${
  councils.length > 1 &&
  html`<p class="govuk-body-l"><a class="govuk-link" href="/policies/compare">Compare two councils</a>:
what they advise differently, each in the plainest situation that shows it.</p>`
}
${baseline !== null && showBaseline(baseline)}`,
});

export { drawPage as html };

const ways: readonly (readonly [PageName, string])[] = [
  ['booklet', 'Read the booklet'],
  ['chart', 'Chart'],
  ['clauses', 'Clauses'],
  ['source', 'Document'],
  ['questions', 'Questions'],
  ['proofs', 'Proofs'],
];

const showCouncil = (card: CouncilCard): Html => {
  const { place, counts, proofs, checkedBy } = card;
  return html`<li class="rowan-card">
<h2 class="govuk-heading-l"><a class="govuk-link" href="${addressOf(place, 'booklet')}">${place.name}</a></h2>
<dl class="rowan-terms">
<div><dt>Version</dt><dd>${place.version}, ${card.inForce}</dd></div>
<div><dt>Checked by</dt><dd>${
    checkedBy ?? tag({ text: 'Not yet confirmed by the council', classes: 'govuk-tag--grey' })
  }</dd></div>
<div><dt>Holds</dt><dd>${counts.rules} rules, ${counts.clauses} clauses,
${counts.questions} open questions to the council</dd></div>
<div><dt>Proofs</dt><dd>${proofs.needsLook && html`${tag({ text: 'Look at this' })} `}${
    proofs.says
  }</dd></div>
${card.documents.map(showDocument)}
<div><dt>Fingerprint</dt><dd>${card.hash}</dd></div>
${
  card.others.length > 0 &&
  html`<div><dt>Other versions</dt><dd>${card.others.map(
    ({ text, address }) => html`<div><a class="govuk-link" href="${address}">${text}</a></div>`,
  )}</dd></div>`
}
</dl>
<ul class="rowan-card__ways">${ways.map(
    ([page, text]) =>
      html`<li><a class="govuk-link" href="${addressOf(place, page)}">${text}<span
class="govuk-visually-hidden">, ${place.name}</span></a></li>`,
  )}</ul>
</li>`;
};

const showDocument = ({ title, review, isOverdue }: DocumentLine): Html =>
  html`<div><dt>Document</dt><dd>${title}${
    review !== null &&
    (isOverdue
      ? html`<br>${tag({ text: `Review was due ${review}`, classes: 'govuk-tag--yellow' })}`
      : html`, due for review ${review}`)
  }</dd></div>`;

const showBaseline = ({
  rules,
  clauses,
  address,
}: NonNullable<LibraryModel['baseline']>): Html => html`<section class="rowan-chapter">
<h2 class="govuk-heading-l">What every council shares</h2>
<p class="govuk-body">Under each council’s policy lies a baseline of national good practice: ${rules} rules,
from
<a class="govuk-link" href="${address}">${clauses} clauses of national sources</a>. A council may ask for
more than the
baseline does, never for less: that is proved as well.</p>
</section>`;

const typical: CouncilCard = {
  place: { council: 'anytown', name: 'Anytown Council', version: '2025', isInForce: true },
  inForce: 'in force from 1 April 2025',
  hash: '0123456789ab',
  checkedBy: null,
  counts: { rules: 82, clauses: 240, questions: 12 },
  proofs: {
    says: 'All 91 that must always hold are proved. Last proved 22 November 2026 at 3:40pm.',
    needsLook: false,
  },
  documents: [{ title: 'Procedure for customers', review: 'April 2028', isOverdue: false }],
  others: [],
};
const baseline = { rules: 30, clauses: 41, address: '/policies/anytown/clauses?from=national' };
const longName = 'Upper and Lower Netherby-under-Wychwood with Saint Bartholomew District Council';

export const examples: Readonly<Record<string, LibraryModel>> = {
  empty: { councils: [], baseline: null },
  typical: {
    councils: [
      typical,
      {
        ...typical,
        place: { council: 'elsewhere', name: 'Elsewhere Borough Council', version: '2', isInForce: true },
        checkedBy: 'Robin Hale, domestic abuse lead, 3 March 2026',
        documents: [{ title: 'Policy', review: 'January 2026', isOverdue: true }],
        others: [
          {
            text: 'Version 1, in force from 1 May 2019 to 31 March 2025',
            address: '/policies/elsewhere?version=1',
          },
        ],
      },
    ],
    baseline,
  },
  'long names': { councils: [{ ...typical, place: { ...typical.place, name: longName } }], baseline },
  'not proved': {
    councils: [
      { ...typical, proofs: { says: '2 of 91 do not hold (22 November 2026 at 3:40pm).', needsLook: true } },
    ],
    baseline,
  },
};
