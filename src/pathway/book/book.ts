import { joinInWords } from '../engine/index.ts';
import type { LoadedPolicy } from '../packs/index.ts';
import { type Chapter, listBookRules } from './chapter.ts';
import { describeInvariant, type InvariantInWords } from './describe-invariant.ts';
import { describeRules } from './describe-rule.ts';
import { labelOf } from './describe-terms.ts';
import { listQuestions, type QuestionInWords } from './questions.ts';

/**
 * A council's policy as its domestic-abuse lead reads it: everything in words, nothing that needs the
 * pack's files.
 */
export interface Book {
  readonly council: string;
  readonly name: string;
  readonly version: string;
  readonly contentHash: string;
  readonly inForce: { readonly from: string; readonly to: string | null };
  readonly checkedBy: { readonly name: string; readonly role: string; readonly date: string } | null;
  readonly documents: readonly BookDocument[];
  readonly officeHours: string;
  /** The role that receives every concern. */
  readonly receivesConcerns: string;
  /** Steps in their order, and what is never done last; none is empty. */
  readonly chapters: readonly Chapter[];
  readonly invariants: readonly InvariantInWords[];
  readonly questions: readonly QuestionInWords[];
  /** The clauses that rules cite, for a booklet that stands alone. */
  readonly clauses: readonly BookClause[];
}

export interface BookDocument {
  readonly title: string;
  readonly review: string | null;
}

export interface BookClause {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly where: string;
  readonly says: string;
  readonly source: string | null;
}

/** Puts one version of a council's policy into words. */
export function makeBook(loaded: LoadedPolicy): Book {
  const { words, policy } = loaded;
  const chapters = describeRules(loaded);
  return {
    council: loaded.council,
    name: policy.name,
    version: loaded.version,
    contentHash: loaded.contentHash,
    inForce: { from: words['in-force'].from, to: words['in-force'].to ?? null },
    checkedBy: words['checked-by'] ?? null,
    documents: words.documents.map(({ title, review }) => ({ title, review: review ?? null })),
    officeHours: describeHours(words['office-hours']),
    receivesConcerns: labelOf(policy.roles, words['receives-concerns']),
    chapters,
    invariants: loaded.invariants.map((invariant) => describeInvariant(invariant, loaded)),
    questions: listQuestions(loaded, chapters),
    clauses: listCitedClauses(loaded, chapters),
  };
}

function describeHours({ days, from, to, source }: LoadedPolicy['words']['office-hours']): string {
  const named = days.map((day) => `${day.charAt(0).toUpperCase()}${day.slice(1)}`);
  return `${joinInWords(named)}, ${from} to ${to} (${source})`;
}

function listCitedClauses(loaded: LoadedPolicy, chapters: readonly Chapter[]): BookClause[] {
  const cited = new Set(listBookRules(chapters).flatMap(({ clauses }) => clauses.map(({ id }) => id)));
  return loaded.clauses
    .filter(({ id, aliases }) => [id, ...aliases].some((one) => cited.has(one)))
    .map(({ id, aliases, where, says, source }) => ({
      id,
      aliases,
      where,
      says,
      source: source?.title ?? null,
    }));
}
