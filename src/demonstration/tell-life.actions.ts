import type { LoadedPolicy } from '../pathway/index.ts';
import { knownId } from './known-ids.ts';
import { listEmployees } from './known-staff.ts';
import { catchUp, listOccasions } from './office/office-life.actions.ts';
import type { CouncilPlan } from './staff-plan.ts';
import { drawStories } from './stories/story.ts';
import { tellStory } from './stories/tell-story.actions.ts';
import type { Cast, TellingNeeds } from './stories/telling.ts';

/** A council of the packs, as it is to be or is already. */
export interface Planned {
  readonly policy: LoadedPolicy;
  readonly plan: CouncilPlan;
}

export interface LifeNeeds extends TellingNeeds {
  /** Says a sentence to the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

export interface Wishes {
  /** Once it has come about nothing else is begun, and the rest waits for the next start. */
  readonly stopping?: Promise<unknown>;
  /** How many concerns and cases there are to be; 300 where nothing is said. */
  readonly records?: number | undefined;
}

const RECORDS = 300;
/** The same one makes the same people, facts and days before today. */
const SEED = 20_261_122;
const SAID_ALONG_THE_WAY = 5;

/** Something of two years: a story, an absence, a number that was wrong. Told once, by its mark. */
interface Part {
  readonly mark: string;
  readonly at: Date;
  readonly isRecord: boolean;
  readonly tell: () => Promise<void>;
}

/**
 * Tells what happened at the councils in two years, each in its own order of time and all beside each other,
 * and says along the way how far it has come. What was told at an earlier start is left out.
 */
export async function tellLife(
  needs: LifeNeeds,
  planned: readonly Planned[],
  { stopping, records = RECORDS }: Wishes,
): Promise<void> {
  if (records === 0) return;
  const { keys, tell } = needs;
  const lives = planned.map((each, place) => {
    const count = Math.floor(records / planned.length) + (place < records % planned.length ? 1 : 0);
    return listParts(needs, { ...each, employees: listEmployees(each.plan) }, { count, seed: SEED + place });
  });
  const marks = await keys.keysFor(lives.flat().map(({ mark }) => mark));
  const isTold = ({ mark }: Part) => marks.has(mark);
  if (lives.flat().every(isTold)) return;
  let made = lives.flat().filter((part) => part.isRecord && isTold(part)).length;
  if (made > 0) tell(`Demonstration: going on after ${made} of ${records} concerns and cases.`);
  let isStopping = false;
  stopping?.then(() => {
    isStopping = true;
  });
  const live = async (parts: readonly Part[]) => {
    for (const part of parts.filter((each) => !isTold(each))) {
      if (isStopping) return;
      await part.tell();
      await keys.makeKey('demonstration', part.mark);
      if (!part.isRecord) continue;
      made += 1;
      if (made % Math.ceil(records / SAID_ALONG_THE_WAY) === 0 || made === records)
        tell(`Demonstration: ${made} of ${records} concerns and cases, from the seed ${SEED}.`);
    }
  };
  await Promise.all(lives.map(live));
  if (made < records)
    tell(`Demonstration: ${made} of ${records} concerns and cases; the next start goes on.`);
}

/** What happened at one council, the oldest first. */
function listParts(
  needs: LifeNeeds,
  cast: Cast,
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Part[] {
  const { plan, policy } = cast;
  const until = needs.clock.now();
  const markOf = (...names: readonly (string | number)[]) => knownId('told', plan.council, ...names);
  const stories = drawStories(policy, plan, { count, seed, until }).map((story): Part => {
    const tell = () => tellStory(needs, cast, story);
    return { mark: markOf('story', story.turn), at: story.recordedAt, isRecord: true, tell };
  });
  const occasions = listOccasions(cast, until).map(({ name, at, tell }): Part => {
    return { mark: markOf(name), at, isRecord: false, tell: () => tell(needs) };
  });
  const parts = [...stories, ...occasions].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const end: Part = { mark: markOf('end'), at: until, isRecord: false, tell: () => catchUp(needs, cast) };
  return [...parts, end];
}
