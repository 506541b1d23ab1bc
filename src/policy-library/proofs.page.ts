import { type InvariantInWords, showInFull, startLarge } from '../pathway/book/index.ts';
import { type Html, html, type PageContent, tag } from '../platform/html/index.ts';
import { exampleBook } from './booklet.examples.ts';
import { breadcrumbsOf, type Place, showTop } from './place.ts';
import {
  countSituations,
  describeLarge,
  describeProof,
  judgeInvariant,
  type ProofInWords,
  type ProofState,
} from './proof.rules.ts';
import type { Shelved } from './shelf.ts';

export interface ProofsModel {
  readonly place: Place;
  readonly summary: ProofInWords;
  /** How the two proofs were made; null while there is none. */
  readonly looked: {
    readonly situations: string;
    readonly enumerated: string;
    readonly seconds: string;
  } | null;
  readonly failures: readonly string[];
  readonly invariants: readonly {
    readonly invariant: InvariantInWords;
    readonly result: 'holds' | 'fails' | 'unknown';
  }[];
}

export function model({ place, loaded, book }: Shelved, state: ProofState): ProofsModel {
  const situations = countSituations(loaded.policy.facts);
  return {
    place,
    summary: describeProof(state, situations),
    looked:
      state.kind === 'done'
        ? {
            situations: describeLarge(situations),
            enumerated: state.proof.enumerated.toLocaleString('en-GB'),
            seconds: state.proof.seconds.toFixed(1),
          }
        : null,
    failures: state.kind === 'done' ? state.proof.failures : [],
    invariants: book().invariants.map((invariant) => ({
      invariant,
      result: judgeInvariant(invariant.name, state),
    })),
  };
}

const drawPage = ({ place, summary, looked, failures, invariants }: ProofsModel): PageContent => ({
  title: 'Proofs',
  width: 'wide',
  breadcrumbs: breadcrumbsOf(place, 'Proofs'),
  body: html`${showTop(place, 'proofs', 'What is proved')}
<p class="govuk-body-l">${summary.needsLook && html`${tag({ text: 'Look at this' })} `}${summary.says}</p>
${looked !== null && showHow(looked)}
${failures.length > 0 && showFailures(failures)}
<section class="rowan-chapter"><h2 class="govuk-heading-l">What always holds
<span class="rowan-count">${invariants.length}</span></h2>
${invariants.map(
  ({ invariant, result }) => html`<article class="rowan-always">
<div class="rowan-always__head"><h3
class="govuk-heading-s">${startLarge(invariant.name)}</h3>${results[result]}</div>
${invariant.says !== null && html`<p class="govuk-body-s">${startLarge(invariant.says)}.</p>`}
${showInFull(invariant)}
</article>`,
)}</section>`,
});

export { drawPage as html };

const results: Readonly<Record<ProofsModel['invariants'][number]['result'], Html>> = {
  holds: tag({ text: 'Proved', classes: 'govuk-tag--green' }),
  fails: tag({ text: 'Does not hold' }),
  unknown: tag({ text: 'Not yet proved', classes: 'govuk-tag--grey' }),
};

const showHow = ({ situations, enumerated, seconds }: NonNullable<ProofsModel['looked']>): Html =>
  html`<p class="govuk-body">Everything is proved twice, in two ways that share no code, and the two must
agree. A solver (Z3) proves it over all ${situations} situations that can be: every answer to every
question, “not known yet” among them. And the advice itself was worked out and looked at in ${enumerated}
situations, those that what is proved can turn on. Both took ${seconds} seconds together.</p>
<p class="govuk-body">Proved as well: no rule is idle or does the work of another, every action can come up,
no rule of the baseline is weakened, and learning a fact takes no advice away
but where a rule says “unless”.</p>`;

const showFailures = (failures: readonly string[]): Html =>
  html`<section class="rowan-chapter"><h2 class="govuk-heading-l">What does not hold</h2>
<ul class="govuk-list govuk-list--bullet">${failures.map(
    (sentence) => html`<li>${sentence}</li>`,
  )}</ul></section>`;

const typical: ProofsModel = {
  place: { council: 'anytown', name: 'Anytown Council', version: '2025', isInForce: true },
  summary: { says: 'All 91 proved. Last proved 22 November 2026 at 3:40pm.', needsLook: false },
  looked: { situations: 'about 4.12 million trillion', enumerated: '1,234,567', seconds: '12.3' },
  failures: [],
  invariants: exampleBook.invariants.map((invariant) => ({ invariant, result: 'holds' as const })),
};

export const examples: Readonly<Record<string, ProofsModel>> = {
  typical,
  empty: { ...typical, looked: null, invariants: [], summary: { says: 'Not yet proved.', needsLook: true } },
  'one fails': {
    ...typical,
    summary: { says: '1 of 91 do not hold (22 November 2026 at 3:40pm).', needsLook: true },
    failures: [
      '"danger always gives a call, now" is not always so: where nothing is known, it is not there.',
    ],
    invariants: exampleBook.invariants.map((invariant) => ({ invariant, result: 'fails' as const })),
  },
};
