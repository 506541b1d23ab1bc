import { choosePolicy, type LoadedPolicies, type LoadedPolicy, listCouncils } from '../pathway/index.ts';
import { readLondonTime } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { DatabaseChoice } from '../platform/config.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';
import { makeReference } from '../platform/ids.ts';
import { StartUpRefusal } from '../platform/refusal.ts';
import { isUntouched } from './demonstration.store.ts';
import { foundCouncil } from './found-councils.actions.ts';
import { type CouncilPlan, planCouncil } from './staff-plan.ts';
import { drawStories } from './story.ts';
import { type Cast, type TellingNeeds, tellStory } from './tell-stories.actions.ts';

export interface DemonstrationNeeds {
  readonly choice: DatabaseChoice;
  readonly database: Database;
  readonly keys: KeyStore;
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
  /** Says a sentence to the person at the terminal. */
  readonly tell: (sentence: string) => void;
  /** How many concerns and cases there are to be; 300 where nothing is said. */
  readonly records?: number;
  /** What is not made by then is left out, so that nobody waits for long on a slow machine. */
  readonly patienceMs?: number;
  /** Once it has come about, no other concern is begun. */
  readonly stopping?: Promise<unknown>;
}

/** What the demonstration is known by later: two keys, one made before everything else and one after. */
export const BEGUN = '00000000-0000-7000-8000-00000000de01';
const WHOLE = '00000000-0000-7000-8000-00000000de02';
const RECORDS = 300;
/** The same one makes the same people, facts and days before today. */
const SEED = 20_261_122;
const PATIENCE_MS = 60_000;
const AT_ONCE = 4;

/**
 * Makes the demonstration partnership at the first start, and finds it at the later ones. Only ever on the
 * embedded database, and only where nothing else was written before.
 *
 * @returns its councils; undefined where this is no demonstration
 * @throws StartUpRefusal where it was begun and never finished
 */
export async function openDemonstration(
  needs: DemonstrationNeeds,
): Promise<readonly CouncilPlan[] | undefined> {
  const { choice, database, keys, clock, tell } = needs;
  if (choice.kind !== 'embedded') return undefined;
  const known = await keys.keysFor([BEGUN, WHOLE]);
  const planned = planCouncils(needs);
  const plans = planned.map(({ plan }) => plan);
  if (known.has(WHOLE)) return plans;
  if (known.has(BEGUN)) {
    throw new StartUpRefusal(
      'The demonstration partnership was begun and not finished; remove the data folder (data, or what ' +
        'ROWAN_DATA names), which holds nothing else, and start Rowan again.',
    );
  }
  if (!(await isUntouched(database))) {
    tell(
      'The database holds something else, so no demonstration is made. DEMONSTRATION=none keeps this quiet.',
    );
    return undefined;
  }
  const { records = RECORDS, patienceMs = PATIENCE_MS } = needs;
  const seconds = Math.ceil(records / 15) + 5;
  tell(`Making the demonstration partnership: about ${seconds} seconds, once. Its seed is ${SEED}.`);
  await keys.makeKey('demonstration', BEGUN);
  const founding = { ...needs, reference: makeReference() };
  const casts: Cast[] = [];
  for (const { policy, plan } of planned) {
    casts.push({ policy, plan, employees: await foundCouncil(founding, plan) });
  }
  await keys.makeKey('demonstration', WHOLE);
  const givesUpAt = clock.readMilliseconds() + patienceMs;
  let isStopping = false;
  needs.stopping?.then(() => {
    isStopping = true;
  });
  const isOver = () => isStopping || clock.readMilliseconds() > givesUpAt;
  const made = await tellStories(founding, casts, records, isOver);
  if (made < records) {
    tell(`There was time for ${made} concerns and cases of ${records}; the others are left out.`);
  }
  return plans;
}

/** Tells the stories of all councils in turn, several at once. Gives how many there was time for. */
async function tellStories(
  needs: TellingNeeds,
  casts: readonly Cast[],
  records: number,
  isOver: () => boolean,
): Promise<number> {
  const until = needs.clock.now();
  const tellings = casts.flatMap((cast, place) => {
    const count = Math.floor(records / casts.length) + (place < records % casts.length ? 1 : 0);
    const stories = drawStories(cast.policy, cast.plan, { count, seed: SEED + place, until });
    return stories.map((story, turn) => ({ turn, tell: () => tellStory(needs, cast, story) }));
  });
  const waiting = tellings.sort((a, b) => a.turn - b.turn);
  let made = 0;
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (isOver()) return;
      await next.tell();
      made += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return made;
}

interface Planned {
  readonly policy: LoadedPolicy;
  readonly plan: CouncilPlan;
}

/** The councils of the packs in force today. */
function planCouncils({ policies, clock }: DemonstrationNeeds): readonly Planned[] {
  const today = readLondonTime(clock.now()).day;
  return listCouncils(policies.policies).flatMap((council, place) => {
    const chosen = choosePolicy(policies, council, today);
    return chosen.ok ? [{ policy: chosen.policy, plan: planCouncil(chosen.policy, place) }] : [];
  });
}
