import { viewerOf } from '../../access/index.ts';
import { closeAccount, endSessionsOf, makeWayIn, owesWork, takeBack } from '../../councils/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerForm,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  redirect,
} from '../../platform/http/index.ts';
import { mayUsePasskeys, takesWaysIn } from '../../signing-in/index.ts';
import type { StaffNeeds } from './account.actions.ts';
import { administrators, showsNoCase } from './administrators.ts';
import * as closingPage from './closing.page.ts';
import { actOn, findAccount } from './find-account.ts';
import { readClosing } from './staff.forms.ts';
import { showWayIn } from './staff.routes.ts';

/** An account is closed or kept open; its sessions end; it is given a way in. */
export function leavingRoutes(needs: StaffNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/staff/:person/closing',
      access: administrators,
      audit: showsNoCase,
      stepUp: true,
      handler: (request) => showClosing(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/staff/:person/closing',
      access: administrators,
      audit: 'staff.left',
      stepUp: true,
      handler: (request) => takeClosing(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/staff/:person/return',
      access: administrators,
      audit: 'staff.returned',
      stepUp: true,
      handler: (request) => keepOpen(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/staff/:person/sessions',
      access: administrators,
      audit: 'session.ended',
      stepUp: true,
      handler: (request) => endSessions(needs, request),
    }),
    ...(needs.ways.passwords || mayUsePasskeys(needs.ways) ? [wayInRoute(needs)] : []),
  ];
}

const wayInRoute = (needs: StaffNeeds): Route =>
  defineRoute({
    method: 'POST',
    path: '/staff/:person/way-in',
    access: administrators,
    audit: 'way-in.made',
    stepUp: true,
    handler: (request) => giveWayIn(needs, request),
  });

type Sent = Pick<closingPage.ClosingModel, 'typed' | 'errors'>;

async function showClosing(needs: StaffNeeds, request: RouteRequest, sent?: Sent): Promise<Answer> {
  const read = await needs.database.readAs(viewerOf(request).staffId, async (tx) => {
    const found = await findAccount(tx, needs, request);
    if (found === undefined || found.isOwn || found.account.isGone) return undefined;
    const { staffId, name } = found.account;
    return { here: `/staff/${staffId}`, name, owes: await owesWork(tx, staffId) };
  });
  if (read === undefined) return notFound;
  const drawn = page({ ...needs.frame, ...closingPage.html(closingPage.model(read, sent)) });
  return answerForm(drawn, sent !== undefined);
}

async function takeClosing(needs: StaffNeeds, request: RouteRequest): Promise<Answer> {
  const done = await actOn(needs, request, async (tx, { hands, account, today }) => {
    if (account.isGone) return undefined;
    const { staffId } = account;
    const read = readClosing(request.body, today, await owesWork(tx, staffId));
    if (read.ok) await closeAccount(tx, hands, staffId, read.on);
    return { ...read, staffId };
  });
  if (done === undefined) return notFound;
  return done.ok ? redirect(`/staff/${done.staffId}`) : showClosing(needs, request, done);
}

async function keepOpen(needs: StaffNeeds, request: RouteRequest): Promise<Answer> {
  const done = await actOn(needs, request, async (tx, { hands, account }) => {
    if (account.leftOn !== null) await takeBack(tx, hands, account.staffId);
    return account.staffId;
  });
  return done === undefined ? notFound : redirect(`/staff/${done}`);
}

async function endSessions(needs: StaffNeeds, request: RouteRequest): Promise<Answer> {
  const done = await actOn(needs, request, async (tx, { hands, account }) => {
    await endSessionsOf(tx, hands, account.staffId);
    return account.staffId;
  });
  return done === undefined ? notFound : redirect(`/staff/${done}`);
}

async function giveWayIn(needs: StaffNeeds, request: RouteRequest): Promise<Answer> {
  if (!takesWaysIn(needs.ways, viewerOf(request).council)) return notFound;
  const done = await actOn(needs, request, async (tx, { hands, account }) => {
    const token = await makeWayIn(tx, hands, account.staffId);
    return token === undefined ? undefined : { token, account };
  });
  return done === undefined ? notFound : showWayIn(needs, request, done.account, done.token);
}
