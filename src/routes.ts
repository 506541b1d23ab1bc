import { accountRoutes } from './accounts/index.ts';
import { caseRoutes } from './cases/index.ts';
import { recordingRoutes, savedRoutes } from './concerns/index.ts';
import { directoryRoutes } from './directory/index.ts';
import { emergencyRoutes } from './emergency/index.ts';
import { helpRoutes } from './help/index.ts';
import { homeRoutes } from './home/index.ts';
import { messageRoutes } from './messages/index.ts';
import { oversightRoutes } from './oversight/index.ts';
import { type LoadedPolicies, loadPolicies } from './pathway/index.ts';
import type { Clock } from './platform/clock.ts';
import { readPoliciesFolder } from './platform/config.ts';
import type { KeyStore } from './platform/crypto/index.ts';
import type { Database } from './platform/database/index.ts';
import type { PageFrame } from './platform/html/index.ts';
import type { Route } from './platform/http/index.ts';
import { StartUpRefusal } from './platform/refusal.ts';
import { type PolicyLibraryOptions, policyLibraryRoutes } from './policy-library/index.ts';
import { ownWays, type Providers, quickLeave, signInRoutes } from './signing-in/index.ts';
import { trySituationRoutes } from './try-situation/index.ts';
import { workRoutes } from './work/index.ts';

const plainFrame: PageFrame = {
  navigation: [
    { href: '/work', text: 'My work' },
    { href: '/try-a-situation', text: 'Try a situation' },
    { href: '/directory', text: 'Services' },
    { href: '/policies', text: 'Policy library' },
  ],
  urgent: { href: 'tel:999', text: 'Call 999' },
  quickLeave,
};

/** What the slices' pages are made from. */
export interface RouteNeeds {
  readonly policies: LoadedPolicies;
  readonly database: Database;
  readonly keys: KeyStore;
  readonly publicOrigin: string | undefined;
  readonly clock: Clock;
  readonly isProving: PolicyLibraryOptions['isProving'];
  readonly findDiff: PolicyLibraryOptions['findDiff'];
  /** What stands round every page. */
  readonly frame: PageFrame;
  /** How somebody may sign in; by password, where nothing is said. */
  readonly providers?: Providers;
}

/** What stands round every page; the mark says what has to be known of everything that is shown. */
export function makeFrame(mark: PageFrame['mark']): PageFrame {
  return { ...plainFrame, mark };
}

/** What every slice serves, gathered for the start-up. A slice adds its own table here. */
export function gatherRoutes(needs: RouteNeeds): readonly Route[] {
  const { policies, database, keys, publicOrigin, clock, frame, providers, ...proofs } = needs;
  return [
    ...homeRoutes(frame, { policies, database, keys, clock }),
    ...signInRoutes({
      database,
      keys,
      clock,
      publicOrigin,
      frame,
      ...(providers && { providers }),
    }),
    ...accountRoutes({
      policies,
      database,
      keys,
      clock,
      publicOrigin,
      frame,
      ways: providers?.ways ?? ownWays,
    }),
    ...recordingRoutes({ policies, database, keys, clock, frame }),
    ...savedRoutes({ policies, database, keys, clock, frame }),
    ...workRoutes({ policies, database, keys, clock, frame }),
    ...messageRoutes({ database, clock }),
    ...emergencyRoutes({ database, keys, clock, frame }),
    ...oversightRoutes({ policies, database, keys, clock, frame }),
    ...caseRoutes({ policies, database, keys, clock, frame }),
    ...trySituationRoutes({ policies, clock, frame }),
    ...helpRoutes({ policies, database, clock, mark: frame.mark }),
    ...directoryRoutes({ policies, clock, frame, staff: { database, keys } }),
    ...policyLibraryRoutes({ policies, database, clock, frame, ...proofs }),
  ];
}

/** @throws StartUpRefusal when a council's policy has a mistake: nothing is advised on half a policy */
export function openPolicies(): LoadedPolicies {
  const policies = loadPolicies(readPoliciesFolder());
  const [first, ...others] = policies.problems;
  if (first === undefined) return policies;
  const more = others.length === 0 ? '' : ` There are ${others.length} more.`;
  throw new StartUpRefusal(
    `policies/${first.file}, line ${first.line}: ${first.message}.${more} ` +
      'Put it right (npm run rowan -- policy check names every mistake), and start again.',
  );
}
