import type { PackFiles, SharedFiles } from '../load-pack.ts';
import { suggestName } from '../names.ts';
import type { ClauseText } from '../schema/register.schema.ts';

/** A clause of a council's register, or, without a council, of the baseline's. */
export interface RegisteredClause {
  readonly clause: ClauseText;
  readonly council: string | null;
}

/** Every clause that there is, by id and by the ids of places that were merged into one. */
export interface Registers {
  readonly clauses: ReadonlyMap<string, RegisteredClause>;
  /** What the ids of these registers begin with: a clause of a council that is not here is not looked up. */
  readonly beginnings: readonly string[];
}

/** Of several versions of a council's register the newest counts. */
export function indexRegisters(packs: readonly PackFiles[], shared: SharedFiles): Registers {
  const newestLast = packs.toSorted((a, b) => Number(b.earlier !== null) - Number(a.earlier !== null));
  const read = newestLast.filter(({ clauses }) => clauses.parsed !== null);
  const all: RegisteredClause[] = [
    ...(shared.clauses.parsed ?? []).map((clause) => ({ clause, council: null })),
    ...read.flatMap(({ clauses, council }) => (clauses.parsed ?? []).map((clause) => ({ clause, council }))),
  ];
  return {
    clauses: new Map(
      all.flatMap((one) => [one.clause.id, ...one.clause.aliases].map((id) => [id, one] as const)),
    ),
    beginnings: ['baseline-', ...read.map(({ council }) => `${council}-`)],
  };
}

/** What is wrong with a clause that an entry names; null where it is there, or its council is not. */
export function judgeClause(clause: string, { clauses, beginnings }: Registers): string | null {
  if (clauses.has(clause) || !beginnings.some((beginning) => clause.startsWith(beginning))) return null;
  return `no register has the clause "${clause}"${suggestName(clause, clauses.keys())}`;
}
