import { labelSeverity, type QuestionInWords, showQuestion } from '../pathway/book/index.ts';
import { html, type PageContent } from '../platform/html/index.ts';
import { exampleBook } from './booklet.examples.ts';
import { addressOf, breadcrumbsOf, type Place, showTop } from './place.ts';
import type { Shelved } from './shelf.ts';

export interface QuestionsModel {
  readonly place: Place;
  /** The gravest first. */
  readonly groups: readonly { readonly title: string; readonly questions: readonly QuestionInWords[] }[];
}

export function model({ place, book }: Shelved): QuestionsModel {
  const { questions } = book();
  const severities = [...new Set(questions.map(({ severity }) => severity))];
  return {
    place,
    groups: severities.map((severity) => ({
      title: labelSeverity(severity),
      questions: questions.filter((question) => question.severity === severity),
    })),
  };
}

const drawPage = ({ place, groups }: QuestionsModel): PageContent => ({
  title: 'Questions to the council',
  width: 'wide',
  breadcrumbs: breadcrumbsOf(place, 'Questions'),
  body: html`${showTop(place, 'questions', 'Questions to the council')}
<p class="govuk-body-l">What the documents leave open, contradict or cannot mean, and what Rowan does until
the council
answers.</p>
${groups.length === 0 && html`<p class="govuk-body">There is none.</p>`}
${groups.map(
  ({ title, questions }) => html`<section class="rowan-chapter"><h2 class="govuk-heading-l">${title}
<span class="rowan-count">${questions.length}</span></h2>
${questions.map((question) =>
  showQuestion(
    question,
    (clause) => addressOf(place, 'clauses', {}, clause),
    (rule) => addressOf(place, 'booklet', {}, rule),
  ),
)}</section>`,
)}`,
});

export { drawPage as html };

const place: Place = { council: 'anytown', name: 'Anytown Council', version: '2025', isInForce: true };

export const examples: Readonly<Record<string, QuestionsModel>> = {
  typical: { place, groups: [{ title: 'Safety', questions: exampleBook.questions }] },
  empty: { place, groups: [] },
};
