import { assets, type Html, html, trustMarkup } from '../../../platform/html/index.ts';
import type { Book } from '../book.ts';
import { listBookRules } from '../chapter.ts';
import { describeDay } from '../describe-day.ts';
import { showBook } from './show-book.ts';

/** The booklet as one file that needs nothing else: to be sent by e-mail, printed, or kept. */
export const showBookFile = (book: Book): Html => html`<!DOCTYPE html>
<html lang="en" class="govuk-template">
<head>
<meta charset="utf-8">
<title>Policy booklet, version ${book.version}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${readStyles()}</style>
</head>
<body class="govuk-template__body">
<div class="govuk-width-container rowan-middle">
<main class="rowan-main rowan-main--wide" id="main-content">
<h1 class="govuk-heading-xl">${book.name}: what the policy asks of staff</h1>
${showBookHead(book)}
${showBook(book, (clause) => `#clause-${clause}`)}
${showClauseList(book)}
</main>
</div>
</body>
</html>
`;

const readStyles = (): Html => {
  const sheet = assets.find(({ type }) => type.startsWith('text/css'));
  return trustMarkup(sheet === undefined ? '' : Buffer.from(sheet.bytes).toString('utf8'));
};

/** Which version this is, since when, and who has looked at it. */
export const showBookHead = (book: Book): Html => {
  const { inForce, checkedBy, contentHash } = book;
  return html`<dl class="rowan-terms rowan-terms--head">
<div><dt>Version</dt><dd>${book.version}, in force from ${describeDay(inForce.from)}${
    inForce.to !== null && html` to ${describeDay(inForce.to)}`
  }</dd></div>
<div><dt>Checked by</dt><dd>${
    checkedBy === null
      ? html`<strong>Not yet confirmed by the council</strong>`
      : `${checkedBy.name}, ${checkedBy.role}, ${describeDay(checkedBy.date)}`
  }</dd></div>
<div><dt>Made from</dt><dd>${book.documents.map(
    ({ title, review }) =>
      html`<div>${title}${review !== null && html`, due for review ${describeDay(review)}`}</div>`,
  )}</dd></div>
<div><dt>Every concern goes to</dt><dd>${book.receivesConcerns}</dd></div>
<div><dt>Office hours</dt><dd>${book.officeHours}</dd></div>
<div><dt>In this booklet</dt><dd>${listBookRules(book.chapters).length} rules, ${book.invariants.length}
things that always hold, ${book.questions.length} questions to the council</dd></div>
<div><dt>Fingerprint</dt><dd>${contentHash.slice(0, 16)}<span class="rowan-note"> (the same fingerprint is
the same policy, to the letter)</span></dd></div>
</dl>`;
};

const showClauseList = ({ clauses }: Book): Html =>
  html`<section class="rowan-chapter" id="clauses"><h2 class="govuk-heading-l">The clauses, in our own
words</h2>
${clauses.map(
  ({ id, aliases, where, says, source }) =>
    html`<p class="rowan-clause" id="clause-${id}">${aliases.map(
      (alias) => html`<span id="clause-${alias}"></span>`,
    )}<strong>${where}</strong>
${source !== null && html`<span class="rowan-note">(${source})</span> `}${says}</p>`,
)}</section>`;
