import type { PackFiles, SharedFiles } from '../load-pack.ts';
import type { ClauseText } from '../schema/register.schema.ts';
import type { ClausePlace } from './handbook.ts';

/** A clause of any council's register or of the baseline's. */
export interface RegisteredClause {
  readonly clause: ClauseText;
  readonly place: ClausePlace;
}

/** By id, and by the ids of places that were merged into one. */
export type Registers = ReadonlyMap<string, RegisteredClause>;

/**
 * Every clause that there is: an entry of a directory may come from another council's document. Of several
 * versions the newest counts.
 */
export function indexRegisters(packs: readonly PackFiles[], shared: SharedFiles): Registers {
  const newestLast = packs.toSorted((a, b) => Number(b.earlier !== null) - Number(a.earlier !== null));
  const all = [
    ...(shared.clauses.parsed ?? []).map((clause) => ({ clause, place: placeNational(clause) })),
    ...newestLast.flatMap((pack) =>
      (pack.clauses.parsed ?? []).map((clause) => ({ clause, place: placeIn(pack, clause) })),
    ),
  ];
  return new Map(
    all.flatMap((one) => [one.clause.id, ...one.clause.aliases].map((id) => [id, one] as const)),
  );
}

function placeNational({ id, source, where }: ClauseText): ClausePlace {
  return { clause: id, council: null, place: `${source?.title ?? 'National practice'}, ${where}` };
}

function placeIn({ words, council }: PackFiles, { id, document, where }: ClauseText): ClausePlace {
  const documents = words.parsed?.documents ?? [];
  const title = documents.find(({ file }) => file === document)?.title ?? documents[0]?.title;
  const place = [words.parsed?.name ?? council, title, where].filter((part) => part !== undefined);
  return { clause: id, council, place: place.join(', ') };
}
