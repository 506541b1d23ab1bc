import type { BookExample } from './describe-example.ts';
import type { ChoiceLine } from './describe-terms.ts';

export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly RuleGroup[];
}

/** The rules of one action, or of one never. */
export interface RuleGroup {
  readonly id: string;
  readonly title: string;
  readonly means: string;
  /** Why it is never done; null for an action. */
  readonly why: string | null;
  readonly rules: readonly BookRule[];
}

export interface BookRule {
  /** The anchor, and the number that people say: "4.12". */
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly says: string;
  readonly strength: 'must' | 'offer' | 'consider' | 'never';
  readonly gives: string;
  readonly origin: 'council' | 'baseline' | 'refined';
  /** The parts that are all so. */
  readonly when: readonly string[];
  readonly unless: string | null;
  readonly who: readonly ChoiceLine[];
  readonly to: readonly ChoiceLine[];
  readonly alsoTo: string | null;
  readonly by: string | null;
  readonly consent: readonly string[];
  readonly clauses: readonly ClauseLink[];
  readonly examples: readonly BookExample[];
}

export interface ClauseLink {
  readonly id: string;
  readonly text: string;
}

export function listBookRules(chapters: readonly Chapter[]): BookRule[] {
  return chapters.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules));
}
