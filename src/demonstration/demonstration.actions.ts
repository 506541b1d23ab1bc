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
  /** One that is there already is opened all the same: its mark belongs on every page. */
  readonly isWanted: boolean;
  readonly database: Database;
  readonly keys: KeyStore;
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
  /** Says a sentence to the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

/** The councils and their staff, in whose names anybody may sign in. */
export interface Demonstration {
  readonly councils: readonly CouncilPlan[];
  /** Makes the concerns and cases where this is the first start, while the pages are served already. */
  readonly tellStories: (wishes: Wishes) => Promise<void>;
}

interface Wishes {
  /** Once it has come about, no other concern is begun, and the rest is left out. */
  readonly stopping?: Promise<unknown>;
  /** How many concerns and cases there are to be; 300 where nothing is said. */
  readonly records?: number | undefined;
}

/** What the demonstration is known by later: two keys, one made before everybody and one after. */
export const BEGUN = '00000000-0000-7000-8000-00000000de01';
const WHOLE = '00000000-0000-7000-8000-00000000de02';
const RECORDS = 300;
/** The same one makes the same people, facts and days before today. */
const SEED = 20_261_122;
/** Few enough that the pages answer meanwhile. */
const AT_ONCE = 2;
const SAID_ALONG_THE_WAY = 5;

/**
 * Makes the demonstration partnership at the first start, and finds it at the later ones. Only ever on the
 * embedded database, and only where nothing else was written before.
 *
 * @returns undefined where there is none, and none is to be made
 * @throws StartUpRefusal where it was begun and never finished
 */
export async function openDemonstration(needs: DemonstrationNeeds): Promise<Demonstration | undefined> {
  const { choice, database, keys, tell } = needs;
  if (choice.kind !== 'embedded') return undefined;
  const known = await keys.keysFor([BEGUN, WHOLE]);
  const planned = planCouncils(needs);
  const councils = planned.map(({ plan }) => plan);
  if (known.has(WHOLE)) return { councils, tellStories: async () => {} };
  if (known.has(BEGUN)) {
    throw new StartUpRefusal(
      'The demonstration partnership was begun and not finished; remove the data folder (data, or what ' +
        'ROWAN_DATA names), which holds nothing else, and start Rowan again.',
    );
  }
  if (!needs.isWanted) return undefined;
  if (!(await isUntouched(database))) {
    tell(
      'The database holds something else, so no demonstration is made. DEMONSTRATION=none keeps this quiet.',
    );
    return undefined;
  }
  tell('Making the demonstration partnership: two councils and the people who work there, once.');
  await keys.makeKey('demonstration', BEGUN);
  const founding = { ...needs, reference: makeReference() };
  const casts: Cast[] = [];
  for (const { policy, plan } of planned) {
    casts.push({ policy, plan, employees: await foundCouncil(founding, plan) });
  }
  await keys.makeKey('demonstration', WHOLE);
  return { councils, tellStories: (wishes) => tellStories(needs, founding, casts, wishes) };
}

/** Tells the stories of all councils in turn, and says along the way how far it has come. */
async function tellStories(
  { clock, tell }: DemonstrationNeeds,
  founding: TellingNeeds,
  casts: readonly Cast[],
  { stopping, records = RECORDS }: Wishes,
): Promise<void> {
  const until = clock.now();
  const tellings = casts.flatMap((cast, place) => {
    const count = Math.floor(records / casts.length) + (place < records % casts.length ? 1 : 0);
    const stories = drawStories(cast.policy, cast.plan, { count, seed: SEED + place, until });
    return stories.map((story, turn) => ({ turn, tell: () => tellStory(founding, cast, story) }));
  });
  const waiting = tellings.sort((a, b) => a.turn - b.turn);
  let isStopping = false;
  stopping?.then(() => {
    isStopping = true;
  });
  let made = 0;
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && !isStopping; next = waiting.shift()) {
      await next.tell();
      made += 1;
      if (made % Math.ceil(records / SAID_ALONG_THE_WAY) === 0 || made === records)
        tell(`Demonstration: ${made} of ${records} concerns and cases, from the seed ${SEED}.`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (made < records) tell(`Demonstration: ${made} of ${records} concerns and cases; the rest is left out.`);
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
