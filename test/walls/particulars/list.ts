import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { listClosings, listGiven, listLetIn, listOpenings, listRecordings } from './acting.ts';
import { listBreaks, listFound, listReviews, listSeenBreaks } from './breaking.ts';
import { listKeptFrom, listLinks } from './linking.ts';
import { listListed } from './listing.ts';
import type { Particular } from './particular.ts';
import { listPeople } from './people.ts';
import { listEmergencies, listOwn, listShutOut } from './seeing.ts';
import { listStandIns } from './steering.ts';

export function listParticulars(world: World, places: Scene): readonly Particular[] {
  return [
    ...listRecordings(world),
    ...listOpenings(world),
    ...listGiven(world, places),
    ...listLetIn(world, places),
    ...listOwn(world, places),
    ...listEmergencies(world, places),
    ...listPeople(world, places),
    ...listLinks(world, places),
    ...listKeptFrom(world, places),
    ...listClosings(world, places),
    ...listShutOut(world, places),
    ...listStandIns(world, places),
    ...listBreaks(world, places),
    ...listSeenBreaks(world, places),
    ...listReviews(world, places),
    ...listFound(world, places),
    ...listListed(world, places),
  ];
}
