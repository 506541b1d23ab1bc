import type { Hands } from '../../access/index.ts';
import { act } from '../../cases/index.ts';
import type { LoadedPolicies, LoadedPolicy } from '../../pathway/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ActTx, Database } from '../../platform/database/index.ts';
import type { RouteRequest, Viewer } from '../../platform/http/index.ts';
import type { Id } from '../../platform/ids.ts';
import type { FoundingNeeds } from '../found-councils.actions.ts';
import type { Employee } from '../known-staff.ts';
import type { CouncilPlan } from '../staff-plan.ts';

export interface TellingNeeds extends FoundingNeeds {
  readonly policies: LoadedPolicies;
  /** The same database as the worker: what climbs does so by Rowan's own job. */
  readonly worker: Database;
}

/** The people of a council and the policy that advises them. */
export interface Cast {
  readonly policy: LoadedPolicy;
  readonly plan: CouncilPlan;
  readonly employees: readonly Employee[];
}

/** A story while it is told. */
export interface Telling extends TellingNeeds {
  readonly caseId: Id<'case'>;
  readonly clock: MovingClock;
  readonly called: (signIn: string) => Viewer;
  /** A note of this story, by its place in it: who tells it again writes none twice. */
  readonly nameNote: () => Id<'note'>;
  /** Who works on it now: the recorder, until it has another lead. */
  hand: Viewer;
  /** The newest note. */
  noteId: string | null;
}

/** A clock that stands in the past, and goes on when it is told to. */
interface MovingClock extends Clock {
  goTo(moment: Date): void;
}

export function makeMovingClock(from: Date, { readMilliseconds }: Clock): MovingClock {
  let at = from;
  return {
    now: () => at,
    readMilliseconds,
    goTo: (moment) => {
      at = moment;
    },
  };
}

export function callFrom({ employees }: Cast): (signIn: string) => Viewer {
  return (signIn) => {
    const found = employees.find((employee) => employee.signIn === signIn);
    if (found === undefined) throw new Error(`Nobody signs in as ${signIn}.`);
    return found.viewer;
  };
}

type Action = Parameters<typeof act>[2];
type Found = Parameters<Parameters<typeof act>[3]>[1];

/**
 * One act on the case, as the page's route does it: asked for, done and recorded in one transaction.
 *
 * @returns undefined where the viewer may not: it comes to nothing, as it would on the page
 */
export function doAs<Outcome>(
  { database, keys, clock, caseId, reference }: Telling,
  viewer: Viewer,
  action: Action,
  work: (tx: ActTx, found: Found, hands: Hands) => Promise<Outcome>,
): Promise<Outcome | undefined> {
  const nowhere = {
    url: '/',
    from: '/',
    isForm: true,
    isOwnForm: true,
    whoseForm: undefined,
    query: {},
    body: {},
    headers: {},
    address: '',
  } as const;
  const request: RouteRequest = { ...nowhere, params: { caseId }, viewer, reference };
  return act({ database }, request, action, (tx, found) =>
    work(tx, found, { viewer, keys, clock, reference }),
  );
}
