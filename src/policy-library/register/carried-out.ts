import { type BookRule, type Chapter, listBookRules, startLarge } from '../../pathway/book/index.ts';
import type { ClauseText, LoadedPolicy } from '../../pathway/packs/index.ts';

/** Where a clause is carried out. `nothing-to-do`: a fact or a hope, from which no step follows. */
export type CarriedOut =
  | { readonly state: 'rules'; readonly rules: readonly { readonly id: string; readonly text: string }[] }
  | { readonly state: 'elsewhere'; readonly at: string; readonly how: string }
  | { readonly state: 'later'; readonly part: string; readonly how: string }
  | { readonly state: 'nothing-to-do' };

export type ClauseState = CarriedOut['state'];

/** Says of each clause by which rules, at which page, or by which part of Rowan to come it is carried out. */
export function findCarriedOut(
  chapters: readonly Chapter[],
  parts: ReadonlyMap<string, string>,
): (clause: ClauseText) => CarriedOut {
  const rules = listBookRules(chapters);
  const citing = new Map<string, BookRule[]>();
  for (const rule of rules) {
    for (const { id } of rule.clauses) citing.set(id, [...(citing.get(id) ?? []), rule]);
  }
  return (clause) => {
    const ids = [clause.id, ...clause.aliases];
    const found = new Set(ids.flatMap((id) => citing.get(id) ?? []));
    if (found.size > 0) {
      const named = [...found].map(({ id, number, name }) => ({ id, text: `${number} ${startLarge(name)}` }));
      return { state: 'rules', rules: named };
    }
    const { met, 'not-built': later } = clause;
    if (met !== undefined) return { state: 'elsewhere', at: met.at, how: met.how };
    if (later === undefined) return { state: 'nothing-to-do' };
    return { state: 'later', part: parts.get(later.part) ?? later.part, how: later.how };
  };
}

/** The file of the document in which a clause stands; null for a national source, which is not kept here. */
export function findDocument(clause: ClauseText, { words }: LoadedPolicy): string | null {
  if (clause.source !== undefined) return null;
  return clause.document ?? words.documents[0]?.file ?? null;
}

/** A document's name in addresses: its file without folder and ending. */
export function nameDocument(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
}
