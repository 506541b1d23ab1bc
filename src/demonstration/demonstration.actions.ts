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
import { findOrganisation } from './known-staff.ts';
import { type CouncilPlan, planCouncil } from './staff-plan.ts';
import { type Planned, tellLife, type Wishes } from './tell-life.actions.ts';

export interface DemonstrationNeeds {
  readonly choice: DatabaseChoice;
  /** One that is there already is opened all the same: its mark belongs on every page. */
  readonly isWanted: boolean;
  /** Others can reach it: one that is there has to be wanted then, since its password is known to all. */
  readonly isPublic?: boolean;
  readonly database: Database;
  /** The same database as the worker. */
  readonly worker: Database;
  readonly keys: KeyStore;
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
  /** Says a sentence to the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

/** The councils and their staff, in whose names anybody may sign in. */
export interface Demonstration {
  readonly councils: readonly CouncilPlan[];
  /**
   * Makes the concerns and cases, while the pages are served already. What an earlier start has not come to
   * is made by a later one, once.
   */
  readonly tellStories: (wishes: Wishes) => Promise<void>;
}

/** What the demonstration is known by later: two keys, one made before everybody and one after. */
export const BEGUN = '00000000-0000-7000-8000-00000000de01';
const WHOLE = '00000000-0000-7000-8000-00000000de02';

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
  if (known.has(WHOLE) && needs.isPublic && !needs.isWanted) {
    throw new StartUpRefusal(
      'This Rowan holds the demonstration, whose password everybody knows, and PUBLIC_URL opens it to ' +
        'others; set ROWAN_DATA to another folder for a Rowan of your own, ' +
        'or DEMONSTRATION=whole to show this one.',
    );
  }
  if (known.has(WHOLE)) return describe(needs, await keepFounded(keys, planned));
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
  for (const { plan } of planned) await foundCouncil(founding, plan);
  await keys.makeKey('demonstration', WHOLE);
  return describe(needs, planned);
}

function describe(needs: DemonstrationNeeds, planned: readonly Planned[]): Demonstration {
  const telling = { ...needs, reference: makeReference() };
  return {
    councils: planned.map(({ plan }) => plan),
    tellStories: (wishes) => tellLife(telling, planned, wishes),
  };
}

/** A council whose policy came later was not founded, and nothing happens there. */
async function keepFounded(keys: KeyStore, planned: readonly Planned[]): Promise<readonly Planned[]> {
  const founded = await keys.keysFor(planned.map(({ plan }) => findOrganisation(plan)));
  return planned.filter(({ plan }) => founded.has(findOrganisation(plan)));
}

/** The councils of the packs in force today. */
function planCouncils({ policies, clock }: DemonstrationNeeds): readonly Planned[] {
  const today = readLondonTime(clock.now()).day;
  return listCouncils(policies.policies).flatMap((council, place) => {
    const chosen = choosePolicy(policies, council, today);
    return chosen.ok ? [{ policy: chosen.policy, plan: planCouncil(chosen.policy, place) }] : [];
  });
}
