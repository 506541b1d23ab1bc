import type { LoadedPolicy, QuestionText } from '../packs/index.ts';
import { type BookRule, type Chapter, type ClauseLink, listBookRules } from './chapter.ts';
import type { BookExample } from './describe-example.ts';
import { linkClauses } from './describe-rule.ts';

/** Something that a source leaves open: what the council is asked, and what Rowan does until it answers. */
export interface QuestionInWords {
  readonly id: string;
  readonly title: string;
  readonly severity: QuestionText['severity'];
  readonly asks: string;
  readonly meanwhile: string;
  readonly clauses: readonly ClauseLink[];
  /** The rule that turns on it, with the example that shows what it gives now. */
  readonly example: { readonly rule: BookRule; readonly example: BookExample } | null;
  /** Where it can be seen, if no rule turns on it. */
  readonly shownIn: string | null;
}

const gravest: readonly QuestionText['severity'][] = ['safety', 'legal', 'medium', 'contact', 'slip'];

/** The gravest first, and then in the order of their numbers. */
export function listQuestions(loaded: LoadedPolicy, chapters: readonly Chapter[]): QuestionInWords[] {
  const rules = listBookRules(chapters);
  return loaded.questions
    .map(
      (question): QuestionInWords => ({
        id: question.question,
        title: question.title,
        severity: question.severity,
        asks: question.asks.trim(),
        meanwhile: question.meanwhile.trim(),
        clauses: linkClauses(question.clauses, loaded),
        example: findExample(question, loaded, rules),
        shownIn: question['shown-in'] ?? null,
      }),
    )
    .toSorted((a, b) => gravest.indexOf(a.severity) - gravest.indexOf(b.severity));
}

function findExample(
  { example }: QuestionText,
  { placed }: LoadedPolicy,
  rules: readonly BookRule[],
): QuestionInWords['example'] {
  if (example === undefined) return null;
  const written = placed.find(({ text }) => text.rule === example.rule || text.refines === example.rule);
  const rule = rules.find(({ name }) => name === written?.text.rule);
  const shown = rule?.examples.find(({ name }) => name === example.name);
  return rule === undefined || shown === undefined ? null : { rule, example: shown };
}
