import { type Html, html } from '../../../platform/html/index.ts';
import type { Book } from '../book.ts';
import { type Chapter, listBookRules, type RuleGroup } from '../chapter.ts';
import type { InvariantInWords } from '../describe-invariant.ts';
import type { QuestionInWords } from '../questions.ts';
import {
  type ClauseAddress,
  showClauses,
  showExamples,
  showParts,
  showRule,
  startLarge,
} from './show-rule.ts';

/** The booklet below its title: contents, rules by step, what always holds, what the council is asked. */
export const showBook = (book: Book, addressOf: ClauseAddress): Html => html`${showContents(book)}
${book.chapters.map((chapter, index) => showChapter(chapter, index + 1, addressOf))}
<section class="rowan-chapter" id="always">
<h2 class="govuk-heading-l">What always holds</h2>
<p class="govuk-body">Each of these is proved over every situation that can be: every answer to every
question, “not known yet” among them.</p>
${book.invariants.map(showInvariant)}
</section>
<section class="rowan-chapter" id="questions">
<h2 class="govuk-heading-l">Questions to the council</h2>
<p class="govuk-body">What the documents leave open, and what Rowan does until the council answers.</p>
${book.questions.length === 0 && html`<p class="govuk-body">There is none.</p>`}
${book.questions.map((question) => showQuestion(question, addressOf, (rule) => `#${rule}`))}
</section>`;

const showContents = ({ chapters, invariants, questions }: Book): Html =>
  html`<nav class="rowan-contents" aria-labelledby="contents">
<h2 class="govuk-heading-m" id="contents">Contents</h2>
<ol class="rowan-contents__list">${chapters.map(showContentsOf)}
<li><a class="govuk-link" href="#always">What always holds</a> <span
class="rowan-count">${invariants.length}</span></li>
<li><a class="govuk-link" href="#questions">Questions to the council</a> <span
class="rowan-count">${questions.length}</span></li></ol>
</nav>`;

const showContentsOf = (chapter: Chapter): Html =>
  html`<li><a class="govuk-link" href="#${chapter.id}">${chapter.title}</a> <span class="rowan-count">${
    listBookRules([chapter]).length
  }</span>
<ul>${chapter.groups.map(
    ({ id, title }) => html`<li><a class="govuk-link"
href="#${id}">${title}</a></li>`,
  )}</ul></li>`;

const showChapter = (chapter: Chapter, place: number, addressOf: ClauseAddress): Html =>
  html`<section class="rowan-chapter" id="${chapter.id}">
<h2 class="govuk-heading-l">${place}. ${chapter.title}</h2>
${chapter.groups.map((group) => showGroup(group, addressOf))}
</section>`;

const showGroup = ({ id, title, why, rules }: RuleGroup, addressOf: ClauseAddress): Html =>
  html`<div class="rowan-group"><h3 class="govuk-heading-m" id="${id}">${title}</h3>
${why !== null && html`<p class="govuk-body">Why: ${why}</p>`}
${rules.map((rule) => showRule(rule, addressOf))}</div>`;

/** What must always be so, with the exact words folded away. */
const showInvariant = (invariant: InvariantInWords): Html => html`<article class="rowan-always">
<h3 class="govuk-heading-s">${startLarge(invariant.name)}</h3>
${invariant.says !== null && html`<p class="govuk-body-s">${startLarge(invariant.says)}.</p>`}
${showInFull(invariant)}
</article>`;

/** In which situations, and what is then so. */
export const showInFull = ({ name, where, holds }: InvariantInWords): Html =>
  html`<details class="rowan-fold"><summary>In full<span class="govuk-visually-hidden">:
${name}</span></summary>
<dl class="rowan-terms"><div><dt>Where</dt><dd>${showParts(where)}</dd></div>
${holds.map(
  ({ says, list }) =>
    html`<div><dt>Then</dt><dd>${says}${list.length > 0 && html`:${showColumns(list)}`}</dd></div>`,
)}</dl></details>`;

const showColumns = (list: readonly string[]): Html =>
  html`<ul class="rowan-columns">${list.map((one) => html`<li>${one}</li>`)}</ul>`;

const severities: Readonly<Record<QuestionInWords['severity'], string>> = {
  safety: 'Safety',
  legal: 'Law',
  medium: 'Practice',
  contact: 'Contact details',
  slip: 'Slip of the pen',
};

export const labelSeverity = (severity: QuestionInWords['severity']): string => severities[severity];

/**
 * One question to the council. Nothing proposed to the council is printed: only what Rowan does until it
 * answers.
 */
export const showQuestion = (
  { id, title, severity, asks, meanwhile, clauses, example, shownIn }: QuestionInWords,
  addressOf: ClauseAddress,
  addressOfRule: (rule: string) => string,
): Html => html`<article class="rowan-entry" id="${id}">
<h3 class="rowan-entry__name"><a class="rowan-entry__number" href="#${id}">${id}</a> ${title}</h3>
<p class="rowan-entry__says">${asks}</p>
<dl class="rowan-terms">
<div><dt>Until you answer</dt><dd>${meanwhile}</dd></div>
<div><dt>About</dt><dd>${labelSeverity(severity)}</dd></div>
<div><dt>From</dt><dd>${showClauses(clauses, addressOf)}</dd></div>
${
  example !== null &&
  html`<div><dt>Rule</dt><dd><a class="govuk-link"
href="${addressOfRule(example.rule.id)}">${example.rule.number}
${startLarge(example.rule.name)}</a></dd></div>`
}
${shownIn !== null && html`<div><dt>To be seen in</dt><dd>${shownIn}</dd></div>`}
</dl>
${example !== null && showExamples([example.example], `What Rowan gives now for question ${id}`)}
</article>`;
