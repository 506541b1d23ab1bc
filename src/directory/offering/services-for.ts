import type { Facts } from '../../pathway/engine/index.ts';
import type { DirectoryEntry, LoadedPolicy, Person } from '../../pathway/packs/index.ts';
import { judgeServing, meetsNeed, type Serving } from '../service.rules.ts';

/** A service that may be offered, and whether it is known to serve them. */
export interface OfferedService {
  readonly entry: DirectoryEntry;
  readonly verdict: Exclude<Serving['verdict'], 'no'>;
  /** The facts on which it depends, where that is not known yet. */
  readonly dependsOn: readonly string[];
}

/**
 * The services of a council's directory for a need, in the directory's order, those first that are known to
 * serve the person. None that does not serve them, and none that is suggested to nobody.
 *
 * @param facts what is known of the situation, as advice has it; a fact that is left out is not known
 * @param sought a need of the core, and who would ring; a member of staff rings as `professional`
 */
export function listServicesFor(
  { handbook: { directory } }: Pick<LoadedPolicy, 'handbook'>,
  facts: Facts,
  sought: { readonly need: string; readonly person: Person },
): OfferedService[] {
  if (directory === null) return [];
  const offered = directory.entries
    .filter((entry) => entry.neverBecause === null && meetsNeed(entry, sought.need))
    .flatMap((entry): OfferedService[] => {
      const { verdict, dependsOn } = judgeServing(entry, { ...sought, facts }, directory.places);
      return verdict === 'no' ? [] : [{ entry, verdict, dependsOn }];
    });
  return offered.toSorted((a, b) => Number(a.verdict === 'maybe') - Number(b.verdict === 'maybe'));
}
