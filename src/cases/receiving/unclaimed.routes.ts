import { signedIn, viewerOf } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { findPolicyInForce, listColleagues } from '../../councils/index.ts';
import { readServiceBook } from '../../directory/index.ts';
import type { LoadedPolicy } from '../../pathway/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
} from '../../platform/http/index.ts';
import { sayDayFrom, sayTime } from '../../platform/say-time.ts';
import { findTakeUpDeadline, listWork, readAfter, writeAfter } from '../../work/index.ts';
import type { CaseNeeds } from '../case.actions.ts';
import { readWaiting, type Waiting } from './receiving.store.ts';
import * as unclaimedPage from './unclaimed.page.ts';

/** Beyond it the list is no list any more; the oldest come first. */
const MOST_CONCERNS = 100;

/** What is nobody's: the list of those who receive concerns. */
export function unclaimedRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/work/unclaimed',
      access: signedIn('those who receive concerns have this list; for everybody else there is none'),
      audit: 'unclaimed.listed',
      handler: (request) => showUnclaimed(needs, request),
    }),
  ];
}

async function showUnclaimed(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const viewer = viewerOf(request);
  const { reference } = request;
  const read = await needs.database.actAs(
    viewer.staffId,
    (tx, { casesShown }: Awaited<ReturnType<typeof readLists>>) =>
      recordEvent(tx, { verb: 'unclaimed.listed', casesShown, reference }),
    (tx) => readLists(tx, needs, request),
  );
  return read.model === null
    ? notFound
    : page({ ...needs.frame, ...unclaimedPage.html(unclaimedPage.model(read.model)) });
}

async function readLists(tx: ViewerTx, needs: CaseNeeds, request: RouteRequest) {
  const viewer = viewerOf(request);
  const now = needs.clock.now();
  const list = await listWork(tx, needs, viewer, { whose: 'nobody', after: readAfter(request.query) });
  if (!list.receives) return { model: null, casesShown: [] };
  const waiting = await readWaiting(tx, MOST_CONCERNS);
  const policy = findPolicyInForce(needs, viewer);
  const handed = waiting.flatMap(({ handedTo }) => (handedTo === null ? [] : [handedTo]));
  const people =
    handed.length === 0 ? [] : await listColleagues(tx, needs.keys, viewer.organisationId, handed);
  const services = await readServiceBook(tx, needs, viewer, policy);
  const model: unclaimedPage.UnclaimedModel = {
    concerns: waiting.map((concern) => {
      const to = people.find(({ staffId }) => staffId === concern.handedTo)?.name;
      return describe(concern, policy, now, to);
    }),
    groups: list.groups,
    next: list.next && `/work/unclaimed?after=${writeAfter(list.next)}`,
    nightNumbers: services.listNightNumbers({}),
  };
  return { model, casesShown: [...new Set([...list.casesShown, ...waiting.map(({ caseId }) => caseId)])] };
}

const steps: Readonly<Record<string, string>> = {
  'asked-back': 'The recorder was asked.',
  answered: 'The recorder has answered.',
  climbed: 'The manager was told that it waits.',
};

function describe(concern: Waiting, policy: LoadedPolicy, now: Date, handedTo: string | undefined) {
  const { recordedAt, danger, lastKind } = concern;
  const more = [handedTo && `Handed to ${handedTo}.`, lastKind && steps[lastKind]].filter(Boolean).join(' ');
  return {
    href: `/cases/${concern.caseId}`,
    label: `Concern ${concern.reference}`,
    says: `Sent ${sayDayFrom(recordedAt, now)} at ${sayTime(recordedAt)}. ${more}`.trim(),
    isDanger: danger === true,
    isLate: findTakeUpDeadline(policy, { recordedAt, danger }) < now,
  };
}
