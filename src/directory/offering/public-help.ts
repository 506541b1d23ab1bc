import type { LoadedPolicies } from '../../pathway/packs/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';
import { describeService, type ShownService } from '../describe-service.ts';
import type { Now } from '../hours.rules.ts';
import { readPublicKept } from '../keeping/keeping.actions.ts';
import { addKept, type Listing, makeListing } from '../listing.ts';
import { judgeServing, meetsNeed } from '../service.rules.ts';
import { readNow } from './now.ts';

/** What somebody who is abused may look for, and who helps with it. */
export interface PublicHelp {
  readonly need: string;
  readonly services: readonly ShownService[];
}

/** Needs of the core, in the order in which they are wanted. A service stands at the first that it meets. */
const SOUGHT = [
  'domestic-abuse',
  'sexual-violence',
  'stalking',
  'court-orders',
  'home',
  'the-council',
  'money-and-rights',
  'mental-health',
  'after-a-crime',
];

/** Gives, whenever it is asked, whom people may ring for themselves: of every council, without a sign-in. */
export function openPublicHelp(
  policies: LoadedPolicies,
  clock: Clock,
  database: Database,
): () => Promise<readonly PublicHelp[]> {
  const listingFor = makeListing(policies, clock);
  return async () =>
    listPublicHelp(addKept(listingFor(), await readPublicKept(database)), readNow(clock.now()));
}

/** Those who help everybody first. The emergency services stand on the page by themselves. */
function listPublicHelp(listing: Listing, now: Now): readonly PublicHelp[] {
  const judged = listing.entries
    .filter((entry) => entry.neverBecause === null && !meetsNeed(entry, 'danger-now'))
    .map((entry) => ({ entry, ...judgeServing(entry, { person: 'survivor', facts: {} }, listing.places) }));
  const mayRing = judged
    .filter(({ verdict }) => verdict !== 'no')
    .toSorted((one, other) => Number(one.verdict === 'maybe') - Number(other.verdict === 'maybe'))
    .map(({ entry }) => entry);
  const firstNeed = Map.groupBy(mayRing, (entry) => SOUGHT.find((need) => meetsNeed(entry, need)));
  return SOUGHT.flatMap((id) => {
    const services = (firstNeed.get(id) ?? [])
      .map((entry) => describeService(entry, listing, now, { person: 'survivor' }))
      .filter(({ phones }) => phones.length > 0);
    const need = listing.needs.find((each) => each.id === id)?.label ?? id;
    return services.length === 0 ? [] : [{ need, services }];
  });
}
