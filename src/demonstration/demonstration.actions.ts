import { choosePolicy, type LoadedPolicies, listCouncils } from '../pathway/index.ts';
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

export interface DemonstrationNeeds {
  readonly choice: DatabaseChoice;
  readonly database: Database;
  readonly keys: KeyStore;
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
  /** Says a sentence to the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

/** What the demonstration is known by later: two keys, one made before everything else and one after. */
export const BEGUN = '00000000-0000-7000-8000-00000000de01';
const WHOLE = '00000000-0000-7000-8000-00000000de02';
const ABOUT_SECONDS = 5;

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
  const { choice, database, keys, tell } = needs;
  if (choice.kind !== 'embedded') return undefined;
  const known = await keys.keysFor([BEGUN, WHOLE]);
  const plans = planCouncils(needs);
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
  tell(`Making the demonstration partnership: about ${ABOUT_SECONDS} seconds, once.`);
  await keys.makeKey('demonstration', BEGUN);
  const reference = makeReference();
  for (const plan of plans) await foundCouncil({ ...needs, reference }, plan);
  await keys.makeKey('demonstration', WHOLE);
  return plans;
}

/** The councils of the packs in force today. */
function planCouncils({ policies, clock }: DemonstrationNeeds): readonly CouncilPlan[] {
  const today = readLondonTime(clock.now()).day;
  return listCouncils(policies.policies).flatMap((council, place) => {
    const chosen = choosePolicy(policies, council, today);
    return chosen.ok ? [planCouncil(chosen.policy, place)] : [];
  });
}
