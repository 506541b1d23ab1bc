export { type Book, makeBook } from './book.ts';
export { type BookRule, type Chapter, type ClauseLink, listBookRules } from './chapter.ts';
export { describeCondition, listFacts, listParts, questionOf } from './describe-condition.ts';
export { describeDay } from './describe-day.ts';
export type { InvariantInWords } from './describe-invariant.ts';
export {
  describeReceivers,
  describeStanding,
  labelOf,
  receiverOf,
  strengthLabels,
} from './describe-terms.ts';
export { readParts } from './parts.ts';
export { runPolicyBook } from './policy-book-command.ts';
export type { QuestionInWords } from './questions.ts';
export { showBookHead } from './show/book-file.ts';
export { labelSeverity, showBook, showInFull, showQuestion } from './show/show-book.ts';
export { showClauses, startLarge } from './show/show-rule.ts';
