import { listNevers, showLabel, showMore, showQuestions, showTerms, showWhy } from '../../advice/index.ts';
import { countInWords } from '../../advice/words.rules.ts';
import { type Html, html } from '../../platform/html/index.ts';
import type { Comparison, Difference, Same, Side } from './comparison.rules.ts';

/** Two councils side by side: what is the same, what differs and in what, what only one of them says. */
export const showComparison = (
  comparison: Comparison,
): Html => html`<p class="govuk-body">${sumUp(comparison)}</p>
${showSame(comparison)}
${comparison.different.length > 0 && html`<h3 class="govuk-heading-m">Different</h3>`}
${comparison.different.map((difference) => showDifference(difference, comparison.councils))}
${showOnly(comparison)}
${showNevers(comparison)}`;

const sumUp = ({ same, different, only }: Comparison): string => {
  const single = only[0].length + only[1].length;
  return [
    `${countInWords(same.length, 'step is', 'steps are')} the same`,
    `${countInWords(different.length, 'differs', 'differ')}`,
    `${countInWords(single, 'is only in one of them', 'are only in one of them')}.`,
  ].join(', ');
};

const showSame = ({
  same,
  possibleInBoth,
  councils,
}: Comparison): Html => html`<h3 class="govuk-heading-m">The same in both</h3>
${
  same.length === 0
    ? html`<p class="govuk-body">Nothing yet.</p>`
    : html`<ul class="rowan-sides__same">${same.map((each) => showSameStep(each, councils))}</ul>`
}
${
  possibleInBoth.length > 0 &&
  showMore(
    countInWords(possibleInBoth.length, 'step is possible in both', 'steps are possible in both'),
    listLabels(possibleInBoth),
  )
}`;

const showSameStep = ({ label, terms, sides }: Same, councils: Comparison['councils']): Html => html`<li${
  sides[0].isEmergency && html` class="rowan-sides__danger"`
}>${showLabel(sides[0])} <span class="rowan-sides__terms">${terms}</span>
  ${showMore(
    showWhyOf(label),
    html`<div class="rowan-sides">${sides.map(
      (step, place) => html`<div><h4 class="rowan-sides__council">${councils[place]}</h4>
    ${showWhy(step)}</div>`,
    )}</div>`,
  )}</li>`;

const showDifference = ({ label, differsIn, sides }: Difference, councils: Comparison['councils']): Html =>
  html`<section class="rowan-sides__step">
  <h4 class="govuk-heading-s">${label}</h4>
  <p class="rowan-sides__differs">Differs: ${differsIn}</p>
  <div class="rowan-sides">${sides.map(
    (side, place) => html`<div class="rowan-sides__side">
    <h5 class="rowan-sides__council">${councils[place]}</h5>
    ${showSide(side)}
  </div>`,
  )}</div>
</section>`;

const showSide = ({ label, step, when, dependsOn }: Side): Html =>
  step === null
    ? html`<p class="rowan-sides__text">Possible. Depends on: ${showQuestions(dependsOn)}</p>`
    : html`<p class="rowan-sides__text${step.isEmergency && ' rowan-sides__danger'}">
      <strong>${when}</strong><br>${showTerms(step)}</p>
    ${showMore(showWhyOf(label), showWhy(step))}`;

const showOnly = ({ only, councils }: Comparison): Html | false =>
  only.some((sides) => sides.length > 0) &&
  html`<h3 class="govuk-heading-m">Only in one of them</h3>
<div class="rowan-sides">${only.map(
    (sides, place) => html`<section class="rowan-sides__side">
  <h4 class="rowan-sides__council">Only here: ${councils[place]}</h4>
  ${sides.length === 0 && html`<p class="rowan-sides__text">Nothing.</p>`}
  ${sides.map(
    (side) => html`<div class="rowan-sides__step"><h5 class="govuk-heading-s">${side.label}</h5>
  ${showSide(side)}</div>`,
  )}
</section>`,
  )}</div>`;

const showNevers = ({ nevers, councils }: Comparison): Html => html`<h3 class="govuk-heading-m">Never</h3>
${showMore(
  countInWords(nevers.same.length, 'never is the same in both', 'nevers are the same in both'),
  listLabels(nevers.same),
)}
${
  nevers.only.some((side) => side.length > 0) &&
  html`<div class="rowan-sides">${nevers.only.map(
    (side, place) => html`<section class="rowan-sides__side">
  <h4 class="rowan-sides__council">Only here: ${councils[place]}</h4>
  ${side.length === 0 ? html`<p class="rowan-sides__text">Nothing.</p>` : listNevers(side)}
</section>`,
  )}</div>`
}`;

const showWhyOf = (label: string): Html => html`Why?<span class="govuk-visually-hidden"> ${label}</span>`;

const listLabels = (labels: readonly string[]): Html =>
  html`<ul class="rowan-result__reasons">${labels.map((label) => html`<li>${label}</li>`)}</ul>`;
