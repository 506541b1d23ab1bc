import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { listClosings, listGiven, listOpenings, listRecordings } from './acting.ts';
import type { Particular } from './particular.ts';
import { listEmergencies, listOwn, listPeople, listShutOut } from './seeing.ts';

export function listParticulars(world: World, places: Scene): readonly Particular[] {
  return [
    ...listRecordings(world),
    ...listOpenings(world),
    ...listGiven(world, places),
    ...listOwn(world, places),
    ...listEmergencies(world, places),
    ...listPeople(world, places),
    ...listClosings(world, places),
    ...listShutOut(world, places),
  ];
}
