import { type Html, html } from '../../../platform/html/index.ts';
import type { BookRule, ClauseLink } from '../chapter.ts';
import type { BookExample } from '../describe-example.ts';
import { type ChoiceLine, strengthLabels } from '../describe-terms.ts';

/** Where a clause is to be read: on a page of the register, or at the end of a booklet that stands alone. */
export type ClauseAddress = (clause: string) => string;

const origins: Readonly<Record<BookRule['origin'], string>> = {
  council: 'This council’s own rule',
  baseline: 'National practice, which every council shares',
  refined: 'National practice, which this council makes its own or stronger',
};

/** One rule of the booklet, whole, with its anchor. */
export const showRule = (rule: BookRule, addressOf: ClauseAddress): Html =>
  html`<article class="rowan-entry" id="${rule.id}">
<h4 class="rowan-entry__name"><a class="rowan-entry__number" href="#${rule.id}">${rule.number}</a>
${startLarge(rule.name)}</h4>
<p class="rowan-entry__says">${rule.says}</p>
<div class="rowan-entry__parts"><dl class="rowan-terms">
${showTerm('What', html`${showStrength(rule.strength)} ${rule.strength === 'never' ? '' : rule.gives}`)}
${showTerm('When', showParts(rule.when))}
${rule.unless !== null && showTerm('Unless', html`It is known that ${rule.unless}`)}
${rule.who.length > 0 && showTerm('Who', showLines(rule.who))}
${rule.to.length > 0 && showTerm('To', showLines(rule.to))}
${rule.alsoTo !== null && showTerm('And to', html`${rule.alsoTo}`)}
${rule.by !== null && showTerm('By when', html`${startLarge(rule.by)}`)}
${rule.consent.length > 0 && showTerm('Agreement', showConsent(rule.consent))}
${showTerm('From', showClauses(rule.clauses, addressOf))}
${showTerm('Origin', html`${origins[rule.origin]}`)}
</dl>
${rule.examples.length > 0 && showExamples(rule.examples, `Examples of rule ${rule.number}`)}
</div></article>`;

const showTerm = (name: string, says: Html): Html => html`<div><dt>${name}</dt><dd>${says}</dd></div>`;

const showStrength = (strength: BookRule['strength']): Html =>
  html`<strong class="rowan-strength rowan-strength--${strength}">${strengthLabels[strength]}</strong>`;

/** What must all be so: one clause in a line, several as a list. */
export const showParts = (parts: readonly string[]): Html => {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return html`${startLarge(only)}`;
  return html`<ul class="rowan-plain">${parts.map((part, index) =>
    index === 0
      ? html`<li>${startLarge(part)}</li>`
      : html`<li><span class="rowan-and">and</span> ${part}</li>`,
  )}</ul>`;
};

const showLines = (lines: readonly ChoiceLine[]): Html => {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined && only.when === null) return html`${only.gives}`;
  return html`<ul class="rowan-plain">${lines.map(
    ({ when, gives }) =>
      html`<li>${when === null ? 'Otherwise' : `If ${when}`}: <strong>${gives}</strong></li>`,
  )}</ul>`;
};

const showConsent = (sentences: readonly string[]): Html =>
  sentences.length === 1
    ? html`${sentences}`
    : html`<ul class="rowan-plain">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;

export const showClauses = (clauses: readonly ClauseLink[], addressOf: ClauseAddress): Html =>
  html`<ul class="rowan-chips">${clauses.map(
    ({ id, text }) => html`<li><a class="rowan-chip" href="${addressOf(id)}">${text}</a></li>`,
  )}</ul>`;

/** Roles are written out, because a phone shows the cells one under the other. */
export const showExamples = (examples: readonly BookExample[], caption: string): Html =>
  html`<table class="rowan-examples" role="table">
<caption class="govuk-visually-hidden">${caption}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Example</th>
<th scope="col" role="columnheader">What is known</th><th scope="col" role="columnheader">What the policy
says</th></tr></thead>
<tbody role="rowgroup">${examples.map(showExample)}</tbody>
</table>`;

const showExample = ({ name, facts, verdict, gives, asks }: BookExample): Html =>
  html`<tr role="row"><td role="cell">${startLarge(name)}</td>
<td role="cell">${facts.length === 0 ? 'Nothing yet' : startLarge(facts.join('; '))}</td>
<td role="cell"><span class="rowan-verdict rowan-verdict--${verdict}">${verdicts[verdict]}</span>${
    gives.length > 0 && html` <span>${gives.join(' · ')}</span>`
  }${asks.length > 0 && html` <span>Find out: ${asks.join(' ')}</span>`}</td></tr>`;

const verdicts = { yes: 'Applies', no: 'Does not apply', unknown: 'Cannot tell yet' } as const;

/** A clause as the beginning of a line. */
export const startLarge = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
