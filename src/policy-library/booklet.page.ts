import { type Book, showBook, showBookHead } from '../pathway/book/index.ts';
import { html, type PageContent } from '../platform/html/index.ts';
import { exampleBook } from './booklet.examples.ts';
import { addressOf, breadcrumbsOf, type Place, showTop } from './place.ts';
import type { Shelved } from './shelf.ts';

export interface BookletModel {
  readonly place: Place;
  readonly book: Book;
}

export function model({ place, book }: Shelved): BookletModel {
  return { place, book: book() };
}

const drawPage = ({ place, book }: BookletModel): PageContent => ({
  title: 'Policy booklet',
  width: 'wide',
  breadcrumbs: breadcrumbsOf(place, ''),
  body: html`${showTop(place, 'booklet', 'What the policy asks of staff')}
${showBookHead(book)}
${showBook(book, (clause) => addressOf(place, 'clauses', {}, clause))}`,
});

export { drawPage as html };

const place: Place = { council: 'anytown', name: 'Anytown Council', version: '2025', isInForce: true };

export const examples: Readonly<Record<string, BookletModel>> = {
  typical: { place, book: exampleBook },
  empty: { place, book: { ...exampleBook, chapters: [], invariants: [], questions: [] } },
  'an earlier version': { place: { ...place, isInForce: false }, book: exampleBook },
};
