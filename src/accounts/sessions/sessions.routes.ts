import { signedIn } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  defineRoute,
  none,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  redirect,
} from '../../platform/http/index.ts';
import { sayDayFrom, sayTime } from '../../platform/say-time.ts';
import type { AccountRoutesOptions } from '../accounts.needs.ts';
import { readOwn } from '../own/own-session.ts';
import * as sessionsPage from './sessions.page.ts';
import { endSessions, readSessions, type SessionRow } from './sessions.store.ts';

const access = signedIn('everybody sees where they themselves are signed in');

/** Where somebody is signed in, and ending it from elsewhere. */
export function sessionRoutes(options: AccountRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/sessions',
      access,
      audit: none('it shows the reader’s own sessions, and no case'),
      handler: (request) => showSessions(options, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/sessions/end',
      access,
      audit: 'session.ended',
      stepUp: true,
      handler: (request) => end(options, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/sessions/:sessionId/end',
      access,
      audit: 'session.ended',
      stepUp: true,
      handler: (request) => {
        const sessionId = readId(request.params, 'sessionId');
        return sessionId === undefined ? notFound : end(options, request, sessionId);
      },
    }),
  ];
}

async function showSessions(
  { database, clock, publicOrigin, frame }: AccountRoutesOptions,
  request: RouteRequest,
): Promise<Answer> {
  const { viewer, tokenHash } = readOwn(request, publicOrigin);
  const rows = await database.readAs(viewer.staffId, (tx) => readSessions(tx, tokenHash));
  const now = clock.now();
  const sessions = rows.map((row) => describe(row, now));
  return page({ ...frame, ...sessionsPage.html(sessionsPage.model({ sessions })) });
}

function describe({ sessionId: id, browser, startedAt, lastSeenAt, isThis }: SessionRow, now: Date) {
  const say = (moment: Date) => `at ${sayTime(moment)} ${sayDayFrom(moment, now)}`;
  return { id, browser, when: `Signed in ${say(startedAt)}, last used ${say(lastSeenAt)}`, isThis };
}

/** What has ended already is as it should be. */
async function end(
  { database, publicOrigin }: AccountRoutesOptions,
  request: RouteRequest,
  sessionId?: string,
): Promise<Answer> {
  const { viewer, tokenHash } = readOwn(request, publicOrigin);
  const { reference } = request;
  const record = async (tx: ActTx, ended: number) => {
    if (ended > 0) await recordEvent(tx, { verb: 'session.ended', reference });
  };
  await database.actAs(viewer.staffId, record, (tx) => endSessions(tx, tokenHash, sessionId));
  return redirect('/sessions');
}
