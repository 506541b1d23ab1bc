import type { ClauseText } from '../../pathway/packs/index.ts';
import { type Html, html, type PageContent } from '../../platform/html/index.ts';
import { addressOf, breadcrumbsOf, type Place, showTop } from '../place.ts';
import type { Shelved } from '../shelf.ts';
import { findDocument, nameDocument } from './carried-out.ts';

export interface SourceModel {
  readonly place: Place;
  readonly title: string;
  readonly documents: readonly {
    readonly title: string;
    readonly address: string;
    readonly isCurrent: boolean;
  }[];
  readonly lines: readonly SourceLine[];
}

interface SourceLine {
  readonly number: number;
  readonly text: string;
  readonly look: 'text' | 'bullet' | 'heading' | 'picture';
  /** An empty line stands before it. */
  readonly startsAnew: boolean;
  readonly clauses: readonly { readonly text: string; readonly address: string }[];
}

/** Null where the policy has no such document; without a name, its first. */
export function model({ place, loaded }: Shelved, document: string | undefined): SourceModel | null {
  const { documents } = loaded.words;
  const current =
    document === undefined ? documents[0] : documents.find(({ file }) => isNamed(file, document));
  const text = current === undefined ? undefined : loaded.sources.get(current.file);
  if (current === undefined || text === undefined) return null;
  const clauses = loaded.clauses.filter((clause) => findDocument(clause, loaded) === current.file);
  return {
    place,
    title: current.title,
    documents: documents.map(({ title, file }) => ({
      title,
      address: addressOf(place, 'source', { document: nameDocument(file) }),
      isCurrent: file === current.file,
    })),
    lines: readLines(text, clauses, place),
  };
}

function isNamed(file: string, document: string): boolean {
  return nameDocument(file) === document || file === document;
}

function readLines(text: readonly string[], clauses: readonly ClauseText[], place: Place): SourceLine[] {
  return text.flatMap((line, index) => {
    const number = index + 1;
    const margin = clauses.filter(({ lines }) => isBegunAt(number, lines, text));
    if (line.trim() === '' && margin.length === 0) return [];
    return [
      {
        number,
        ...readLook(line),
        startsAnew: (text[index - 1] ?? '').trim() === '',
        clauses: margin.map(({ id }) => ({
          text: id.replace(`${place.council}-`, ''),
          address: addressOf(place, 'clauses', {}, id),
        })),
      },
    ];
  });
}

/** A clause that runs over several lines stands beside the first of them. */
function isBegunAt(number: number, lines: readonly number[], text: readonly string[]): boolean {
  if (!lines.includes(number)) return false;
  let before = number - 1;
  while (before > 0 && text[before - 1]?.trim() === '') before -= 1;
  return !lines.includes(before);
}

const bullet = /^\s*[·•▪-]\s+/;

function readLook(line: string): Pick<SourceLine, 'text' | 'look'> {
  const picture = /^(\[image:[^\]]*\]\s*)+/.exec(line);
  if (picture !== null) {
    const rest = line.slice(picture[0].length).trim();
    return rest === '' ? { text: 'A picture', look: 'picture' } : { text: rest, look: 'heading' };
  }
  if (bullet.test(line)) return { text: line.replace(bullet, ''), look: 'bullet' };
  const isHeading = /^\t\S/.test(line) || /^\d+\. [A-Z][^.]{2,60}$/.test(line.trim());
  return { text: line.trim(), look: isHeading ? 'heading' : 'text' };
}

const drawPage = ({ place, title, documents, lines }: SourceModel): PageContent => ({
  title: 'Source document',
  width: 'wide',
  breadcrumbs: breadcrumbsOf(place, 'Document'),
  body: html`${showTop(place, 'source', title)}
${
  documents.length > 1 &&
  html`<ul class="govuk-list">${documents.map(
    (document) =>
      html`<li>${
        document.isCurrent
          ? document.title
          : html`<a class="govuk-link" href="${document.address}">${document.title}</a>`
      }</li>`,
  )}</ul>`
}
<p class="govuk-body">The document’s text, line by line, as the council wrote it. Beside a line stand the
clauses that were
read in it.</p>
<div class="rowan-source">${lines.map(showLine)}</div>`,
});

export { drawPage as html };

const showLine = ({ number, text, look, startsAnew, clauses }: SourceLine): Html =>
  html`<div class="rowan-line rowan-line--${look}${startsAnew && ' rowan-line--break'}" id="line-${number}">
<a class="rowan-line__number" href="#line-${number}" aria-label="Line ${number}">${number}</a>
<div class="rowan-line__text">${look === 'bullet' && '• '}${text}</div>
${
  clauses.length > 0 &&
  html`<ul class="rowan-chips">${clauses.map(
    (clause) => html`<li><a class="rowan-chip" href="${clause.address}">${clause.text}</a></li>`,
  )}</ul>`
}</div>`;

const typical: SourceModel = {
  place: { council: 'anytown', name: 'Anytown Council', version: '2025', isInForce: true },
  title: 'Procedure for customers',
  documents: [{ title: 'Procedure for customers', address: '/policies/anytown/source', isCurrent: true }],
  lines: [
    { number: 1, text: 'Section 1', look: 'heading', startsAnew: false, clauses: [] },
    {
      number: 3,
      text: 'Everybody who is in danger is told to ring at once, whatever else is or is not known of them.',
      look: 'text',
      startsAnew: true,
      clauses: [{ text: '1', address: '/policies/anytown/clauses#anytown-1' }],
    },
    { number: 4, text: 'Ring', look: 'bullet', startsAnew: false, clauses: [] },
    { number: 5, text: 'A picture', look: 'picture', startsAnew: false, clauses: [] },
  ],
};

export const examples: Readonly<Record<string, SourceModel>> = {
  typical,
  empty: { ...typical, lines: [] },
  'two documents': {
    ...typical,
    documents: [
      ...typical.documents,
      { title: 'Policy', address: '/policies/anytown/source?document=policy', isCurrent: false },
    ],
  },
};
